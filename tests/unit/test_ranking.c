/*
 * What holds of every order: another opening moves no two against each other,
 * keys are a total order, and pages over several leaves are the whole.
 *
 * BAYBRIDGE_SEED replays a run, BAYBRIDGE_TESTS_LONG=1 asks for more.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/compiler.h"
#include "matcher/match.h"
#include "matcher/search.h"
#include "matcher/snapshot.h"
#include "support/layers.h"
#include "support/random.h"
#include "support/random_stall.h"
#include "support/size_of_run.h"
#include "support/stall.h"

enum { SEED = 20261204, DOCUMENTS = 60, ROUNDS = 24, ROUNDS_LONG = 600 };

static const char *const added[] = {
	"{'id':'new-1','kind':'job','title':{'en':'harbour pilot'}}",
	"{'id':'a-new','kind':'funding','title':{'en':'tester engineer'},"
	"'closes':'2025-06-20','places':['macao']}",
	"{'id':'zz-new','kind':'internship','title':{'zh-Hant':'實習'},"
	"'criteria':{'attr':'has_company','op':'is','value':true}}"};

static const char *const words[] = {"tester", "实习 python", "軟件測試 data",
				    "funding internship", ""};

static struct match_query match_query(const struct profile *p)
{
	int32_t day = world_day("2025-06-01");

	return (struct match_query){.analyser = stall_get()->analyser,
				    .profile = p,
				    .filters = filters_none(day),
				    .weights = weights_published,
				    .as_of = day,
				    .limit = SIZE_MAX};
}

static struct search_query search_query(const char *text, enum sort sort)
{
	return (struct search_query){
		.analyser = stall_get()->analyser,
		.words = slice_of(text),
		.sort = sort,
		.filters = filters_none(world_day("2025-06-01")),
		.limit = SIZE_MAX};
}

static bool is_added(struct slice id)
{
	return slice_is(id, "new-1") || slice_is(id, "a-new") ||
	       slice_is(id, "zz-new");
}

/* One line an item, of the openings that were there before. */
static const char *lines_of_match(struct arena *a, const struct snapshot *s,
				  const struct profile *p)
{
	struct match_query q = match_query(p);
	struct slice lines = SLICE("");
	struct match_answer answer;

	match_rank(a, s, &q, &answer);
	for (size_t i = 0; i < answer.item_count; i++) {
		const struct match_item *m = &answer.items[i];
		struct slice id = snapshot_id(s, m->opening);

		if (!is_added(id))
			lines = arena_print(a, "%.*s%.*s %d %ld %ld %ld\n",
					    SLICE_ARG(lines), SLICE_ARG(id),
					    (int)m->verdict, m->fit.points[0],
					    m->fit.points[1], m->fit.points[2]);
	}
	return lines.p;
}

static const char *lines_of_search(struct arena *a, const struct snapshot *s,
				   const char *text, enum sort sort)
{
	struct search_query q = search_query(text, sort);
	struct slice lines = SLICE("");
	struct search_answer answer;

	search_run(a, s, &q, &answer);
	/* Who finds something need not be relaxed any more. */
	assert_false(answer.is_relaxed);
	for (size_t i = 0; i < answer.item_count; i++) {
		struct slice id = snapshot_id(s, answer.items[i].opening);

		if (!is_added(id))
			lines = arena_print(a, "%.*s%.*s %.17g\n",
					    SLICE_ARG(lines), SLICE_ARG(id),
					    answer.items[i].score);
	}
	return lines.p;
}

enum { TOLD = COUNT(words) * SORT__COUNT + 4 };

static void tell(struct arena *a, const struct snapshot *s,
		 const struct profile *const profiles[4], const char *ret[TOLD])
{
	size_t n = 0;

	for (size_t i = 0; i < 4; i++)
		ret[n++] = lines_of_match(a, s, profiles[i]);
	for (size_t i = 0; i < COUNT(words); i++) {
		for (int sort = 0; sort < SORT__COUNT; sort++)
			ret[n++] = lines_of_search(a, s, words[i],
						   (enum sort)sort);
	}
}

static struct snapshot *drawn(struct random *r, size_t leaves)
{
	const char *documents[DOCUMENTS];

	random_documents(r, DOCUMENTS, documents);
	return layers_new(r, documents, DOCUMENTS, leaves);
}

/* Frequencies and averages are those of the base until it is renewed. */
static void another_opening_moves_no_two_others(void **state)
{
	size_t rounds = size_of_run(ROUNDS, ROUNDS_LONG);
	struct arena *a = arena_new(0);
	struct random r;

	(void)state;
	random_seed(&r, seed_of_run(SEED));
	for (size_t round = 0; round < rounds; round++) {
		struct snapshot *s = drawn(&r, 1 + round % 3);
		const struct profile *profiles[4];
		const char *before[TOLD], *after[TOLD];

		for (size_t i = 0; i < 4; i++)
			profiles[i] = stall_profile(random_profile(&r));
		arena_reset(a);
		tell(a, s, profiles, before);
		for (size_t k = 0; k < COUNT(added); k++) {
			s = layers_add(s, &added[k], 1);
			tell(a, s, profiles, after);
			for (size_t i = 0; i < TOLD; i++)
				assert_string_equal(after[i], before[i]);
		}
		snapshot_free(s);
	}
	arena_free(a);
}

static int sign(int n)
{
	return (n > 0) - (n < 0);
}

/* Every two differ, both ways, and every three agree. */
static void keys_are_a_total_order(void **state)
{
	struct arena *a = arena_new(0);
	struct random r;

	(void)state;
	random_seed(&r, seed_of_run(SEED) + 1);
	for (int round = 0; round < 4; round++) {
		struct snapshot *s = drawn(&r, 2);
		struct match_query q =
			match_query(stall_profile(random_profile(&r)));
		struct match_answer answer;
		struct match_key keys[DOCUMENTS];
		size_t n;

		arena_reset(a);
		match_rank(a, s, &q, &answer);
		n = answer.item_count;
		for (size_t i = 0; i < n; i++)
			keys[i] = match_key_of(s, &answer.items[i]);
		for (size_t i = 0; i < n; i++) {
			for (size_t k = 0; k < n; k++)
				assert_int_equal(sign(match_key_compare(
							 &keys[i], &keys[k])),
						 i < k ? -1 : i > k);
		}
		snapshot_free(s);
	}
	arena_free(a);
}

static void match_pages_are_the_whole(struct arena *a, const struct snapshot *s,
				      struct match_query q)
{
	struct match_answer whole, page = {.has_more = true};
	struct match_key key;
	size_t at = 0;

	match_rank(a, s, &q, &whole);
	for (q.limit = 7; page.has_more; q.after = &key) {
		match_rank(a, s, &q, &page);
		assert_true(page.has_more ? page.item_count == q.limit
					  : page.item_count <= q.limit);
		for (size_t i = 0; i < page.item_count; i++)
			assert_int_equal(page.items[i].opening,
					 whole.items[at++].opening);
		if (page.item_count > 0)
			key = match_key_of(s, &page.items[page.item_count - 1]);
	}
	assert_int_equal(at, whole.item_count);
}

static void search_pages_are_the_whole(struct arena *a,
				       const struct snapshot *s,
				       struct search_query q)
{
	struct search_answer whole, page = {.has_more = true};
	struct search_key key;
	size_t at = 0;

	search_run(a, s, &q, &whole);
	for (q.limit = 7; page.has_more; q.after = &key) {
		search_run(a, s, &q, &page);
		assert_int_equal(page.total, whole.total);
		for (size_t i = 0; i < page.item_count; i++)
			assert_int_equal(page.items[i].opening,
					 whole.items[at++].opening);
		if (page.item_count > 0)
			key = page.items[page.item_count - 1].key;
	}
	assert_int_equal(at, whole.item_count);
}

static void pages_over_leaves_are_the_whole(void **state)
{
	size_t rounds = size_of_run(ROUNDS, ROUNDS_LONG);
	struct arena *a = arena_new(0);
	struct random r;

	(void)state;
	random_seed(&r, seed_of_run(SEED) + 2);
	for (size_t round = 0; round < rounds; round++) {
		struct snapshot *s = drawn(&r, 1 + round % 4);

		arena_reset(a);
		match_pages_are_the_whole(
			a, s, match_query(stall_profile(random_profile(&r))));
		for (int sort = 0; sort < SORT__COUNT; sort++)
			search_pages_are_the_whole(
				a, s,
				search_query(words[round % COUNT(words)],
					     (enum sort)sort));
		snapshot_free(s);
	}
	arena_free(a);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(another_opening_moves_no_two_others),
		cmocka_unit_test(keys_are_a_total_order),
		cmocka_unit_test(pages_over_leaves_are_the_whole),
	};

	return cmocka_run_group_tests_name("ranking", tests, stall_open,
					   stall_close);
}
