/*
 * judge(): programmes and openings, rules that are not in force, rules that are
 * not complete, later duties, the day on which a pass ends, replay.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/compiler.h"
#include "base/day.h"
#include "support/rules_world.h"

#define YES "{'attr':'has_company','op':'is','value':true}"
#define NO  "{'attr':'has_company','op':'is','value':false}"
#define ASK "{'attr':'hk_employable','op':'is','value':true}"

static const char plain[] = "{'has_company':true}";

static struct row {
	const char *name;
	const char *programme;
	const char *own;
	const char *want; /* and, after a space, what else is said */
} rows[] = {
	{"no rules at all", NULL, NULL, "eligible"},
	{"own rules only", NULL, "{'criteria':" NO "}", "ineligible"},
	{"the programme's rules only", "{'criteria':" NO "}", NULL,
	 "ineligible"},
	{"both pass", "{'criteria':" YES "}", "{'criteria':" YES "}",
	 "eligible"},
	{"the programme asks", "{'criteria':" ASK "}", "{'criteria':" YES "}",
	 "maybe"},
	{"the programme refuses", "{'criteria':" NO "}", "{'criteria':" ASK "}",
	 "ineligible"},
	{"the opening refuses", "{'criteria':" ASK "}", "{'criteria':" NO "}",
	 "ineligible"},
	{"not complete and all passes", NULL,
	 "{'complete':false,'criteria':" YES "}", "maybe incomplete"},
	{"nothing is known of the conditions", NULL, "{'complete':false}",
	 "maybe incomplete"},
	{"not complete and something is unknown", NULL,
	 "{'complete':false,'criteria':" ASK "}", "maybe"},
	{"not complete and refused", NULL,
	 "{'complete':false,'criteria':" NO "}", "ineligible"},
	{"the programme is not complete",
	 "{'complete':false,'criteria':" YES "}", "{'criteria':" YES "}",
	 "maybe incomplete"},
	{"not in force, and never again", NULL,
	 "{'rules':[{'to':'2026-05-31','criteria':" YES "}]}",
	 "ineligible out of force"},
	{"not in force, and a later rule", NULL,
	 "{'rules':[{'to':'2026-05-31','criteria':" YES
	 "},{'from':'2026-09-01','criteria':" NO
	 "},{'from':'2026-07-01','to':'2026-07-31','criteria':" YES "}]}",
	 "ineligible out of force until 2026-07-01"},
	{"the programme is not in force",
	 "{'rules':[{'from':'2027-01-01','criteria':" YES "}]}",
	 "{'criteria':" YES "}", "ineligible out of force until 2027-01-01"},
	{"the first day on which both are in force",
	 "{'rules':[{'from':'2027-01-01','to':'2027-01-31','criteria':" YES
	 "},{'from':'2028-01-01','criteria':" YES "}]}",
	 "{'rules':[{'from':'2027-02-01','criteria':" YES "}]}",
	 "ineligible out of force until 2028-01-01"},
	{"both never in force",
	 "{'rules':[{'from':'2027-01-01','to':'2027-01-31','criteria':" YES
	 "}]}",
	 "{'rules':[{'from':'2027-02-01','criteria':" YES "}]}",
	 "ineligible out of force"},
};

static const char *said(const struct judgement *j)
{
	struct arena *a = world_get()->arena;
	const char *word = verdict_word(j->verdict);
	char day[DAY_TEXT_BYTES];

	if (j->in_force)
		return arena_print(a, "%s%s", word,
				   j->incomplete ? " incomplete" : "")
			.p;
	if (j->begins == DAY_NONE)
		return arena_print(a, "%s out of force", word).p;
	day_write(j->begins, day);
	return arena_print(a, "%s out of force until %s", word, day).p;
}

static void is_judged(void **state)
{
	const struct row *row = *state;
	const struct judged judged = world_judged(row->programme, row->own);
	const struct facts *facts = world_facts(plain, NULL);
	int32_t today = world_day("2026-06-01");
	struct judgement j;

	judge(world_get()->arena, &judged, facts, today, &j);
	assert_string_equal(said(&j), row->want);
	assert_int_equal(judge_verdict(&judged, facts, today), j.verdict);
	assert_true(j.in_force || j.count == 0);
}

/* One scheme, three rounds; one person; each year its own answer. */
static const char rounds[] =
	"{'rules':["
	"{'from':'2021-01-08','to':'2021-12-31','criteria':{'over':'awards',"
	"'measure':'count','min':1,'where':{'all':[{'attr':'level','op':'min',"
	"'value':'bachelor'},{'attr':'year','op':'between','min':2019,"
	"'max':2021}]}}},"
	"{'from':'2023-03-01','to':'2024-12-31','criteria':{'attr':"
	"'graduation_year','op':'between','min':2021,'max':2023}},"
	"{'from':'2025-01-02','criteria':{'all':[{'attr':'age','op':'max',"
	"'value':29},{'attr':'education','op':'min','value':'sub_degree'}]}}]}";

static const char graduate[] =
	"{'birth_date':'1996-05-06','awards':[{'level':'bachelor',"
	"'year':2020}]}";

static struct replay {
	const char *name;
	const char *day;
	const char *want;
} replays[] = {
	{"2021", "2021-06-30", "eligible"},
	{"2022, between two rounds", "2022-06-30",
	 "ineligible out of force until 2023-03-01"},
	{"2024", "2024-06-30", "ineligible"},
	{"2025", "2025-06-30", "eligible"},
	{"the day before the 30th birthday", "2026-05-05", "eligible"},
	{"the 30th birthday", "2026-05-06", "ineligible"},
};

static void is_replayed(void **state)
{
	const struct replay *row = *state;
	const struct judged judged = world_judged(NULL, rounds);
	struct judgement j;

	judge(world_get()->arena, &judged, world_facts(graduate, NULL),
	      world_day(row->day), &j);
	assert_string_equal(said(&j), row->want);
}

/* Until when does a test pass, asked on 1 June 2026? */
static struct ending {
	const char *name;
	const char *test;
	const char *facts;
	const char *want; /* NULL: for ever */
} endings[] = {
	{"until the 30th birthday", "{'attr':'age','op':'max','value':29}",
	 "{'birth_date':'1998-02-03'}", "2028-02-03"},
	{"until the 30th birthday, strictly",
	 "{'attr':'age','op':'below','value':30}",
	 "{'birth_date':'1998-02-03'}", "2028-02-03"},
	{"born on 29 February",
	 "{'attr':'age','op':'between','min':18,'max':26}",
	 "{'birth_date':'2000-02-29'}", "2027-03-01"},
	{"a birth year: surely too old on its last day",
	 "{'attr':'age','op':'max','value':29}", "{'birth_year':1998}",
	 "2028-12-31"},
	{"a minimum is kept for ever", "{'attr':'age','op':'min','value':18}",
	 "{'birth_date':'1998-02-03'}", NULL},
	{"not a minimum ends when it is reached",
	 "{'not':{'attr':'age','op':'min','value':30}}",
	 "{'birth_date':'1998-02-03'}", "2028-02-03"},
	{"a fixed day ends nothing",
	 "{'attr':'age','op':'max','value':29,'at':'2026-12-31'}",
	 "{'birth_date':'1998-02-03'}", NULL},
	{"years since graduation end on New Year",
	 "{'attr':'years_since_graduation','op':'max','value':2}",
	 "{'graduation_year':2025}", "2028-01-01"},
	{"what is unknown has no end", "{'attr':'age','op':'max','value':29}",
	 "{}", NULL},
	{"what has failed has no end", "{'attr':'age','op':'max','value':29}",
	 "{'birth_date':'1990-01-01'}", NULL},
	{"no time test has an end",
	 "{'attr':'years_experience','op':'max','value':2}",
	 "{'years_experience':1}", NULL},
};

static void ends_on(void **state)
{
	const struct ending *row = *state;
	struct buf holder;
	struct judged judged;
	struct judgement j;

	buf_init(&holder, 1000);
	buf_print(&holder, "{'criteria':%s}", row->test);
	buf_add(&holder, "", 1);
	judged = world_judged(NULL, holder.p);
	buf_done(&holder);
	judge(world_get()->arena, &judged, world_facts(row->facts, NULL),
	      world_day("2026-06-01"), &j);
	assert_int_equal(j.criteria[0].until, world_day(row->want));
}

static void criteria_are_listed_in_order_with_their_own_verdicts(void **state)
{
	static const struct {
		const char *id;
		enum verdict verdict;
		bool negated, later;
	} want[] = {
		{"hk_employable", VERDICT_MAYBE, false, false},
		{"has_company", VERDICT_INELIGIBLE, true, false},
		{"paid", VERDICT_INELIGIBLE, false, true},
		{"has_company-2", VERDICT_ELIGIBLE, false, false},
		{"members-count", VERDICT_MAYBE, false, false},
	};
	const struct judged judged = world_judged(
		"{'criteria':" ASK "}",
		"{'criteria':{'all':[{'not':" YES "},{'id':'paid','attr':"
		"'has_company','op':'is','value':false,'due':'payment'}," YES
		",{'over':'members','measure':'count','min':1}]}}");
	struct judgement j;

	(void)state;
	judge(world_get()->arena, &judged, world_facts(plain, NULL),
	      world_day("2026-06-01"), &j);
	assert_int_equal(j.count, COUNT(want));
	for (size_t i = 0; i < COUNT(want); i++) {
		assert_true(slice_is(j.criteria[i].test->id, want[i].id));
		assert_int_equal(j.criteria[i].verdict, want[i].verdict);
		assert_int_equal(j.criteria[i].negated, want[i].negated);
		assert_int_equal(j.criteria[i].later, want[i].later);
	}
	assert_int_equal(j.verdict, VERDICT_INELIGIBLE);
	assert_ptr_equal(j.criteria[0].rule, j.programme);
	assert_ptr_equal(j.criteria[1].rule, j.own);
}

static void age_is_taken_on_the_days_of_the_opening(void **state)
{
	struct judged judged = world_judged(
		NULL, "{'criteria':{'all':[{'attr':'age','op':'max',"
		      "'value':29,'at':'closes'},{'attr':'age','op':'min',"
		      "'value':18,'at':'starts'}]}}");
	const struct facts *old =
		world_facts("{'birth_date':'1996-07-01'}", NULL);
	const struct facts *young =
		world_facts("{'birth_date':'2008-09-01'}", NULL);
	int32_t today = world_day("2026-06-01");

	(void)state;
	assert_int_equal(judge_verdict(&judged, old, today), VERDICT_MAYBE);
	judged.closes = world_day("2026-06-30");
	judged.starts = world_day("2026-09-01");
	assert_int_equal(judge_verdict(&judged, old, today), VERDICT_ELIGIBLE);
	assert_int_equal(judge_verdict(&judged, young, today),
			 VERDICT_ELIGIBLE);
	judged.closes = world_day("2026-07-01");
	judged.starts = world_day("2026-08-31");
	assert_int_equal(judge_verdict(&judged, old, today),
			 VERDICT_INELIGIBLE);
	assert_int_equal(judge_verdict(&judged, young, today),
			 VERDICT_INELIGIBLE);
}

int main(void)
{
	static const struct CMUnitTest more[] = {
		cmocka_unit_test(
			criteria_are_listed_in_order_with_their_own_verdicts),
		cmocka_unit_test(age_is_taken_on_the_days_of_the_opening),
	};
	struct CMUnitTest tests[COUNT(rows) + COUNT(replays) + COUNT(endings) +
				COUNT(more)] = {0};
	size_t n = 0;

	for (size_t i = 0; i < COUNT(rows); i++, n++) {
		tests[n].name = rows[i].name;
		tests[n].test_func = is_judged;
		tests[n].initial_state = &rows[i];
	}
	for (size_t i = 0; i < COUNT(replays); i++, n++) {
		tests[n].name = replays[i].name;
		tests[n].test_func = is_replayed;
		tests[n].initial_state = &replays[i];
	}
	for (size_t i = 0; i < COUNT(endings); i++, n++) {
		tests[n].name = endings[i].name;
		tests[n].test_func = ends_on;
		tests[n].initial_state = &endings[i];
	}
	memcpy(&tests[n], more, sizeof(more));
	return cmocka_run_group_tests_name("judge", tests, world_open,
					   world_close);
}
