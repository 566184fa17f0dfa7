/*
 * textbound: over more documents than one window holds, no score is above its
 * bound, a gate changes nothing within it, and the best are found by bounds.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/bits.h"
#include "base/buf.h"
#include "base/compiler.h"
#include "matcher/bounds.h"
#include "support/random.h"
#include "support/text_world.h"

enum { DOCS = POSTINGS_WINDOW + 3000, QUERIES = 30, BEST = 20, SEED = 3 };

static struct text_world world;

static const char *const pieces[] = {
	"design",  "designer", "designs", "start-up", "startup", "venture",
	"capital", "network",  "設計",    "設計師",   "實習生",  "前海青年",
	"創投",    "c++",      "cook",    "tester",   "estágio", "软件"};

static struct slice some_text(struct random *r, int most)
{
	struct buf b;
	struct slice s;

	buf_init(&b, 1 << 16);
	for (int n = random_range(r, 1, most); n > 0; n--) {
		buf_add_text(&b, pieces[random_below(r, (int)COUNT(pieces))]);
		buf_add_char(&b, ' ');
	}
	s = arena_copy(world.arena, buf_slice(&b));
	buf_done(&b);
	return s;
}

static const struct textquery *drawn_query(struct random *r)
{
	return textquery_read(world.arena, world.analyser, world.index,
			      random_chance(r, 50) ? TEXTQUERY_RANK
						   : TEXTQUERY_SEARCH,
			      some_text(r, 4));
}

static void no_score_is_above_its_bound(void **state)
{
	struct random r;

	(void)state;
	random_seed(&r, SEED);
	for (int i = 0; i < QUERIES; i++) {
		const struct textquery *q = drawn_query(&r);
		struct textresult t = textquery_run(world.arena, q, NULL);

		for (size_t d = 0; d < DOCS; d += 7) {
			double score = textquery_score(q, (uint32_t)d);

			if (!bit_has(t.matched, d))
				continue;
			assert_true(score <= textresult_bound(&t, d));
			assert_true(textresult_bound(&t, d) <=
				    1.2 * score + .2);
		}
	}
}

static void a_gate_changes_no_bound_within_it(void **state)
{
	size_t words = textindex_bitmap_words(world.index);
	struct random r;

	(void)state;
	random_seed(&r, SEED + 1);
	for (int i = 0; i < QUERIES; i++) {
		const struct textquery *q = drawn_query(&r);
		uint64_t *gate = ARENA_ARRAY(world.arena, uint64_t, words);
		struct textresult all, gated;

		/* The first window may be empty, or the second. */
		for (size_t d = (i % 3 == 0 ? POSTINGS_WINDOW : 0);
		     d < (i % 3 == 1 ? POSTINGS_WINDOW : DOCS); d += 3)
			bit_set(gate, d);
		all = textquery_bound(world.arena, q, NULL);
		gated = textquery_bound(world.arena, q, gate);
		for (size_t d = 0; d < DOCS; d++) {
			if (bit_has(gate, d))
				assert_true(all.upper[d] <= gated.upper[d] &&
					    all.upper[d] >= gated.upper[d]);
		}
	}
}

/* One in `each` of those in the gate, wanting up to twice what they have. */
static size_t draw_wanted(struct random *r, const struct textresult *all,
			  int each, struct text_wanted *to)
{
	size_t n = 0;

	for (size_t d = 0; d < DOCS; d += 3) {
		if (random_below(r, each) == 0)
			to[n++] = (struct text_wanted){
				(uint32_t)d, textresult_bound(all, d) *
						     random_below(r, 20) * .1};
	}
	return n;
}

static void those_settled_have_the_bounds_of_all(void **state)
{
	size_t words = textindex_bitmap_words(world.index);
	uint64_t *gate = ARENA_ARRAY(world.arena, uint64_t, words);
	struct text_wanted *wanted =
		ARENA_ARRAY(world.arena, struct text_wanted, DOCS);
	static const int each[] = {1, 2, 40, 3000};
	struct random r;
	size_t dropped = 0;

	(void)state;
	for (size_t d = 0; d < DOCS; d += 3)
		bit_set(gate, d);
	random_seed(&r, SEED + 3);
	for (int i = 0; i < QUERIES * 2; i++) {
		const struct textquery *q = drawn_query(&r);
		struct textresult all = textquery_bound(world.arena, q, NULL);
		struct text_bounding *b =
			textquery_bound_first(world.arena, q, gate);
		struct textresult first = text_bounding_result(b);
		uint64_t *left = ARENA_ARRAY(world.arena, uint64_t, words);
		size_t n, kept;

		for (size_t d = 0; d < DOCS; d += 3)
			assert_true(textresult_bound(&first, d) >=
				    (double)all.upper[d]);
		n = draw_wanted(&r, &all, each[i % (int)COUNT(each)], wanted);
		for (size_t k = 0; k < n; k++) {
			if (wanted[k].need <= (double)all.upper[wanted[k].doc])
				bit_set(left, wanted[k].doc);
		}
		kept = text_bounding_settle(b, wanted, n);
		dropped += n - kept;
		for (size_t k = 0; k < kept; k++) {
			uint32_t d = wanted[k].doc;

			assert_true(k == 0 || wanted[k - 1].doc < d);
			assert_true(fabsf(first.upper[d] - all.upper[d]) <=
				    all.upper[d] * 1e-5F);
			left[d / 64] &= ~(UINT64_C(1) << (d % 64));
		}
		assert_int_equal(bits_sum(left, words), 0);
	}
	assert_true(dropped > 1000);
}

struct best {
	double score;
	uint32_t doc;
};

static int by_score(const void *x, const void *y)
{
	const struct best *a = x, *b = y;

	if (a->score > b->score || a->score < b->score)
		return a->score > b->score ? -1 : 1;
	return (a->doc > b->doc) - (a->doc < b->doc);
}

static size_t best_by_bounds(const struct textquery *q,
			     const struct textresult *t, struct best *ret)
{
	struct bound *items =
		ARENA_ARRAY(world.arena, struct bound, t->count + 1);
	struct bounds *bounds;
	size_t n = 0, have = 0;

	for (size_t d = 0; d < DOCS; d++) {
		if (bit_has(t->matched, d))
			items[n++] = (struct bound){
				(float)textresult_bound(t, d), (uint32_t)d};
	}
	bounds = bounds_new(world.arena, items, n);
	while (bounds_rest(bounds) >= 0 &&
	       (have < BEST || bounds_rest(bounds) >= ret[BEST - 1].score)) {
		const struct bound *batch;
		size_t took = bounds_take(bounds, BEST, &batch);

		for (size_t i = 0; i < took; i++)
			ret[have++] = (struct best){
				textquery_score(q, batch[i].doc), batch[i].doc};
		qsort(ret, have, sizeof(*ret), by_score);
	}
	return have < BEST ? have : BEST;
}

static void the_best_by_bounds_are_the_best_of_all(void **state)
{
	struct best *all = ARENA_ARRAY(world.arena, struct best, DOCS);
	struct best *got = ARENA_ARRAY(world.arena, struct best, DOCS);
	struct random r;

	(void)state;
	random_seed(&r, SEED + 2);
	for (int i = 0; i < QUERIES; i++) {
		const struct textquery *q = drawn_query(&r);
		struct textresult t = textquery_run(world.arena, q, NULL);
		size_t n = 0, best = best_by_bounds(q, &t, got);

		for (uint32_t d = 0; d < DOCS; d++) {
			if (bit_has(t.matched, d))
				all[n++] =
					(struct best){textquery_score(q, d), d};
		}
		qsort(all, n, sizeof(*all), by_score);
		assert_int_equal(best, n < BEST ? n : BEST);
		for (size_t k = 0; k < best; k++)
			assert_int_equal(got[k].doc, all[k].doc);
	}
}

static int open_world(void **state)
{
	static const char synonyms[] =
		"{\"groups\":[{\"weight\":0.8,\"members\":{\"en\":"
		"[\"venture capital\",\"venture\"],\"zh-Hant\":[\"創投\"]}},"
		"{\"weight\":0.9,\"members\":{\"en\":[\"designer\"],"
		"\"zh-Hant\":[\"設計師\"]}}]}";
	static const char *const none[] = {NULL};
	struct random r;

	(void)state;
	random_seed(&r, SEED);
	text_world_open(&world, synonyms, none);
	world.count = DOCS;
	world.docs = ARENA_ARRAY(world.arena, struct textdoc, DOCS);
	for (size_t d = 0; d < DOCS; d++) {
		world.docs[d].in[FIELD_TITLE][LANG_EN] = some_text(&r, 3);
		if (random_chance(&r, 30))
			world.docs[d].in[FIELD_SUMMARY][LANG_ZH_HANT] =
				some_text(&r, 5);
	}
	text_world_index(&world);
	return 0;
}

static int close_world(void **state)
{
	(void)state;
	text_world_close(&world);
	return 0;
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(no_score_is_above_its_bound),
		cmocka_unit_test(a_gate_changes_no_bound_within_it),
		cmocka_unit_test(those_settled_have_the_bounds_of_all),
		cmocka_unit_test(the_best_by_bounds_are_the_best_of_all),
	};

	return cmocka_run_group_tests(tests, open_world, close_world);
}
