/* search_run(): words gate and rank, filters narrow, sorts, pages, facets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/compiler.h"
#include "matcher/search.h"
#include "matcher/snapshot.h"
#include "support/random.h"
#include "support/random_stall.h"
#include "support/stall.h"

enum { DOCUMENTS = 70, ROUNDS = 25 };

static const char catalogue[] =
	"[{'id':'a','kind':'job','title':{'en':'tester','zh-Hant':'軟件測試員'},"
	"'closes':'2025-08-01','opens':'2025-03-01'},"
	"{'id':'b','kind':'job','title':{'en':'baker'},"
	"'closes':'2025-07-01','opens':'2025-05-01','confirmed':'2025-05-02'},"
	"{'id':'c','kind':'internship','title':{'zh-Hant':'實習測試'},"
	"'body':{'en':'tester'},'opens':'2025-05-01'},"
	"{'id':'d','kind':'funding','title':{'pt':'bolsa'},'body':{'en':'garage'},"
	"'closes':'2025-07-01','opens':'2025-05-01','confirmed':'2025-05-03'},"
	"{'id':'e','kind':'incubator','title':{'en':'garage'}}]";

static struct row {
	const char *name;
	const char *words;
	enum sort sort;
	const char *want;
} rows[] = {
	{"without words: by closing day, none last, then id", "",
	 SORT_RELEVANCE, "b d a c e "},
	{"by closing day", "", SORT_CLOSING, "b d a c e "},
	{"newest: by opening day, then by day confirmed, unknown last", "",
	 SORT_NEWEST, "d b c a e "},
	{"nobody has applied: by closing day", "", SORT_LEAST_APPLIED,
	 "b d a c e "},
	{"the title weighs more than the body", "tester", SORT_RELEVANCE,
	 "a c "},
	{"score before closing day", "garage", SORT_RELEVANCE, "e d "},
	{"the words gate other sorts, too", "tester", SORT_NEWEST, "c a "},
	{"Traditional", "實習測試", SORT_RELEVANCE, "c "},
	{"Simplified finds the same", "实习测试", SORT_RELEVANCE, "c "},
	{"a regional word", "internship", SORT_RELEVANCE, "c "},
	{"words that nothing has", "zzz qqq", SORT_RELEVANCE, ""},
	{"blanks are no words", "  ", SORT_RELEVANCE, "b d a c e "},
	{"marks are no words", "!? --", SORT_RELEVANCE, "b d a c e "},
};

static struct search_query query_of(const char *words, enum sort sort,
				    size_t limit)
{
	return (struct search_query){
		.analyser = stall_get()->analyser,
		.words = slice_of(words),
		.filters = filters_none(world_day("2025-06-01")),
		.sort = sort,
		.limit = limit};
}

static struct search_answer answer_of(const struct snapshot *s,
				      const struct search_query *q)
{
	struct search_answer answer;

	search_run(world_get()->arena, s, q, &answer);
	return answer;
}

static const char *ids_of(const struct snapshot *s,
			  const struct search_answer *answer)
{
	struct slice ids = SLICE("");

	for (size_t i = 0; i < answer->item_count; i++) {
		struct slice id = snapshot_id(s, answer->items[i].opening);

		ids = arena_print(world_get()->arena, "%.*s%.*s ",
				  SLICE_ARG(ids), SLICE_ARG(id));
	}
	return ids.p;
}

static void is_found(void **state)
{
	const struct row *row = *state;
	struct snapshot *s = stall_snapshot(catalogue);
	struct search_query q = query_of(row->words, row->sort, 100);
	struct search_answer answer = answer_of(s, &q);

	assert_string_equal(ids_of(s, &answer), row->want);
	assert_int_equal(answer.total, answer.item_count);
	assert_false(answer.has_more);
	snapshot_free(s);
}

static void filters_narrow_the_items_and_not_their_facet(void **state)
{
	struct snapshot *s = stall_snapshot(catalogue);
	struct search_query q = query_of("tester", SORT_RELEVANCE, 100);
	struct search_answer answer;

	(void)state;
	q.filters.kinds = 1u << KIND_JOB;
	answer = answer_of(s, &q);
	assert_string_equal(ids_of(s, &answer), "a ");
	assert_int_equal(answer.total, 1);
	assert_int_equal(answer.facets[FILTER_KIND].count, 2);
	assert_true(slice_is(answer.facets[FILTER_KIND].values[0].value,
			     "internship"));
	assert_int_equal(answer.facets[FILTER_KIND].values[0].count, 1);
	assert_int_equal(answer.facets[FILTER_KIND].values[1].count, 1);
	snapshot_free(s);
}

static void facets_are_counted_before_the_page_is_cut(void **state)
{
	struct snapshot *s = stall_snapshot(catalogue);
	struct search_query q = query_of("", SORT_CLOSING, 1);
	struct search_answer answer = answer_of(s, &q);

	(void)state;
	assert_int_equal(answer.item_count, 1);
	assert_true(answer.has_more);
	assert_int_equal(answer.total, 5);
	assert_int_equal(answer.facets[FILTER_KIND].values[0].count, 2);
	assert_true(
		slice_is(answer.facets[FILTER_KIND].values[0].value, "job"));
	snapshot_free(s);
}

static void pages_are_the_whole(const struct snapshot *s, struct search_query q,
				const char *whole)
{
	struct slice seen = SLICE("");
	struct search_key key;
	bool has_more = true;

	while (has_more) {
		struct search_answer page = answer_of(s, &q);

		assert_true(page.item_count <= q.limit);
		seen = arena_print(world_get()->arena, "%.*s%s",
				   SLICE_ARG(seen), ids_of(s, &page));
		has_more = page.has_more;
		if (!has_more)
			break;
		assert_int_equal(page.item_count, q.limit);
		key = page.items[page.item_count - 1].key;
		q.after = &key;
	}
	assert_string_equal(seen.p, whole);
}

static void a_kind_facet_sums_to_the_total(const struct search_answer *answer)
{
	size_t sum = 0;

	for (size_t i = 0; i < answer->facets[FILTER_KIND].count; i++)
		sum += answer->facets[FILTER_KIND].values[i].count;
	assert_int_equal(sum, answer->total);
}

static void random_catalogues_page_and_permute(void **state)
{
	static const char *const words[] = {"", "tester", "实习 python",
					    "軟件測試", "machine learning"};
	const char *documents[DOCUMENTS];
	struct random r;

	(void)state;
	random_seed(&r, 494);
	for (int round = 0; round < ROUNDS; round++) {
		struct search_query q = query_of(
			words[round % (int)COUNT(words)],
			(enum sort)random_below(&r, SORT__COUNT), DOCUMENTS);
		struct snapshot *s, *other;
		struct search_answer whole, permuted;
		const char *ids;

		random_documents(&r, DOCUMENTS, documents);
		s = stall_snapshot(documents_array(documents, DOCUMENTS));
		documents_shuffle(&r, documents, DOCUMENTS);
		other = stall_snapshot(documents_array(documents, DOCUMENTS));
		whole = answer_of(s, &q);
		ids = ids_of(s, &whole);
		a_kind_facet_sums_to_the_total(&whole);
		permuted = answer_of(other, &q);
		assert_string_equal(ids_of(other, &permuted), ids);
		for (q.limit = 1; q.limit <= 16; q.limit += 5)
			pages_are_the_whole(s, q, ids);
		snapshot_free(s);
		snapshot_free(other);
	}
}

/* More than are kept in order while they are found. */
static void all_of_very_many_are_the_pages_of_them(void **state)
{
	static const enum sort sorts[] = {SORT_RELEVANCE, SORT_CLOSING,
					  SORT_NEWEST};
	struct snapshot *s;
	struct buf b;

	(void)state;
	buf_init(&b, 1 << 20);
	for (int i = 0; i < 700; i++)
		buf_print(&b,
			  "%s{'id':'o%d','kind':'job','title':{'en':'tester %s"
			  " %d'},'closes':'2025-08-%02d'}",
			  i == 0 ? "[" : ",", i * 7919 % 1000,
			  i % 3 == 0 ? "tester" : "baker", i % 11, 1 + i % 28);
	buf_add_text(&b, "]");
	s = stall_snapshot(arena_copy(world_get()->arena, buf_slice(&b)).p);
	for (size_t k = 0; k < COUNT(sorts); k++) {
		struct search_query q =
			query_of(k == 1 ? "" : "tester", sorts[k], SIZE_MAX);
		struct search_answer whole = answer_of(s, &q);
		const char *ids = ids_of(s, &whole);

		assert_int_equal(whole.item_count, 700);
		q.limit = 90;
		pages_are_the_whole(s, q, ids);
	}
	snapshot_free(s);
	buf_done(&b);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + 4] = {0};
	size_t n = COUNT(rows);

	for (size_t i = 0; i < n; i++)
		tests[i] = (struct CMUnitTest){rows[i].name, is_found, NULL,
					       NULL, &rows[i]};
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		all_of_very_many_are_the_pages_of_them);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		filters_narrow_the_items_and_not_their_facet);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		facets_are_counted_before_the_page_is_cut);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		random_catalogues_page_and_permute);
	return cmocka_run_group_tests_name("search", tests, stall_open,
					   stall_close);
}
