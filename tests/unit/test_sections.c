/* sections: what is written is read again, and nothing else is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/compiler.h"
#include "matcher/sections.h"
#include "support/random.h"

enum { ROUNDS = 200, BYTES_MAX = 200 };

static const struct sections_basis basis = {11, 22};

/* Bytes at a place where sections may begin. */
struct file {
	char *bytes;
	size_t n, size;
	size_t left; /* that may be put before it fails */
};

static struct file file_new(size_t size)
{
	struct file f = {.size = (size + SECTION_ALIGNMENT) &
				 ~(size_t)(SECTION_ALIGNMENT - 1),
			 .left = SIZE_MAX};

	f.bytes = aligned_alloc(SECTION_ALIGNMENT, f.size);
	assert_non_null(f.bytes);
	return f;
}

static enum err put(void *ctx, const void *bytes, size_t n)
{
	struct file *f = ctx;

	if (n > f->left)
		return ERR_STORE_FULL;
	f->left -= n;
	assert_true(n <= f->size - f->n);
	memcpy(f->bytes + f->n, bytes, n);
	f->n += n;
	return ERR_OK;
}

static struct file written(const struct sections *s)
{
	struct file f = file_new(sizeof(*s) * 4);

	assert_int_equal(sections_write(s, put, &f), ERR_OK);
	return f;
}

static enum err read_again(const struct file *f, size_t n, const char **why)
{
	struct sections s;

	return sections_read((struct slice){f->bytes, n}, &basis, &s, why);
}

/* Three sections: one that fills its place, an empty one, one of 5 bytes. */
static struct sections example(void)
{
	static const char whole[SECTION_ALIGNMENT] = "whole";
	struct sections s = {.basis = basis, .part = 3, .seq = -4};

	sections_add(&s, "a.whole", whole, sizeof(whole));
	sections_add(&s, "a.empty", NULL, 0);
	sections_add(&s, "b", "bytes", 5);
	return s;
}

static void same(const struct sections *a, const struct sections *b)
{
	assert_int_equal(a->count, b->count);
	assert_int_equal(a->part, b->part);
	assert_int_equal(a->seq, b->seq);
	assert_memory_equal(&a->basis, &b->basis, sizeof(a->basis));
	for (size_t i = 0; i < a->count; i++) {
		assert_string_equal(a->items[i].name, b->items[i].name);
		assert_true(slice_eq(a->items[i].bytes, b->items[i].bytes));
	}
}

static void random_sections_are_read_again(void **state)
{
	static char bytes[BYTES_MAX];
	struct random r;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct sections s = {.basis = basis}, again;
		uint64_t seed = 300 + (uint64_t)round;
		const char *why;
		struct file f;

		print_message("seed %llu\n", (unsigned long long)seed);
		random_seed(&r, seed);
		for (size_t i = 0; i < sizeof(bytes); i++)
			bytes[i] = (char)random_below(&r, 256);
		s.seq = (int64_t)random_below(&r, 1000000);
		for (int i = random_below(&r, SECTIONS_MAX + 1); i > 0; i--) {
			char name[SECTION_NAME_BYTES];

			snprintf(name, sizeof(name), "n%d", i);
			sections_add(&s, name, bytes,
				     (size_t)random_below(&r, BYTES_MAX));
		}
		f = file_new(SECTIONS_MAX * 400);
		assert_int_equal(sections_write(&s, put, &f), ERR_OK);
		assert_int_equal(sections_read((struct slice){f.bytes, f.n},
					       &basis, &again, &why),
				 ERR_OK);
		same(&s, &again);
		for (size_t i = 0; i < again.count; i++)
			assert_int_equal((uintptr_t)again.items[i].bytes.p %
						 SECTION_ALIGNMENT,
					 0);
		free(f.bytes);
	}
}

static void each_byte_changed_is_refused(void **state)
{
	struct sections s = example();
	struct file f = written(&s);
	const char *why;

	(void)state;
	assert_int_equal(read_again(&f, f.n, &why), ERR_OK);
	for (size_t i = 0; i < f.n; i++) {
		for (int bit = 0; bit < 8; bit++) {
			f.bytes[i] ^= (char)(1 << bit);
			why = NULL;
			assert_int_not_equal(read_again(&f, f.n, &why), ERR_OK);
			assert_non_null(why);
			f.bytes[i] ^= (char)(1 << bit);
		}
	}
	free(f.bytes);
}

/* Each length has memory of its own, so that a sanitizer sees what is read. */
static void each_other_length_is_refused(void **state)
{
	struct sections s = example();
	struct file f = written(&s);
	const char *why;

	(void)state;
	for (size_t n = 0; n < f.n; n++) {
		struct file cut = file_new(n);

		memcpy(cut.bytes, f.bytes, n);
		assert_int_equal(read_again(&cut, n, &why), ERR_MALFORMED);
		free(cut.bytes);
	}
	memset(f.bytes + f.n, 0, SECTION_ALIGNMENT);
	assert_int_equal(read_again(&f, f.n + SECTION_ALIGNMENT, &why),
			 ERR_MALFORMED);
	free(f.bytes);
}

static void another_basis_is_refused_by_name(void **state)
{
	struct sections s = example();
	struct file f;
	const char *why;

	(void)state;
	s.basis.analyser++;
	f = written(&s);
	assert_int_equal(read_again(&f, f.n, &why), ERR_STALE);
	assert_string_equal(why, "analyser");
	free(f.bytes);
	s.basis = basis;
	s.basis.vocabulary++;
	f = written(&s);
	assert_int_equal(read_again(&f, f.n, &why), ERR_STALE);
	assert_string_equal(why, "vocabulary");
	free(f.bytes);
}

static void sections_that_swap_their_places_are_refused(void **state)
{
	struct sections s = {.basis = basis};
	struct file f;
	const char *why;
	char row[SECTION_ALIGNMENT];

	(void)state;
	sections_add(&s, "a", "x", 1);
	sections_add(&s, "b", "y", 1);
	f = written(&s);
	memcpy(row, f.bytes + 64, sizeof(row));
	memcpy(f.bytes + 64, f.bytes + 128, sizeof(row));
	memcpy(f.bytes + 128, row, sizeof(row));
	assert_int_equal(read_again(&f, f.n, &why), ERR_MALFORMED);
	free(f.bytes);
}

static void what_cannot_be_put_ends_the_writing(void **state)
{
	struct sections s = example();
	struct file f = written(&s);
	size_t whole = f.n;

	(void)state;
	for (size_t left = 0; left < whole; left++) {
		f.n = 0;
		f.left = left;
		assert_int_equal(sections_write(&s, put, &f), ERR_STORE_FULL);
	}
	free(f.bytes);
}

static void items_are_taken_only_where_they_fit(void **state)
{
	struct sections s = {.count = 0};
	struct sections_taking t = {&s, false};
	const uint32_t two[2] = {1, 2};
	size_t n;

	(void)state;
	sections_add(&s, "two", two, sizeof(two));
	assert_ptr_equal(sections_take(&t, "two", 4, 2), two);
	assert_ptr_equal(sections_take_all(&t, "two", 4, &n), two);
	assert_int_equal(n, 2);
	assert_false(t.failed);
	assert_null(sections_take(&t, "two", 4, 1));
	assert_true(t.failed);
	assert_null(sections_take(&t, "two", 4, 2)); /* once is enough */
	t.failed = false;
	assert_null(sections_take_all(&t, "two", 3, &n));
	assert_int_equal(n, 0);
	t.failed = false;
	assert_null(sections_take(&t, "three", 4, 0));
	assert_true(t.failed);
}

static void ends_and_numbers_are_looked_at(void **state)
{
	const uint32_t up[] = {0, 2, 2, 7}, down[] = {3, 2, 7};

	(void)state;
	assert_true(sections_ends_fit(up, 4, 7));
	assert_true(sections_ends_fit(NULL, 0, 0));
	assert_false(sections_ends_fit(up, 4, 8));
	assert_false(sections_ends_fit(up, 4, 6));
	assert_false(sections_ends_fit(down, 3, 7));
	assert_true(sections_numbers_fit(down, 3, 8));
	assert_false(sections_numbers_fit(down, 3, 7));
	assert_true(sections_numbers_fit(NULL, 0, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(random_sections_are_read_again),
		cmocka_unit_test(each_byte_changed_is_refused),
		cmocka_unit_test(each_other_length_is_refused),
		cmocka_unit_test(another_basis_is_refused_by_name),
		cmocka_unit_test(sections_that_swap_their_places_are_refused),
		cmocka_unit_test(what_cannot_be_put_ends_the_writing),
		cmocka_unit_test(items_are_taken_only_where_they_fit),
		cmocka_unit_test(ends_and_numbers_are_looked_at),
	};

	return cmocka_run_group_tests_name("sections", tests, NULL, NULL);
}
