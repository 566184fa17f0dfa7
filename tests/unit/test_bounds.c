/* bounds, tally, dictionary: small things that all of ranking stands on. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/bits.h"
#include "base/compiler.h"
#include "matcher/bounds.h"
#include "matcher/dictionary.h"
#include "matcher/sections.h"
#include "matcher/tally.h"
#include "support/random.h"

enum { ITEMS = 3000, ROUNDS = 40, SEED = 7 };

static int falling(const void *x, const void *y)
{
	const struct bound *a = x, *b = y;

	if (a->most > b->most || a->most < b->most)
		return a->most > b->most ? -1 : 1;
	return (a->doc > b->doc) - (a->doc < b->doc);
}

static void batches_are_the_sorted_list_cut_up(void **state)
{
	struct arena *a = arena_new(0);
	struct random r;

	(void)state;
	random_seed(&r, SEED);
	for (int round = 0; round < ROUNDS; round++) {
		size_t n = (size_t)random_below(&r, ITEMS), at = 0;
		struct bound *items = ARENA_ARRAY(a, struct bound, n + 1);
		struct bound *sorted = ARENA_ARRAY(a, struct bound, n + 1);
		struct bounds *b;

		/* Few different values: many are equal. */
		for (size_t i = 0; i < n; i++) {
			items[i].most = (float)random_below(&r, 50) / 7;
			items[i].doc = (uint32_t)i;
			sorted[i] = items[i];
		}
		qsort(sorted, n, sizeof(*sorted), falling);
		b = bounds_new(a, items, n);
		while (bounds_rest(b) >= 0) {
			const struct bound *batch;
			size_t took = bounds_take(
				b, (size_t)random_range(&r, 1, 400), &batch);

			assert_true(took > 0);
			for (size_t i = 0; i < took; i++)
				assert_int_equal(batch[i].doc,
						 sorted[at + i].doc);
			at += took;
			if (at < n)
				assert_true(bounds_rest(b) >=
					    (double)sorted[at].most);
		}
		assert_int_equal(at, n);
		arena_reset(a);
	}
	arena_free(a);
}

static void a_tally_counts_as_a_loop_does(void **state)
{
	enum { WORDS = 5, MOST = 200 };
	struct arena *a = arena_new(0);
	struct tally t = tally_new(a, WORDS);
	struct random r;

	(void)state;
	random_seed(&r, SEED);
	for (int round = 0; round < ROUNDS; round++) {
		unsigned counts[WORDS * 64] = {0};
		unsigned added = (unsigned)random_below(&r, MOST);

		tally_clear(&t);
		for (unsigned k = 0; k < added; k++) {
			uint64_t bitmap[WORDS] = {0};

			for (size_t i = 0; i < (size_t)WORDS * 64; i++) {
				if (!random_chance(&r, (int)(i % 100)))
					continue;
				bit_set(bitmap, i);
				counts[i]++;
			}
			tally_add(&t, bitmap);
		}
		for (unsigned need = 1; need <= added + 2; need += 3) {
			uint64_t reached[WORDS];

			tally_reach(&t, need, reached);
			for (size_t i = 0; i < (size_t)WORDS * 64; i++)
				assert_int_equal(bit_has(reached, i),
						 counts[i] >= need);
		}
	}
	arena_free(a);
}

static void holds_even_keys(const struct dictionary *d, struct slice *keys,
			    int n)
{
	struct arena *a = arena_new(0);

	assert_int_equal(dictionary_count(d), n);
	dictionary_keys(d, keys);
	for (int i = 0; i < n; i++) {
		struct slice key = arena_print(a, "key %d 創", i * 2);

		assert_int_equal(dictionary_find(d, key), i);
		assert_true(slice_eq(keys[i], key));
		assert_int_equal(dictionary_find(d, arena_print(a, "key %d 創",
								i * 2 + 1)),
				 DICTIONARY_NONE);
	}
	assert_int_equal(dictionary_find(d, SLICE("")), DICTIONARY_NONE);
	arena_free(a);
}

static void a_dictionary_finds_what_was_put_and_nothing_else(void **state)
{
	enum { KEYS = 20000 };
	struct arena *a = arena_new(0), *scratch = arena_new(0);
	struct dictionary *d = dictionary_new(scratch);
	struct slice *keys = ARENA_ARRAY(a, struct slice, KEYS);
	struct sections *saved = ARENA_NEW(a, struct sections);
	const struct dictionary *kept, *again;

	(void)state;
	for (int i = 0; i < KEYS; i++)
		assert_int_equal(
			dictionary_add(
				d, arena_print(scratch, "key %d 創", i * 2)),
			i);
	holds_even_keys(d, keys, KEYS);
	kept = dictionary_keep(a, d);
	arena_free(scratch);
	holds_even_keys(kept, keys, KEYS);
	dictionary_save(kept, saved);
	assert_int_equal(dictionary_load(a, saved, &again), ERR_OK);
	holds_even_keys(again, keys, KEYS);
	arena_free(a);
}

/* Slots are four numbers each: mark, length, place, number. */
static void a_dictionary_that_does_not_fit_is_refused(void **state)
{
	struct arena *a = arena_new(0);
	struct dictionary *d = dictionary_new(a);
	const struct dictionary *again;
	struct sections *saved = ARENA_NEW(a, struct sections);
	uint32_t *taken[2] = {NULL};
	struct slice slots = {NULL, 0};
	size_t n = 0;

	(void)state;
	dictionary_add(d, SLICE("one"));
	dictionary_add(d, SLICE("two"));
	dictionary_save(d, saved);
	assert_true(sections_find(saved, "dictionary.slots", &slots));
	for (size_t i = 0; i < slots.n / 16; i++) {
		uint32_t *slot = (uint32_t *)(uintptr_t)slots.p + 4 * i;

		if (slot[0] != 0)
			taken[n++] = slot;
	}
	assert_int_equal(n, 2);
	for (size_t member = 1; member < 4; member++) {
		uint32_t was = taken[0][member];

		taken[0][member] = 7;
		assert_int_equal(dictionary_load(a, saved, &again),
				 ERR_MALFORMED);
		taken[0][member] = was;
	}
	taken[0][3] ^= 1; /* both have one number */
	assert_int_equal(dictionary_load(a, saved, &again), ERR_MALFORMED);
	taken[0][3] ^= 1;
	assert_int_equal(dictionary_load(a, saved, &again), ERR_OK);
	arena_free(a);
}

static void bytes_are_packed_to_their_bits(void **state)
{
	uint8_t bytes[128] = {0};
	uint64_t words[2];

	(void)state;
	for (size_t i = 0; i < 128; i++)
		bytes[i] = (i * i + 3 * i) % 5 < 2;
	bits_pack(bytes, 2, words);
	for (size_t i = 0; i < 128; i++)
		assert_int_equal(bit_has(words, i), bytes[i]);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(batches_are_the_sorted_list_cut_up),
		cmocka_unit_test(a_tally_counts_as_a_loop_does),
		cmocka_unit_test(
			a_dictionary_finds_what_was_put_and_nothing_else),
		cmocka_unit_test(a_dictionary_that_does_not_fit_is_refused),
		cmocka_unit_test(bytes_are_packed_to_their_bits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
