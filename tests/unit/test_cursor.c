/* cursor: what is written is read again, and nothing else is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "api/cursor.h"
#include "base/arena.h"
#include "base/compiler.h"

static struct arena *arena;

static int open_arena(void **state)
{
	(void)state;
	arena = arena_new(0);
	return 0;
}

static int close_arena(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

/* 128 characters, the longest id that there is. */
#define LONGEST                                                                \
	"abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._"     \
	"-:abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ012345678"

static struct row {
	const char *name;
	struct cursor cursor;
} rows[] = {
	{"nothing but an id", {0, {0, 0, 0}, 0, SLICE_INIT("a")}},
	{"a match: verdict, fit, closing day",
	 {0x0123456789ABCDEF,
	  {2, 8250, 20454},
	  142,
	  SLICE_INIT("gbayes-2025")}},
	{"the ends of every number",
	 {UINT64_MAX,
	  {INT64_MIN, INT64_MAX, INT32_MIN},
	  INT64_MIN,
	  SLICE_INIT("b.c:d_e")}},
	{"an id that looks like a number",
	 {7, {-1, 1, -1}, -1, SLICE_INIT("-12")}},
	{"the longest id", {1, {1, 2, 3}, 4, SLICE_INIT(LONGEST)}},
};

static void is_read_as_written(void **state)
{
	const struct row *row = *state;
	struct slice text = cursor_write(arena, &row->cursor);
	struct cursor c;

	assert_true(cursor_read(arena, text, row->cursor.query, &c));
	assert_true(c.query == row->cursor.query);
	for (int i = 0; i < CURSOR_NUMBERS; i++)
		assert_true(c.numbers[i] == row->cursor.numbers[i]);
	assert_true(c.stats == row->cursor.stats);
	assert_true(slice_eq(c.id, row->cursor.id));
}

/* RFC 3986, 2.3: it stands in a query as it is. */
static void needs_no_escape(void **state)
{
	const struct row *row = *state;
	struct slice text = cursor_write(arena, &row->cursor);

	for (size_t i = 0; i < text.n; i++)
		assert_non_null(strchr("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklm"
				       "nopqrstuvwxyz0123456789-_.~",
				       text.p[i]));
}

/* At every place every other octet. */
static void any_changed_character_is_refused(void **state)
{
	const struct row *row = *state;
	struct slice text = cursor_write(arena, &row->cursor);
	char *copy = arena_take(arena, text.n + 1);
	struct arena *scratch = arena_new(0);
	struct cursor c;

	memcpy(copy, text.p, text.n);
	for (size_t i = 0; i < text.n; i++) {
		for (int octet = 0; octet < 256; octet++) {
			copy[i] = (char)octet;
			if (copy[i] == text.p[i])
				continue;
			assert_false(cursor_read(scratch,
						 (struct slice){copy, text.n},
						 row->cursor.query, &c));
			arena_reset(scratch);
		}
		copy[i] = text.p[i];
	}
	arena_free(scratch);
}

static void any_cut_or_longer_one_is_refused(void **state)
{
	const struct row *row = *state;
	struct slice text = cursor_write(arena, &row->cursor);
	struct cursor c;

	for (size_t n = 0; n < text.n; n++)
		assert_false(cursor_read(arena, slice_cut(text, 0, n),
					 row->cursor.query, &c));
	for (const char *more = "A_-= "; *more != '\0'; more++)
		assert_false(cursor_read(
			arena,
			arena_print(arena, "%.*s%c", SLICE_ARG(text), *more),
			row->cursor.query, &c));
}

static void that_of_another_query_is_refused(void **state)
{
	const struct row *row = *state;
	struct slice text = cursor_write(arena, &row->cursor);
	struct cursor c;

	for (int bit = 0; bit < 64; bit++)
		assert_false(cursor_read(arena, text,
					 row->cursor.query ^ UINT64_C(1) << bit,
					 &c));
}

static struct junk {
	const char *name;
	struct slice text;
} junk[] = {
	{"nothing", SLICE_INIT("")},
	{"a word", SLICE_INIT("next")},
	{"zeros",
	 SLICE_INIT("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")},
	{"NUL",
	 SLICE_INIT("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")},
};

static void junk_is_refused(void **state)
{
	const struct junk *row = *state;
	struct cursor c;

	assert_false(cursor_read(arena, row->text, 0, &c));
}

static void what_is_too_long_is_refused(void **state)
{
	char *text = arena_take(arena, 1000000);
	struct cursor c;

	(void)state;
	memset(text, 'Q', 999999);
	assert_false(cursor_read(arena, (struct slice){text, 999999}, 0, &c));
}

static void parts_of_a_query_do_not_run_together(void **state)
{
	uint64_t a = cursor_hash(cursor_hash(0, SLICE("a")), SLICE("bc"));
	uint64_t b = cursor_hash(cursor_hash(0, SLICE("ab")), SLICE("c"));
	uint64_t none = cursor_hash(cursor_hash(0, SLICE("abc")), SLICE(""));

	(void)state;
	assert_true(a != b && a != none && b != none);
	assert_true(cursor_hash(0, SLICE("abc")) ==
		    cursor_hash(0, SLICE("abc")));
	assert_true(cursor_hash(0, SLICE("")) != 0);
}

int main(void)
{
	static const struct {
		const char *name;
		CMUnitTestFunction test;
	} proofs[] = {
		{"is read as written", is_read_as_written},
		{"needs no escape", needs_no_escape},
		{"changed", any_changed_character_is_refused},
		{"cut or longer", any_cut_or_longer_one_is_refused},
		{"another query", that_of_another_query_is_refused},
	};
	struct CMUnitTest tests[COUNT(rows) * COUNT(proofs) + COUNT(junk) + 2] =
		{0};
	size_t n = 0;

	open_arena(NULL);
	for (size_t i = 0; i < COUNT(rows); i++) {
		for (size_t k = 0; k < COUNT(proofs); k++)
			tests[n++] = (struct CMUnitTest){
				arena_print(arena, "%s: %s", rows[i].name,
					    proofs[k].name)
					.p,
				proofs[k].test, NULL, NULL, &rows[i]};
	}
	for (size_t i = 0; i < COUNT(junk); i++)
		tests[n++] = (struct CMUnitTest){junk[i].name, junk_is_refused,
						 NULL, NULL, &junk[i]};
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		what_is_too_long_is_refused);
	tests[n] = (struct CMUnitTest)cmocka_unit_test(
		parts_of_a_query_do_not_run_together);
	return cmocka_run_group_tests_name("cursor", tests, NULL, close_arena);
}
