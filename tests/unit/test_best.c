/*
 * The best k, found by bounds, are the first k of all of them scored one by
 * one: ids and order, for searches and for profiles, in one leaf and in
 * several.
 *
 * BAYBRIDGE_SEED replays a run, BAYBRIDGE_TESTS_LONG=1 asks for all of it.
 */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/bits.h"
#include "base/buf.h"
#include "base/compiler.h"
#include "base/day.h"
#include "matcher/match.h"
#include "matcher/search.h"
#include "matcher/snapshot.h"
#include "support/layers.h"
#include "support/random.h"
#include "support/random_stall.h"
#include "support/size_of_run.h"
#include "support/stall.h"

enum {
	SEED = 20261129,
	DOCUMENTS = 240,
	CATALOGUES = 12,
	SEARCHES = 10000,
	SEARCHES_LONG = 100000,
	PROFILES = 900,
	PROFILES_LONG = 20000
};

static const size_t limits[] = {1, 10, 100};

/* One opening with what it is ordered by. */
struct place {
	int verdict;   /* the greater the sooner */
	int64_t value; /* likewise */
	int32_t closes;
	struct slice id;
};

struct bench {
	struct random random;
	struct arena *arena; /* one query */
	struct snapshot *snapshot;
	const struct opening **openings; /* by number; NULL: no longer live */
	struct place *all;
	size_t count;
};

static void read_openings(struct bench *b)
{
	struct arena *a = world_get()->arena;
	const struct snapshot *s = b->snapshot;

	b->openings = ARENA_ARRAY(a, const struct opening *, s->numbers);
	b->all = ARENA_ARRAY(a, struct place, s->numbers);
	for (size_t i = 0; i < s->numbers; i++) {
		size_t row;
		const struct leaf *leaf = snapshot_leaf(s, i, &row);

		if (bit_has(leaf->live, row))
			b->openings[i] = snapshot_opening(a, s, i);
	}
}

static void open_catalogue(struct bench *b)
{
	const char *documents[DOCUMENTS];

	random_documents(&b->random, DOCUMENTS, documents);
	b->snapshot = layers_new(&b->random, documents, DOCUMENTS,
				 (size_t)random_range(&b->random, 1, 4));
	read_openings(b);
}

static int by_place(const void *x, const void *y)
{
	const struct place *a = x, *b = y;

	if (a->verdict != b->verdict)
		return a->verdict > b->verdict ? -1 : 1;
	if (a->value != b->value)
		return a->value > b->value ? -1 : 1;
	if (a->closes != b->closes)
		return a->closes < b->closes ? -1 : 1;
	return slice_cmp(a->id, b->id);
}

static void put(struct bench *b, size_t number, int verdict, int64_t value)
{
	const struct opening *o = b->openings[number];

	b->all[b->count++] = (struct place){
		verdict, value, o->closes == DAY_NONE ? INT32_MAX : o->closes,
		o->id};
}

static struct slice some_words(struct bench *b)
{
	static const char *const words[] = {
		"tester",     "engineer", "engineers", "python",   "data",
		"internship", "實習",     "见习",      "软件测试", "測試",
		"創業",       "funding",  "funds",     "estágio",  "machine",
		"learning",   "C++",      "softwre",   "業",       "guild"};
	struct buf text;
	struct slice s;

	buf_init(&text, 4096);
	for (int n = random_range(&b->random, 1, 5); n > 0; n--)
		buf_print(&text, "%s ",
			  words[random_below(&b->random, (int)COUNT(words))]);
	s = arena_copy(b->arena, buf_slice(&text));
	buf_done(&text);
	return s;
}

/* What the words match, leaf by leaf, and the score of each, exactly. */
static void score_all(struct bench *b, struct slice words, bool is_relaxed)
{
	const struct snapshot *s = b->snapshot;
	const struct textquery *q =
		textquery_read_all(b->arena, stall_get()->analyser, &s->corpus,
				   TEXTQUERY_SEARCH, words);

	b->count = 0;
	for (size_t k = 0; k < s->leaf_count; k++) {
		const struct textquery *own = textquery_over(b->arena, q, k);
		const struct leaf *leaf = &s->leaves[k];
		uint64_t *matched = textquery_match(b->arena, own, is_relaxed);

		textquery_match_titles(b->arena, own, matched);
		for (size_t row = 0; row < leaf->segment->count; row++) {
			double score;

			if (!bit_has(matched, row) ||
			    !bit_has(leaf->shown, row))
				continue;
			if (b->openings[leaf->first + row]->status ==
			    STATUS_DRAFT)
				continue;
			score = textquery_score(own, (uint32_t)row);
			put(b, leaf->first + row, 0,
			    (int64_t)floor(score * 1e6 + .5));
		}
	}
	qsort(b->all, b->count, sizeof(*b->all), by_place);
}

static void search_is_the_first_of_all(struct bench *b)
{
	struct search_query q = {.analyser = stall_get()->analyser,
				 .words = some_words(b),
				 .sort = SORT_RELEVANCE,
				 .without_facets = true,
				 .filters =
					 filters_none(world_day("2025-06-01"))};

	for (size_t i = 0; i < COUNT(limits); i++) {
		struct search_answer answer;

		q.limit = limits[i];
		search_run(b->arena, b->snapshot, &q, &answer);
		if (i == 0)
			score_all(b, q.words, answer.is_relaxed);
		assert_int_equal(answer.total, b->count);
		assert_int_equal(answer.item_count,
				 b->count < q.limit ? b->count : q.limit);
		for (size_t k = 0; k < answer.item_count; k++) {
			struct slice id = snapshot_id(b->snapshot,
						      answer.items[k].opening);

			if (!slice_eq(id, b->all[k].id))
				fail_msg("<%.*s>: %.*s is number %zu of %zu, "
					 "not %.*s",
					 SLICE_ARG(q.words), SLICE_ARG(id), k,
					 b->count, SLICE_ARG(b->all[k].id));
		}
	}
}

/* Every opening of that day, judged and fitted alone. */
static void fit_all(struct bench *b, const struct match_query *q)
{
	struct fit_request rq = {q->profile, q->words, q->weights, q->as_of};
	const struct snapshot *s = b->snapshot;
	struct fitter profile;

	b->count = 0;
	fitter_prepare(b->arena, q->analyser, s, &rq, &profile);
	for (size_t k = 0; k < s->leaf_count; k++) {
		const struct leaf *leaf = &s->leaves[k];
		struct fitter f = fitter_turn(b->arena, &profile, leaf, NULL);

		for (size_t row = 0; row < leaf->segment->count; row++) {
			size_t number = leaf->first + row;
			enum verdict v;

			if (!bit_has(leaf->shown, row) ||
			    !opening_is_considered(b->openings[number],
						   q->as_of))
				continue;
			v = judge_verdict(&leaf->segment->judged[row],
					  q->profile->facts, q->as_of);
			if (v != VERDICT_INELIGIBLE)
				put(b, number, (int)v,
				    fit_of(&f, row).hundredths);
		}
	}
	qsort(b->all, b->count, sizeof(*b->all), by_place);
}

static void match_is_the_first_of_all(struct bench *b)
{
	int32_t day = world_day(random_chance(&b->random, 50) ? "2025-06-01"
							      : "2025-03-01");
	struct match_query q = {
		.analyser = stall_get()->analyser,
		.profile = stall_profile(random_profile(&b->random)),
		.words = random_chance(&b->random, 30) ? some_words(b)
						       : SLICE(""),
		.filters = filters_none(day),
		.weights = weights_published,
		.as_of = day};

	fit_all(b, &q);
	for (size_t i = 0; i < COUNT(limits); i++) {
		struct match_answer answer;

		q.limit = limits[i];
		match_rank(b->arena, b->snapshot, &q, &answer);
		assert_int_equal(answer.counts.eligible + answer.counts.maybe,
				 b->count);
		assert_int_equal(answer.item_count,
				 b->count < q.limit ? b->count : q.limit);
		for (size_t k = 0; k < answer.item_count; k++) {
			const struct match_item *item = &answer.items[k];

			assert_true(slice_eq(
				snapshot_id(b->snapshot, item->opening),
				b->all[k].id));
			assert_int_equal(item->fit.hundredths, b->all[k].value);
			assert_int_equal(item->verdict, b->all[k].verdict);
		}
	}
}

static void try_many(size_t n, void (*check)(struct bench *b))
{
	struct bench b = {.arena = arena_new(0)};

	random_seed(&b.random, seed_of_run(SEED));
	for (size_t i = 0; i < n; i++) {
		if (i % (n / CATALOGUES + 1) == 0) {
			snapshot_free(b.snapshot);
			open_catalogue(&b);
		}
		arena_reset(b.arena);
		check(&b);
	}
	snapshot_free(b.snapshot);
	arena_free(b.arena);
}

static void the_best_of_a_search_are_the_first_of_all_scored(void **state)
{
	(void)state;
	try_many(size_of_run(SEARCHES, SEARCHES_LONG),
		 search_is_the_first_of_all);
}

static void the_best_for_a_profile_are_the_first_of_all_fitted(void **state)
{
	(void)state;
	try_many(size_of_run(PROFILES, PROFILES_LONG),
		 match_is_the_first_of_all);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			the_best_of_a_search_are_the_first_of_all_scored),
		cmocka_unit_test(
			the_best_for_a_profile_are_the_first_of_all_fitted),
	};

	return cmocka_run_group_tests_name("best", tests, stall_open,
					   stall_close);
}
