/*
 * candidates_rank(): the same pairs as match_rank(), fits that add up, and the
 * best exactly, whatever was not looked at.
 *
 * BAYBRIDGE_SEED replays a run.
 */
#include <inttypes.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/compiler.h"
#include "base/day.h"
#include "matcher/candidates.h"
#include "matcher/match.h"
#include "support/random.h"
#include "support/random_stall.h"
#include "support/stall.h"

enum { SEED = 20261126, ROUNDS = 5, OPENINGS = 200, PEOPLE = 200, MANY = 3000 };

#define TODAY "2025-06-01"

/* Profiles as they were given, by row, beside their index. */
struct crowd {
	size_t count;
	struct person_given *given;
	struct people *people;
};

static uint64_t seed_of_run(void)
{
	const char *seed = getenv("BAYBRIDGE_SEED");

	return seed != NULL ? strtoull(seed, NULL, 10) : SEED;
}

static int by_id(const void *x, const void *y)
{
	const struct person_given *a = x, *b = y;

	return slice_cmp(a->id, b->id);
}

static struct people *index_of(const struct person_given *given, size_t n)
{
	struct snapshot_parts parts = stall_parts();
	struct people_maker *m = people_begin(&parts);
	struct people *p = NULL;
	size_t number;

	for (size_t i = 0; i < n; i++)
		people_add(m, &given[i]);
	assert_int_equal(people_finish(m, &p, &number), ERR_OK);
	return p;
}

static void crowd_take(struct crowd *c)
{
	c->people = index_of(c->given, c->count);
	qsort(c->given, c->count, sizeof(*c->given), by_id);
}

static void crowd_draw(struct random *r, size_t n, struct crowd *c)
{
	struct arena *a = world_get()->arena;

	c->count = n;
	c->given = ARENA_ARRAY(a, struct person_given, n);
	for (size_t i = 0; i < n; i++) {
		struct person_given *g = &c->given[i];

		g->has_venture = random_chance(r, 30);
		g->id = arena_print(a, "p%05zu", i * 7919 % 100000);
		g->profile = stall_founder(
			random_profile(r),
			g->has_venture ? "{'facts':{'team_size':3}}" : NULL);
	}
	crowd_take(c);
}

static struct candidates rank(const struct people *p, const struct snapshot *s,
			      size_t opening, size_t limit)
{
	struct candidates_query q = {stall_get()->analyser, opening,
				     world_day(TODAY), limit};
	struct candidates c;

	candidates_rank(world_get()->arena, p, s, &q, &c);
	return c;
}

static struct match_answer match(const struct snapshot *s,
				 const struct profile *p)
{
	int32_t day = world_day(TODAY);
	struct match_query q = {.analyser = stall_get()->analyser,
				.profile = p,
				.words = SLICE(""),
				.filters = filters_none(day),
				.weights = weights_published,
				.as_of = day,
				.limit = SIZE_MAX};
	struct match_answer answer;

	match_rank(world_get()->arena, s, &q, &answer);
	return answer;
}

/* What match said of each pair; hundredths + 1, 0 where it says nothing. */
struct pairs {
	long *fit;
	enum verdict *verdict;
};

static struct pairs match_all(const struct snapshot *s, const struct crowd *c)
{
	struct arena *a = world_get()->arena;
	size_t n = s->count * c->count;
	struct pairs p = {ARENA_ARRAY(a, long, n),
			  ARENA_ARRAY(a, enum verdict, n)};

	for (size_t row = 0; row < c->count; row++) {
		struct match_answer m = match(s, c->given[row].profile);

		for (size_t i = 0; i < m.item_count; i++) {
			size_t at = m.items[i].opening * c->count + row;

			p.fit[at] = m.items[i].fit.hundredths + 1;
			p.verdict[at] = m.items[i].verdict;
		}
	}
	return p;
}

static void adds_up(const struct fit *fit, const struct weights *w)
{
	double sum = 0;
	long points = 0;

	for (int p = 0; p < FIT__COUNT; p++) {
		double exact = 10000 * w->of[p] * fit->value[p];

		assert_true(fit->value[p] >= 0 && fit->value[p] <= 1);
		assert_true(fabs((double)fit->points[p] - exact) < 1 + 1e-6);
		sum += exact;
		points += fit->points[p];
	}
	assert_int_equal(points, fit->hundredths);
	assert_true(fabs((double)fit->hundredths - sum) <= .5 + 1e-6);
}

static void is_mutual(const struct person_item *item)
{
	double a = (double)item->to.hundredths;
	double b = (double)item->back.hundredths;
	double h = a == 0 || b == 0 ? 0 : 2 * a * b / (a + b);

	assert_true(fabs(h - (double)item->mutual) <= .5 + 1e-6);
	/* The bound that the selection rests on. */
	assert_true(item->mutual <=
		    candidates_mutual(item->to.hundredths, 10000));
}

static bool is_before(const struct person_item *x, const struct person_item *y)
{
	if (x->verdict != y->verdict)
		return x->verdict == VERDICT_ELIGIBLE;
	if (x->mutual != y->mutual)
		return x->mutual > y->mutual;
	return x->row < y->row;
}

/* Everybody, in both directions. */
static void whole_is_what_match_says(const struct snapshot *s,
				     const struct crowd *c, size_t opening,
				     const struct pairs *pairs,
				     const struct candidates *whole)
{
	size_t wanted = 0;

	assert_int_equal(whole->as_ventures,
			 candidates_are_ventures(snapshot_opening(
				 world_get()->arena, s, opening)));
	for (size_t row = 0; row < c->count; row++)
		wanted += pairs->fit[opening * c->count + row] > 0 &&
			  (!whole->as_ventures || c->given[row].has_venture);
	assert_int_equal(whole->item_count, wanted);
	assert_int_equal(whole->counts.eligible + whole->counts.maybe, wanted);
	assert_true(whole->is_exact);
	for (size_t i = 0; i < whole->item_count; i++) {
		const struct person_item *item = &whole->items[i];
		size_t at = opening * c->count + item->row;

		assert_true(slice_eq(people_id(c->people, item->row),
				     c->given[item->row].id));
		assert_int_equal(item->verdict, pairs->verdict[at]);
		assert_int_equal(item->back.hundredths + 1, pairs->fit[at]);
		assert_true(!whole->as_ventures ||
			    c->given[item->row].has_venture);
		adds_up(&item->to, &whole->weights);
		adds_up(&item->back, &item->back_weights);
		is_mutual(item);
		assert_true(i == 0 || is_before(&item[-1], item));
		assert_true((item->unknown_count > 0 || item->incomplete) ==
			    (item->verdict == VERDICT_MAYBE));
	}
}

static void few_are_the_first(const struct crowd *c, const struct snapshot *s,
			      size_t opening, const struct candidates *whole)
{
	for (size_t limit = 1; limit < 40; limit = limit * 2 + 1) {
		struct candidates few = rank(c->people, s, opening, limit);
		size_t n =
			whole->item_count < limit ? whole->item_count : limit;

		assert_int_equal(few.item_count, n);
		assert_int_equal(few.counts.maybe, whole->counts.maybe);
		for (size_t i = 0; i < n; i++) {
			assert_int_equal(few.items[i].row, whole->items[i].row);
			assert_int_equal(few.items[i].mutual,
					 whole->items[i].mutual);
			assert_int_equal(few.items[i].to.hundredths,
					 whole->items[i].to.hundredths);
		}
	}
}

static struct snapshot *snapshot_draw(struct random *r, size_t n)
{
	const char *documents[RANDOM_STALL_MAX];

	random_documents(r, n, documents);
	return stall_snapshot(documents_array(documents, n));
}

static void both_directions_agree_and_the_best_are_exact(void **state)
{
	struct random r;

	(void)state;
	print_message("seed %" PRIu64 "\n", seed_of_run());
	random_seed(&r, seed_of_run());
	for (int round = 0; round < ROUNDS; round++) {
		struct snapshot *s = snapshot_draw(&r, OPENINGS);
		struct crowd c;
		struct pairs pairs;

		crowd_draw(&r, PEOPLE, &c);
		pairs = match_all(s, &c);
		for (size_t i = 0; i < s->count; i++) {
			struct candidates whole =
				rank(c.people, s, i, SIZE_MAX);

			whole_is_what_match_says(s, &c, i, &pairs, &whole);
			few_are_the_first(&c, s, i, &whole);
		}
		people_free(c.people);
		snapshot_free(s);
	}
}

/* Most are never fitted, and the first are the same. */
static void what_cannot_stand_is_not_looked_at(void **state)
{
	struct random r;
	struct crowd c;
	struct snapshot *s;
	size_t tried = 0, all = 0;

	(void)state;
	random_seed(&r, seed_of_run() + 1);
	s = snapshot_draw(&r, 12);
	crowd_draw(&r, MANY, &c);
	for (size_t i = 0; i < s->count; i++) {
		struct candidates whole = rank(c.people, s, i, SIZE_MAX);
		struct candidates few = rank(c.people, s, i, 10);

		few_are_the_first(&c, s, i, &whole);
		tried += few.effort.fitted;
		all += whole.effort.fitted;
	}
	print_message("fitted %zu of %zu\n", tried, all);
	assert_true(tried < all / 2);
	people_free(c.people);
	snapshot_free(s);
}

#define JOB(more) "[{'id':'o','kind':'job'" more "}]"

static struct crowd crowd_of(const char *const *profiles, size_t n)
{
	struct arena *a = world_get()->arena;
	struct crowd c = {.count = n,
			  .given = ARENA_ARRAY(a, struct person_given, n)};

	for (size_t i = 0; i < n; i++)
		c.given[i] = (struct person_given){
			.id = arena_print(a, "%c", (int)('a' + i)),
			.profile = stall_profile(profiles[i])};
	crowd_take(&c);
	return c;
}

static const char *ids_of(const struct people *p, const struct candidates *c)
{
	struct slice ids = SLICE("");

	for (size_t i = 0; i < c->item_count; i++)
		ids = arena_print(world_get()->arena, "%.*s%.*s",
				  SLICE_ARG(ids),
				  SLICE_ARG(people_id(p, c->items[i].row)));
	return ids.p;
}

/* One opening, profiles a, b, c; `want` is their order. */
static struct row {
	const char *name;
	const char *opening;
	const char *profiles[3];
	const char *want;
} rows[] = {
	{"nobody has any text: by id",
	 JOB(",'title':{'en':'tester'}"),
	 {"{}", "{}", "{}"},
	 "abc"},
	{"a title that suits, in any of its languages",
	 JOB(",'title':{'en':'tester','zh-Hant':'實習'}"),
	 {"{'texts':{'headline':'cook'}}", "{'texts':{'headline':'实习'}}",
	  "{}"},
	 "bac"},
	{"nothing to compare with: all alike",
	 JOB(",'title':{'en':'+'}"),
	 {"{'texts':{'headline':'tester'}}", "{}", "{}"},
	 "bca"},
	{"skills that cover, before those that do not, before none",
	 JOB(",'title':{'en':'x'},'skills':['python']"),
	 {"{'texts':{'skills':['french']}}", "{'texts':{'skills':['Python']}}",
	  "{'texts':{'skills':['java']}}"},
	 "bca"},
	{"eligible before maybe, whatever the fit",
	 JOB(",'title':{'en':'tester'},'criteria':{'attr':'has_company',"
	     "'op':'is','value':true}"),
	 {"{'texts':{'headline':'tester'}}", "{'facts':{'has_company':true}}",
	  "{'facts':{'has_company':false},'texts':{'headline':'tester'}}"},
	 "ba"},
	{"what the opening prefers",
	 JOB(",'title':{'en':'x'},'preferences':[{'attr':'education',"
	     "'op':'min','value':'master','weight':2}]"),
	 {"{'facts':{'education':'none'}}", "{}",
	  "{'facts':{'education':'master'}}"},
	 "cba"},
	{"a draft has none",
	 JOB(",'title':{'en':'x'},'status':'draft'"),
	 {"{}", "{}", "{}"},
	 ""},
	{"a team is looked for among ventures",
	 JOB(",'title':{'en':'x'},'applicant':'team'"),
	 {"{}", "{}", "{}"},
	 ""},
};

static void is_ranked(void **state)
{
	const struct row *row = *state;
	struct snapshot *s = stall_snapshot(row->opening);
	struct crowd c = crowd_of(row->profiles, COUNT(row->profiles));
	struct candidates all = rank(c.people, s, 0, SIZE_MAX);

	assert_string_equal(ids_of(c.people, &all), row->want);
	people_free(c.people);
	snapshot_free(s);
}

static void an_empty_index_has_no_candidates(void **state)
{
	struct snapshot *s = stall_snapshot(JOB(",'title':{'en':'x'}"));
	struct people *p = index_of(NULL, 0);
	struct candidates c = rank(p, s, 0, 10);

	(void)state;
	assert_int_equal(c.item_count, 0);
	assert_int_equal(c.counts.considered, 0);
	people_free(p);
	snapshot_free(s);
}

static void mutual_is_the_harmonic_mean(void **state)
{
	(void)state;
	assert_int_equal(candidates_mutual(0, 10000), 0);
	assert_int_equal(candidates_mutual(10000, 0), 0);
	assert_int_equal(candidates_mutual(10000, 10000), 10000);
	assert_int_equal(candidates_mutual(5000, 10000), 6667);
	assert_int_equal(candidates_mutual(1, 1), 1);
	for (long a = 1; a < 10000; a += 97)
		assert_true(candidates_mutual(a, 10000) <=
			    candidates_mutual(a + 1, 10000));
}

int main(void)
{
	struct CMUnitTest ranked[COUNT(rows)];
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mutual_is_the_harmonic_mean),
		cmocka_unit_test(an_empty_index_has_no_candidates),
		cmocka_unit_test(both_directions_agree_and_the_best_are_exact),
		cmocka_unit_test(what_cannot_stand_is_not_looked_at),
	};
	int failed;

	for (size_t i = 0; i < COUNT(rows); i++)
		ranked[i] = (struct CMUnitTest){rows[i].name, is_ranked, NULL,
						NULL, &rows[i]};
	failed = cmocka_run_group_tests_name("candidates", ranked, stall_open,
					     stall_close);
	return failed + cmocka_run_group_tests_name("candidates", tests,
						    stall_open, stall_close);
}
