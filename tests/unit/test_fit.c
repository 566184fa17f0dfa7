/* fit: what is printed adds up, weights are shared out anew, skills covered. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/compiler.h"
#include "matcher/fit.h"
#include "matcher/snapshot.h"
#include "support/random.h"
#include "support/random_stall.h"
#include "support/stall.h"

enum { CATALOGUES = 6, OPENINGS = 60, PROFILES = 20 };

static struct fitter fitter_of(const struct snapshot *s,
			       const struct profile *p, struct weights weights)
{
	struct fit_request rq = {p, SLICE(""), weights,
				 world_day("2025-06-01")};
	struct fitter f;

	fitter_prepare(world_get()->arena, stall_get()->analyser, s, &rq, &f);
	return fitter_turn(world_get()->arena, &f, s->leaves, NULL);
}

static void adds_up(const struct fitter *f, size_t opening)
{
	struct fit fit = fit_of(f, opening);
	double sum = 0;
	long points = 0;

	for (int p = 0; p < FIT__COUNT; p++) {
		double exact = 10000 * f->weights.of[p] * fit.value[p];

		assert_true(fit.value[p] >= 0 && fit.value[p] <= 1);
		assert_true(fit.points[p] >= 0);
		assert_true(fabs((double)fit.points[p] - exact) < 1 + 1e-6);
		sum += exact;
		points += fit.points[p];
	}
	assert_int_equal(points, fit.hundredths);
	assert_true(fabs((double)fit.hundredths - sum) <= .5 + 1e-6);
	assert_true(fit.hundredths >= 0 && fit.hundredths <= 10000);
}

static void parts_of_every_fit_add_up(void **state)
{
	const char *documents[OPENINGS];
	struct random r;

	(void)state;
	random_seed(&r, 8008);
	for (int c = 0; c < CATALOGUES; c++) {
		struct snapshot *s;

		random_documents(&r, OPENINGS, documents);
		s = stall_snapshot(documents_array(documents, OPENINGS));
		for (int p = 0; p < PROFILES; p++) {
			struct weights w = {{random_below(&r, 100) / 7.,
					     random_below(&r, 100) / 3.,
					     1 + random_below(&r, 9)}};
			struct fitter f = fitter_of(
				s, stall_profile(random_profile(&r)), w);

			assert_true(fabs(f.weights.of[0] + f.weights.of[1] +
					 f.weights.of[2] - 1) < 1e-12);
			for (size_t i = 0; i < s->count; i++)
				adds_up(&f, i);
		}
		snapshot_free(s);
	}
}

static struct row {
	const char *name;
	const char *profile;
	struct weights weights;
	struct weights want;
} rows[] = {
	{"a profile with all: as published",
	 "{'texts':{'headline':'tester','skills':['python']}}",
	 {{.40, .25, .35}},
	 {{.40, .25, .35}}},
	{"any weights are made to sum to 1",
	 "{'texts':{'headline':'tester','skills':['python']}}",
	 {{2, 1, 1}},
	 {{.5, .25, .25}}},
	{"no skill: its weight goes to the rest",
	 "{'texts':{'headline':'tester'}}",
	 {{.40, .25, .35}},
	 {{.40 / .75, 0, .35 / .75}}},
	{"no word at all: preferences alone",
	 "{'texts':{}}",
	 {{.40, .25, .35}},
	 {{0, 0, 1}}},
	{"texts of blanks and marks say nothing",
	 "{'texts':{'headline':' ... ','skills':['!?']}}",
	 {{.40, .25, .35}},
	 {{0, 0, 1}}},
	{"what is left has no weight: preferences",
	 "{'texts':{}}",
	 {{1, 0, 0}},
	 {{0, 0, 1}}},
};

static void weighs(void **state)
{
	const struct row *row = *state;
	struct snapshot *s = stall_snapshot(
		"[{'id':'a','kind':'job','title':{'en':'tester'}}]");
	struct fitter f =
		fitter_of(s, stall_profile(row->profile), row->weights);

	for (int p = 0; p < FIT__COUNT; p++)
		assert_true(fabs(f.weights.of[p] - row->want.of[p]) < 1e-12);
	snapshot_free(s);
}

static void the_published_weights_are_those_of_the_design(void **state)
{
	(void)state;
	assert_true(weights_published.of[FIT_TEXT] == .40);
	assert_true(weights_published.of[FIT_SKILL] == .25);
	assert_true(weights_published.of[FIT_PREF] == .35);
	assert_string_equal(fit_part_word(FIT_TEXT), "text");
	assert_string_equal(fit_part_word(FIT_SKILL), "skill");
	assert_string_equal(fit_part_word(FIT_PREF), "pref");
}

static struct covered {
	const char *name;
	const char *skills; /* of the opening */
	const char *own;    /* of the profile */
	double value;
	bool is_stated;
} covered[] = {
	{"all of one", "'python'", "'python'", 1, true},
	{"none of one", "'python'", "'cobol'", 0, true},
	{"the same skill in other letters", "'軟件測試'", "'软件测试'", 1,
	 true},
	{"an alias in another language", "'機器學習'", "'Machine Learning'", 1,
	 true},
	{"C is not C++", "'C++'", "'C','c#'", 0, true},
	{"half of two that are as rare", "'python','cobol'", "'cobol'", .5,
	 true},
	{"a child for its parent", "'programming'", "'python'", .8, true},
	{"a parent for its child", "'python'", "'programming'", .8, true},
	{"a sibling", "'python'", "'java'", .6, true},
	{"the nearest of several", "'python'", "'java','programming'", .8,
	 true},
	{"no language for another", "'english'", "'french'", 0, true},
	{"no skill asked for: the prior", "", "'python'", FIT_SKILL_PRIOR,
	 false},
};

static void covers(void **state)
{
	const struct covered *row = *state;
	struct arena *a = world_get()->arena;
	struct snapshot *s = stall_snapshot(
		arena_print(a,
			    "[{'id':'a','kind':'job','title':{'en':'x'},"
			    "'skills':[%s]},{'id':'b','kind':'job',"
			    "'title':{'en':'x'},'skills':['rust']}]",
			    row->skills)
			.p);
	struct fitter f = fitter_of(
		s,
		stall_profile(
			arena_print(a, "{'texts':{'skills':[%s]}}", row->own)
				.p),
		weights_published);
	struct fit fit = fit_of(&f, 0);

	assert_true(fabs(fit.value[FIT_SKILL] - row->value) < 1e-12);
	assert_int_equal(fit.is_stated[FIT_SKILL], row->is_stated);
	snapshot_free(s);
}

static struct employed {
	const char *name;
	const char *occupation; /* of the opening, which has no other skill */
	const char *headline;
	double value;
	bool is_stated;
} employed[] = {
	{"the occupation itself", "2512", "software developer", 1, true},
	{"in another language", "2512", "軟件工程師", 1, true},
	{"one of the same minor group", "2514", "software developer", .6, true},
	{"the minor group above it", "251", "software developer", .8, true},
	{"another occupation", "5120", "software developer", 0, true},
	{"a profile that names none is not compared", "2512", "hello",
	 FIT_SKILL_PRIOR, false},
};

static void is_employed(void **state)
{
	const struct employed *row = *state;
	struct arena *a = world_get()->arena;
	struct snapshot *s = stall_snapshot(
		arena_print(a,
			    "[{'id':'a','kind':'job','title':{'en':'x'},"
			    "'occupation':'%s'},{'id':'b','kind':'job',"
			    "'title':{'en':'x'},'skills':['rust']}]",
			    row->occupation)
			.p);
	struct fitter f =
		fitter_of(s,
			  stall_profile(arena_print(a,
						    "{'texts':{'headline':'%s',"
						    "'skills':['rust']}}",
						    row->headline)
						.p),
			  weights_published);
	struct fit fit = fit_of(&f, 0);

	assert_true(fabs(fit.value[FIT_SKILL] - row->value) < 1e-12);
	assert_int_equal(fit.is_stated[FIT_SKILL], row->is_stated);
	adds_up(&f, 0);
	snapshot_free(s);
}

/* What the profile says beside its facts never moves a fit by eligibility. */
static void eligibility_is_no_part_of_the_fit(void **state)
{
	struct snapshot *s = stall_snapshot(
		"[{'id':'a','kind':'job','title':{'en':'tester'}},"
		"{'id':'b','kind':'job','title':{'en':'tester'},'criteria':"
		"{'attr':'education','op':'min','value':'master'}}]");
	struct fitter f =
		fitter_of(s,
			  stall_profile("{'facts':{'education':'none'},"
					"'texts':{'headline':'tester'}}"),
			  weights_published);

	(void)state;
	assert_int_equal(fit_of(&f, 0).hundredths, fit_of(&f, 1).hundredths);
	snapshot_free(s);
}

static void the_words_of_a_search_count_beside_the_profile(void **state)
{
	struct snapshot *s = stall_snapshot(
		"[{'id':'a','kind':'job','title':{'en':'cook'}},"
		"{'id':'b','kind':'job','title':{'en':'tester'}}]");
	struct fit_request rq = {stall_profile("{}"), SLICE("tester"),
				 weights_published, world_day("2025-06-01")};
	struct fitter f;

	(void)state;
	fitter_prepare(world_get()->arena, stall_get()->analyser, s, &rq, &f);
	f = fitter_turn(world_get()->arena, &f, s->leaves, NULL);
	assert_true(fit_of(&f, 0).value[FIT_TEXT] == 0);
	assert_true(fit_of(&f, 1).value[FIT_TEXT] > .5);
	snapshot_free(s);
}

int main(void)
{
	struct CMUnitTest
		tests[COUNT(rows) + COUNT(covered) + COUNT(employed) + 4] = {0};
	size_t n = 0;

	for (size_t i = 0; i < COUNT(rows); i++)
		tests[n++] = (struct CMUnitTest){rows[i].name, weighs, NULL,
						 NULL, &rows[i]};
	for (size_t i = 0; i < COUNT(covered); i++)
		tests[n++] = (struct CMUnitTest){covered[i].name, covers, NULL,
						 NULL, &covered[i]};
	for (size_t i = 0; i < COUNT(employed); i++)
		tests[n++] = (struct CMUnitTest){employed[i].name, is_employed,
						 NULL, NULL, &employed[i]};
	tests[n++] =
		(struct CMUnitTest)cmocka_unit_test(parts_of_every_fit_add_up);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		the_published_weights_are_those_of_the_design);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		eligibility_is_no_part_of_the_fit);
	tests[n] = (struct CMUnitTest)cmocka_unit_test(
		the_words_of_a_search_count_beside_the_profile);
	return cmocka_run_group_tests_name("fit", tests, stall_open,
					   stall_close);
}
