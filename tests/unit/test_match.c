/* match_rank(): order, ties, pages, counts, near misses, and what never counts. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/compiler.h"
#include "base/day.h"
#include "matcher/match.h"
#include "matcher/snapshot.h"
#include "support/one_by_one.h"
#include "support/random.h"
#include "support/random_stall.h"
#include "support/stall.h"

enum { DOCUMENTS = 70, ROUNDS = 25 };

#define TODAY "2025-06-01"

static struct match_query query_of(const struct profile *p, size_t limit)
{
	int32_t day = world_day(TODAY);

	return (struct match_query){.analyser = stall_get()->analyser,
				    .profile = p,
				    .words = SLICE(""),
				    .filters = filters_none(day),
				    .weights = weights_published,
				    .as_of = day,
				    .limit = limit};
}

static struct match_answer answer_of(const struct snapshot *s,
				     const struct match_query *q)
{
	struct match_answer answer;

	match_rank(world_get()->arena, s, q, &answer);
	return answer;
}

/* Openings of equal fit, but for what each row is about; `want` is their order. */
static struct row {
	const char *name;
	const char *catalogue;
	const char *want;
} rows[] = {
	{"by id, all else equal",
	 "[{'id':'b','kind':'job','title':{'en':'x'}},"
	 "{'id':'a','kind':'job','title':{'en':'x'}},"
	 "{'id':'C','kind':'job','title':{'en':'x'}}]",
	 "C a b "},
	{"by closing day, none last",
	 "[{'id':'a','kind':'job','title':{'en':'x'}},"
	 "{'id':'b','kind':'job','title':{'en':'x'},'closes':'2025-08-01'},"
	 "{'id':'c','kind':'job','title':{'en':'x'},'closes':'2025-07-01'}]",
	 "c b a "},
	{"fit before closing day",
	 "[{'id':'a','kind':'job','title':{'en':'x'},'closes':'2025-07-01',"
	 "'places':['overseas']},{'id':'b','kind':'job','title':{'en':'x'},"
	 "'places':['macao']}]",
	 "b a "},
	{"verdict before fit",
	 "[{'id':'a','kind':'job','title':{'en':'x'},'places':['macao'],"
	 "'criteria':{'attr':'education','op':'min','value':'bachelor'}},"
	 "{'id':'b','kind':'job','title':{'en':'x'},'places':['overseas']}]",
	 "b a "},
	{"fit 0 is an item all the same",
	 "[{'id':'a','kind':'job','title':{'en':'x'},'places':['overseas']}]",
	 "a "},
	{"the ineligible are none",
	 "[{'id':'a','kind':'job','title':{'en':'x'},"
	 "'criteria':{'attr':'has_company','op':'is','value':true}},"
	 "{'id':'b','kind':'job','title':{'en':'x'}}]",
	 "b "},
	{"nor what is not open that day",
	 "[{'id':'a','kind':'job','title':{'en':'x'},'opens':'2025-06-02'},"
	 "{'id':'b','kind':'job','title':{'en':'x'},'closes':'2025-05-31'},"
	 "{'id':'c','kind':'job','title':{'en':'x'},'status':'draft'},"
	 "{'id':'d','kind':'job','title':{'en':'x'},'closes':'2025-06-01'}]",
	 "d "},
	{"a programme stands back behind what is posted under it",
	 "[{'id':'p','type':'programme','title':{'en':'x'}},"
	 "{'id':'a','kind':'job','title':{'en':'x'},'programme':'p'},"
	 "{'id':'q','type':'programme','title':{'en':'x'}}]",
	 "a q "},
};

static const char *ids_of(const struct snapshot *s,
			  const struct match_answer *answer)
{
	struct slice ids = SLICE("");

	for (size_t i = 0; i < answer->item_count; i++) {
		struct slice id = snapshot_id(s, answer->items[i].opening);

		ids = arena_print(world_get()->arena, "%.*s%.*s ",
				  SLICE_ARG(ids), SLICE_ARG(id));
	}
	return ids.p;
}

static void is_in_order(void **state)
{
	const struct row *row = *state;
	struct snapshot *s = stall_snapshot(row->catalogue);
	struct match_query q =
		query_of(stall_profile("{'facts':{'has_company':false},"
				       "'wishes':{'places':['macao']}}"),
			 100);
	struct match_answer answer = answer_of(s, &q);

	assert_string_equal(ids_of(s, &answer), row->want);
	assert_false(answer.has_more);
	snapshot_free(s);
}

static const struct opening *opening_of(const struct snapshot *s, size_t i)
{
	return snapshot_opening(world_get()->arena, s, i);
}

/* Closing days in words, so that none is last. */
static int32_t closes(const struct opening *o)
{
	return o->closes == DAY_NONE ? INT32_MAX : o->closes;
}

static bool comes_before(const struct snapshot *s, const struct match_item *x,
			 const struct match_item *y)
{
	const struct opening *a = opening_of(s, x->opening);
	const struct opening *b = opening_of(s, y->opening);

	if (x->verdict != y->verdict)
		return x->verdict == VERDICT_ELIGIBLE;
	if (x->fit.hundredths != y->fit.hundredths)
		return x->fit.hundredths > y->fit.hundredths;
	if (closes(a) != closes(b))
		return closes(a) < closes(b);
	return slice_cmp(a->id, b->id) < 0;
}

static void counts_are_those_of_a_loop(const struct snapshot *s,
				       const struct match_query *q,
				       const struct match_answer *whole)
{
	size_t counts[VERDICT_ELIGIBLE + 1] = {0}, near = 0;

	for (size_t i = 0; i < s->count; i++) {
		const struct judged *j = snapshot_judged(s, i);
		const struct facts *facts = q->profile->facts;

		if (!opening_is_considered(opening_of(s, i), q->as_of) ||
		    !one_passes(s, i, &q->filters, FILTER__COUNT))
			continue;
		counts[judge_verdict(j, facts, q->as_of)]++;
		near += repair_is_near_miss(j, facts, q->as_of);
	}
	assert_int_equal(whole->counts.eligible, counts[VERDICT_ELIGIBLE]);
	assert_int_equal(whole->counts.maybe, counts[VERDICT_MAYBE]);
	assert_int_equal(whole->counts.ineligible, counts[VERDICT_INELIGIBLE]);
	assert_int_equal(whole->counts.near_misses, near);
	assert_int_equal(whole->item_count,
			 counts[VERDICT_ELIGIBLE] + counts[VERDICT_MAYBE]);
}

static void pages_are_the_whole(const struct snapshot *s, struct match_query q,
				const struct match_answer *whole)
{
	struct match_key key;
	size_t at = 0;
	bool has_more = true;

	q.after = NULL;
	while (has_more) {
		struct match_answer page = answer_of(s, &q);

		for (size_t i = 0; i < page.item_count; i++, at++)
			assert_int_equal(page.items[i].opening,
					 whole->items[at].opening);
		assert_true(page.item_count <= q.limit);
		assert_int_equal(page.counts.maybe, whole->counts.maybe);
		has_more = page.has_more;
		if (!has_more)
			break;
		assert_int_equal(page.item_count, q.limit);
		key = match_key_of(s, &page.items[page.item_count - 1]);
		q.after = &key;
	}
	assert_int_equal(at, whole->item_count);
}

static void near_misses_are_the_best(const struct snapshot *s,
				     struct match_query q,
				     const struct match_answer *whole)
{
	struct match_answer few;

	q.limit = 3;
	few = answer_of(s, &q);
	assert_int_equal(whole->near_miss_count, whole->counts.near_misses);
	assert_int_equal(few.counts.near_misses, whole->counts.near_misses);
	assert_int_equal(few.near_miss_count, whole->near_miss_count < 3
						      ? whole->near_miss_count
						      : 3);
	for (size_t i = 0; i < few.near_miss_count; i++)
		assert_int_equal(few.near_misses[i].opening,
				 whole->near_misses[i].opening);
	for (size_t i = 0; i < whole->near_miss_count; i++) {
		const struct near_miss *m = &whole->near_misses[i];

		assert_int_equal(m->repair.count, 1);
		if (i > 0)
			assert_true(m[-1].fit.hundredths >= m->fit.hundredths);
	}
}

static void same_but_for_the_order_of_the_catalogue(
	const struct snapshot *s, const struct match_query *q,
	const struct match_answer *whole, const char *shuffled)
{
	struct snapshot *other = stall_snapshot(shuffled);
	struct match_answer answer = answer_of(other, q);

	assert_string_equal(ids_of(s, whole), ids_of(other, &answer));
	for (size_t i = 0; i < answer.item_count; i++) {
		const struct match_item *x = &answer.items[i];
		const struct match_item *y = &whole->items[i];

		assert_int_equal(x->verdict, y->verdict);
		assert_int_equal(x->fit.hundredths, y->fit.hundredths);
		for (int p = 0; p < FIT__COUNT; p++)
			assert_int_equal(x->fit.points[p], y->fit.points[p]);
	}
	assert_int_equal(answer.question_count, whole->question_count);
	snapshot_free(other);
}

static void random_catalogues_are_ranked(void **state)
{
	const char *documents[DOCUMENTS];
	struct random r;

	(void)state;
	random_seed(&r, 1091);
	for (int round = 0; round < ROUNDS; round++) {
		const struct profile *p = stall_profile(random_profile(&r));
		struct match_query q = query_of(p, DOCUMENTS);
		struct match_answer whole;
		struct snapshot *s;

		random_documents(&r, DOCUMENTS, documents);
		s = stall_snapshot(documents_array(documents, DOCUMENTS));
		if (random_chance(&r, 30))
			q.filters.kinds = 1u << KIND_JOB | 1u << KIND_FUNDING;
		whole = answer_of(s, &q);
		assert_false(whole.has_more);
		for (size_t i = 1; i < whole.item_count; i++)
			assert_true(comes_before(s, &whole.items[i - 1],
						 &whole.items[i]));
		counts_are_those_of_a_loop(s, &q, &whole);
		near_misses_are_the_best(s, q, &whole);
		for (q.limit = 1; q.limit <= 16; q.limit += 5)
			pages_are_the_whole(s, q, &whole);
		q.limit = DOCUMENTS;
		documents_shuffle(&r, documents, DOCUMENTS);
		same_but_for_the_order_of_the_catalogue(
			s, &q, &whole, documents_array(documents, DOCUMENTS));
		snapshot_free(s);
	}
}

static void wishes_move_and_filters_filter(void **state)
{
	struct snapshot *s = stall_snapshot(
		"[{'id':'a','kind':'job','title':{'en':'x'}},"
		"{'id':'b','kind':'funding','title':{'en':'x'}}]");
	struct match_query q =
		query_of(stall_profile("{'wishes':{'kinds':['funding']}}"), 20);
	struct match_answer answer = answer_of(s, &q);

	(void)state;
	assert_string_equal(ids_of(s, &answer), "b a ");
	q.filters.kinds = 1u << KIND_JOB;
	answer = answer_of(s, &q);
	assert_string_equal(ids_of(s, &answer), "a ");
	assert_int_equal(answer.counts.eligible, 1);
	snapshot_free(s);
}

static void the_ineligible_are_told_when_asked_for(void **state)
{
	struct snapshot *s = stall_snapshot(
		"[{'id':'b','kind':'job','title':{'en':'x'},'criteria':"
		"{'attr':'has_company','op':'is','value':true}},"
		"{'id':'a','kind':'job','title':{'en':'x'},'criteria':"
		"{'attr':'residency','op':'has_any','values':['mainland']}},"
		"{'id':'c','kind':'job','title':{'en':'x'}}]");
	struct match_query q =
		query_of(stall_profile("{'facts':{'has_company':false,"
				       "'residency':['hk_permanent']}}"),
			 1);
	struct match_answer answer = answer_of(s, &q);

	(void)state;
	assert_int_equal(answer.ineligible_count, 0);
	q.wants_ineligible = true;
	answer = answer_of(s, &q);
	assert_int_equal(answer.ineligible_count, 2);
	assert_int_equal(answer.ineligible[0].opening, 0);
	assert_int_equal(answer.ineligible[0].repair.count, 0);
	assert_int_equal(answer.ineligible[1].opening, 1);
	assert_int_equal(answer.ineligible[1].repair.count, 1);
	assert_int_equal(answer.counts.near_misses, 1);
	snapshot_free(s);
}

static void questions_are_of_the_maybes(void **state)
{
	struct snapshot *s = stall_snapshot(
		"[{'id':'a','kind':'job','title':{'en':'x'},'criteria':"
		"{'attr':'education','op':'min','value':'bachelor'}},"
		"{'id':'b','kind':'job','title':{'en':'x'},"
		"'status':'withdrawn','criteria':"
		"{'attr':'education','op':'min','value':'bachelor'}}]");
	struct match_query q = query_of(stall_profile("{}"), 20);
	struct match_answer answer = answer_of(s, &q);

	(void)state;
	assert_int_equal(answer.counts.maybe, 1);
	assert_int_equal(answer.question_count, 1);
	assert_true(slice_is(answer.questions[0].attr, "education"));
	assert_int_equal(answer.questions[0].decides, 1);
	snapshot_free(s);
}

static void an_empty_catalogue_gives_an_empty_answer(void **state)
{
	struct snapshot *s = stall_snapshot("[]");
	struct match_query q =
		query_of(stall_profile("{'texts':{'headline':'tester'}}"), 20);
	struct match_answer answer = answer_of(s, &q);

	(void)state;
	assert_int_equal(answer.item_count + answer.near_miss_count +
				 answer.question_count,
			 0);
	assert_false(answer.has_more);
	snapshot_free(s);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + 5] = {0};
	size_t n = COUNT(rows);

	for (size_t i = 0; i < n; i++)
		tests[i] = (struct CMUnitTest){rows[i].name, is_in_order, NULL,
					       NULL, &rows[i]};
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		random_catalogues_are_ranked);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		wishes_move_and_filters_filter);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		the_ineligible_are_told_when_asked_for);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		questions_are_of_the_maybes);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		an_empty_catalogue_gives_an_empty_answer);
	return cmocka_run_group_tests_name("match", tests, stall_open,
					   stall_close);
}
