/*
 * repair_find(): the least that would have to change, in the order of SEMANTICS
 * 15.1; what is a near miss and what never is.  All on 1 June 2026.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/compiler.h"
#include "base/day.h"
#include "matcher/repair.h"
#include "support/rules_world.h"

#define COMPANY  "{'attr':'has_company','op':'is','value':true}"
#define YEARS(n) "{'attr':'years_experience','op':'min','value':" n "}"
#define ADULT    "{'attr':'age','op':'min','value':18}"
#define GROWN    "{'attr':'age','op':'min','value':21}"
#define LOCAL    "{'attr':'residency','op':'has_any','values':['hk_resident']}"
#define FINANCE  "{'attr':'interests','op':'has_any','values':['finance']}"
#define ALL(x)   "{'criteria':{'all':[" x "]}}"
#define ANY(x)   "{'criteria':{'any':[" x "]}}"

/* 17 years old: 18 on 2026-09-03, 21 on 2029-09-03. */
static const char pupil[] =
	"{'has_company':false,'years_experience':0,'birth_date':'2008-09-03',"
	"'residency':['mainland'],'interests':['ict'],'graduation_year':2026,"
	"'education':'secondary','company_founded':'2025-01-15'}";

static struct row {
	const char *name;
	const char *programme;
	const char *own;
	const char *facts;
	const char *want; /* the steps; "" when there is no repair */
} rows[] = {
	{"eligible: nothing to repair", NULL, ALL(""), pupil, ""},
	{"maybe: nothing to repair", NULL,
	 ALL("{'attr':'hk_employable','op':'is','value':true}"), pupil, ""},
	{"one failed test", NULL, ALL(COMPANY), pupil, "has_company"},
	{"two failed tests", NULL, ALL(COMPANY "," YEARS("2")), pupil,
	 "has_company years_experience"},
	{"unknown tests are no steps", NULL,
	 ALL(COMPANY ",{'attr':'hk_employable','op':'is','value':true}"), pupil,
	 "has_company"},
	{"what never changes", NULL, ALL(LOCAL), pupil, ""},
	{"what never changes spoils the rest", NULL, ALL(LOCAL "," COMPANY),
	 pupil, ""},
	{"another branch instead", NULL,
	 ANY("{'all':[" LOCAL "," COMPANY "]}," YEARS("2")), pupil,
	 "years_experience"},
	{"the smaller set", NULL,
	 ANY("{'all':[" COMPANY "," YEARS("2") "]}," FINANCE), pupil,
	 "interests"},
	{"effort before time", NULL, ANY(ADULT "," COMPANY), pupil,
	 "has_company"},
	{"the earlier day", NULL, ANY(GROWN "," ADULT), pupil,
	 "age-2 2026-09-03"},
	{"less time before an earlier day", NULL,
	 ANY("{'all':[" ADULT ",{'attr':'company_age_years','op':'min',"
	     "'value':2}]},{'all':[" GROWN "," COMPANY "]}"),
	 pupil, "age-2 2029-09-03 has_company"},
	{"document order decides at last", NULL,
	 ANY(FINANCE "," COMPANY "," YEARS("2")), pupil, "interests"},
	{"document order within all", NULL,
	 "{'criteria':{'all':[{'any':[" YEARS("2") "," COMPANY "]}," FINANCE
						   "]}}",
	 pupil, "years_experience interests"},
	{"count before everything", NULL,
	 ANY("{'all':[" COMPANY "," YEARS("2") "]}," GROWN), pupil,
	 "age 2029-09-03"},
	{"the same test twice is one step", NULL,
	 ALL(COMPANY "," YEARS("2") "," COMPANY), pupil,
	 "has_company years_experience"},
	{"two tests of one attribute are two steps", NULL,
	 ALL(YEARS("2") "," YEARS("3")), pupil,
	 "years_experience years_experience-2"},
	{"programme and opening, each its own", ANY(YEARS("2") "," COMPANY),
	 ALL(COMPANY), pupil, "years_experience has_company"},
	{"the programme passes", ALL(""), ALL(COMPANY), pupil, "has_company"},
	{"the programme cannot be repaired", ALL(LOCAL), ALL(COMPANY), pupil,
	 ""},
	{"a later duty is no step", NULL,
	 ALL(COMPANY ",{'attr':'years_experience','op':'min','value':2,"
		     "'due':'payment'}"),
	 pupil, "has_company"},
	{"a rule that is not in force", NULL,
	 "{'rules':[{'from':'2027-01-01','criteria':" COMPANY "}]}", pupil, ""},
	{"a programme that is not in force",
	 "{'rules':[{'from':'2027-01-01','criteria':" COMPANY "}]}",
	 ALL(COMPANY), pupil, ""},

	{"turning 18", NULL, ALL(ADULT), pupil, "age 2026-09-03"},
	{"turning 18, strictly", NULL,
	 ALL("{'attr':'age','op':'above','value':17}"), pupil,
	 "age 2026-09-03"},
	{"entering a range", NULL,
	 ALL("{'attr':'age','op':'between','min':18,'max':29}"), pupil,
	 "age 2026-09-03"},
	{"nobody grows younger", NULL,
	 ALL("{'attr':'age','op':'max','value':16}"), pupil, ""},
	{"past a range", NULL,
	 ALL("{'attr':'age','op':'between','min':12,'max':16}"), pupil, ""},
	{"leaving a range", NULL,
	 ALL("{'not':{'attr':'age','op':'between','min':15,'max':20}}"), pupil,
	 "age 2029-09-03"},
	{"not a maximum is a minimum", NULL,
	 ALL("{'not':{'attr':'age','op':'max','value':20}}"), pupil,
	 "age 2029-09-03"},
	{"a birth year: the first day it may be", NULL, ALL(ADULT),
	 "{'birth_year':2009}", "age 2027-01-01"},
	{"a birth year: too old for ever", NULL,
	 ALL("{'attr':'age','op':'max','value':16}"), "{'birth_year':2000}",
	 ""},
	{"born on 29 February", NULL, ALL(ADULT), "{'birth_date':'2012-02-29'}",
	 "age 2030-03-01"},
	{"waiting does not move a fixed day", NULL,
	 ALL("{'attr':'age','op':'min','value':18,'at':'2026-06-30'}"), pupil,
	 ""},
	{"nor the day of closing", NULL,
	 ALL("{'attr':'age','op':'min','value':18,'at':'closes'}"), pupil, ""},
	{"years since graduation turn on New Year", NULL,
	 ALL("{'attr':'years_since_graduation','op':'min','value':2}"), pupil,
	 "years_since_graduation 2028-01-01"},
	{"a company grows older", NULL,
	 ALL("{'attr':'company_age_years','op':'min','value':2}"), pupil,
	 "company_age_years 2027-01-15"},
	{"a company does not grow younger", NULL,
	 ALL("{'attr':'company_age_years','op':'below','value':1}"), pupil, ""},
	{"a graduation year never changes", NULL,
	 ALL("{'attr':'graduation_year','op':'max','value':2025}"), pupil, ""},
	{"awards never change", NULL,
	 ALL("{'over':'awards','measure':'count','min':2}"), pupil, ""},
	{"not having has_none of what is held", NULL,
	 ALL("{'attr':'interests','op':'has_none','values':['ict']}"), pupil,
	 "interests"},
};

static const char *told(const struct repair *r)
{
	const char *text = "";

	for (size_t i = 0; i < r->count; i++) {
		char day[DAY_TEXT_BYTES + 1] = "";

		if (r->steps[i].when != DAY_NONE) {
			day[0] = ' ';
			day_write(r->steps[i].when, day + 1);
		}
		text = arena_print(world_get()->arena, "%s%s%.*s%s", text,
				   i == 0 ? "" : " ",
				   SLICE_ARG(r->steps[i].test->id), day)
			       .p;
	}
	return text;
}

static void is_repaired_by(void **state)
{
	const struct row *row = *state;
	struct judged judged = world_judged(row->programme, row->own);
	const struct facts *facts = world_facts(row->facts, NULL);
	int32_t today = world_day("2026-06-01");
	struct repair repair = {0};
	bool found;

	judged.closes = world_day("2026-06-30");
	found = repair_find(world_get()->arena, &judged, facts, today, &repair);
	assert_int_equal(found, row->want[0] != '\0');
	assert_string_equal(told(&repair), row->want);
	assert_int_equal(repair_is_near_miss(&judged, facts, today),
			 repair.count == 1);
}

/* The day given is the first: the day before it the test still fails. */
static void the_day_of_a_near_miss_is_the_first(void **state)
{
	const struct judged judged = world_judged(NULL, ALL(ADULT));
	const struct facts *facts = world_facts(pupil, NULL);
	struct repair repair;

	(void)state;
	assert_true(repair_find(world_get()->arena, &judged, facts,
				world_day("2026-06-01"), &repair));
	assert_int_equal(
		judge_verdict(&judged, facts, repair.steps[0].when - 1),
		VERDICT_INELIGIBLE);
	assert_int_equal(judge_verdict(&judged, facts, repair.steps[0].when),
			 VERDICT_ELIGIBLE);
}

static void a_team_can_change_by_effort(void **state)
{
	const struct judged judged = world_judged(
		NULL, ALL("{'over':'members','measure':'mean_age','max':30}"));
	const struct facts *facts = world_facts(
		"{}", "{'members':[{'facts':{'birth_date':'1970-01-01'}}]}");
	struct repair repair;

	(void)state;
	assert_true(repair_find(world_get()->arena, &judged, facts,
				world_day("2026-06-01"), &repair));
	assert_string_equal(told(&repair), "members-mean_age");
}

int main(void)
{
	static const struct CMUnitTest more[] = {
		cmocka_unit_test(the_day_of_a_near_miss_is_the_first),
		cmocka_unit_test(a_team_can_change_by_effort),
	};
	struct CMUnitTest tests[COUNT(rows) + COUNT(more)] = {0};
	size_t n = 0;

	for (size_t i = 0; i < COUNT(rows); i++, n++) {
		tests[n].name = rows[i].name;
		tests[n].test_func = is_repaired_by;
		tests[n].initial_state = &rows[i];
	}
	memcpy(&tests[n], more, sizeof(more));
	return cmocka_run_group_tests_name("repair", tests, world_open,
					   world_close);
}
