/*
 * facts_read(): every refusal with its place, and what follows from lists;
 * evaluate_have_write(): what the profile is shown to have.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/compiler.h"
#include "base/day.h"
#include "json/jw.h"
#include "matcher/evaluate.h"
#include "support/rules_world.h"

static struct refusal {
	const char *name;
	const char *facts;
	const char *venture;
	const char *want;
} refusals[] = {
	{"no object", "[]", NULL, "type at "},
	{"an unknown attribute", "{'shoe_size':42}", NULL,
	 "unknown-attribute at /shoe_size"},
	{"null is not unknown", "{'education':null}", NULL,
	 "type at /education"},
	{"a null set", "{'residency':null}", NULL, "type at /residency"},
	{"age is never given", "{'age':20}", NULL,
	 "derived at /age (birth_date, birth_year)"},
	{"nor are years since graduation", "{'years_since_graduation':2}", NULL,
	 "derived at /years_since_graduation (graduation_year)"},
	{"an unknown value", "{'residency':['hk_permanent','moon']}", NULL,
	 "unknown-value at /residency/1 (hk_permanent, hk_resident, "
	 "macao_permanent, macao_resident, mainland)"},
	{"a set in no list", "{'residency':'mainland'}", NULL,
	 "type at /residency"},
	{"an unknown choice", "{'study_status':'sleeping'}", NULL,
	 "unknown-value at /study_status (studying, final_year, graduated)"},
	{"a choice in a list", "{'study_status':['studying']}", NULL,
	 "type at /study_status"},
	{"a number below its range", "{'years_experience':-1}", NULL,
	 "range at /years_experience ([0, 80])"},
	{"a number that is not whole", "{'years_experience':1.5}", NULL,
	 "whole at /years_experience"},
	{"an inverted interval", "{'years_experience':[3,2]}", NULL,
	 "inverted at /years_experience"},
	{"an interval of three", "{'years_experience':[1,2,3]}", NULL,
	 "type at /years_experience"},
	{"an end out of range", "{'years_experience':[1,81]}", NULL,
	 "range at /years_experience/1 ([0, 80])"},
	{"a day that does not exist", "{'birth_date':'2001-02-29'}", NULL,
	 "date at /birth_date"},
	{"a flag that is a number", "{'has_company':1}", NULL,
	 "type at /has_company"},
	{"an unknown language", "{'languages':{'latin':'basic'}}", NULL,
	 "unknown-value at /languages/latin (cantonese, putonghua, english)"},
	{"an unknown level", "{'languages':{'english':'good'}}", NULL,
	 "unknown-value at /languages/english (none, basic, working, fluent)"},
	{"an id that is none", "{'programmes_joined':['a b']}", NULL,
	 "id at /programmes_joined/0"},
	{"a year beside another date",
	 "{'birth_date':'2000-01-01','birth_year':1999}", NULL,
	 "disagrees at /birth_year (birth_date)"},
	{"years beside another date",
	 "{'birth_date':'2000-01-01','birth_year':[2001,2003]}", NULL,
	 "disagrees at /birth_year (birth_date)"},
	{"years around the date agree",
	 "{'birth_date':'2000-01-01','birth_year':[1999,2003]}", NULL, ""},

	{"an unknown member of an award", "{'awards':[{'grade':'A'}]}", NULL,
	 "unknown-key at /awards/0/grade"},
	{"an award that is none", "{'awards':['bachelor']}", NULL,
	 "type at /awards/0"},
	{"an unknown level of an award", "{'awards':[{'level':'phd'}]}", NULL,
	 "unknown-value at /awards/0/level (none, secondary, sub_degree, "
	 "bachelor, master, doctorate)"},
	{"a year out of range", "{'awards':[{'year':1800}]}", NULL,
	 "range at /awards/0/year ([1900, 2100])"},
	{"education above the awards",
	 "{'education':'master','awards':[{'level':'bachelor'}]}", NULL,
	 "disagrees at /education (awards)"},
	{"education below the awards",
	 "{'education':'secondary','awards':[{'level':'bachelor'},{}]}", NULL,
	 "disagrees at /education (awards)"},
	{"education that an unstated level allows",
	 "{'education':'master','awards':[{'level':'bachelor'},{}]}", NULL, ""},
	{"education with no award", "{'education':'bachelor','awards':[]}",
	 NULL, "disagrees at /education (awards)"},
	{"a graduation year of no award",
	 "{'graduation_year':2020,'awards':[{'level':'bachelor',"
	 "'year':2019}]}",
	 NULL, "disagrees at /graduation_year (awards)"},
	{"a graduation year of a lower award",
	 "{'graduation_year':2015,'awards':[{'level':'bachelor','year':2019},"
	 "{'level':'secondary','year':2015}]}",
	 NULL, "disagrees at /graduation_year (awards)"},
	{"a graduation year that an unstated year allows",
	 "{'graduation_year':2020,'awards':[{'level':'bachelor'}]}", NULL, ""},

	{"a venture that is none", "{}", "[]", "type at "},
	{"an unknown member of a venture", "{}", "{'name':'x'}",
	 "unknown-key at /name"},
	{"a person's attribute of a venture", "{}",
	 "{'facts':{'education':'master'}}",
	 "not-accepted at /facts/education"},
	{"a venture's attribute of a member", "{}",
	 "{'members':[{'facts':{'team_size':3}}]}",
	 "not-accepted at /members/0/facts/team_size"},
	{"an unknown member of a member", "{}", "{'members':[{'name':'x'}]}",
	 "unknown-key at /members/0/name"},
	{"a share above all", "{}", "{'members':[{'equity':101}]}",
	 "range at /members/0/equity ([0, 100])"},
	{"shares above all", "{}", "{'members':[{'equity':60},{'equity':50}]}",
	 "range at /members ([0, 100])"},
	{"shares of a third each are no more than all", "{}",
	 "{'members':[{'equity':33.3},{'equity':33.3},{'equity':33.4}]}", ""},
	{"a member's facts are checked as well", "{}",
	 "{'members':[{'facts':{'birth_date':'2000-01-01','birth_year':1999}"
	 "}]}",
	 "disagrees at /members/0/facts/birth_year (birth_date)"},
	{"two accounts of a venture", "{'team_size':3}",
	 "{'facts':{'team_size':4}}",
	 "disagrees at /facts/team_size (profile.facts)"},
	{"the same account twice",
	 "{'team_size':3,'registered_in':['gba','beijing']}",
	 "{'facts':{'team_size':3,'registered_in':['beijing','gba']}}", ""},
	{"the same ids twice", "{'grants':['b','a','b']}",
	 "{'facts':{'grants':['a','b']}}", ""},
	{"other ids", "{'grants':['b','a']}", "{'facts':{'grants':['a','c']}}",
	 "disagrees at /facts/grants (profile.facts)"},
	{"fewer ids", "{'grants':['b','a']}", "{'facts':{'grants':['a']}}",
	 "disagrees at /facts/grants (profile.facts)"},
	{"interests may differ", "{'interests':['ict']}",
	 "{'facts':{'interests':['finance']}}", ""},
	{"a team size that is not that of the members", "{'team_size':3}",
	 "{'members':[{},{}]}", "disagrees at /team_size (members)"},
	{"an interval around the members agrees", "{'team_size':[1,3]}",
	 "{'members':[{},{}]}", ""},
	{"a share that the members cannot have", "{}",
	 "{'facts':{'founder_share_hkmo':60},'members':[{'equity':50,"
	 "'facts':{'residency':['hk_permanent']}},{'equity':50,'facts':{"
	 "'residency':['mainland']}}]}",
	 "disagrees at /facts/founder_share_hkmo (members)"},
	{"more full-time staff than members say", "{}",
	 "{'facts':{'full_time_staff':2},'members':[{'full_time':true},"
	 "{'full_time':false}]}",
	 "disagrees at /facts/full_time_staff (members)"},
};

static void refuses(void **state)
{
	const struct refusal *row = *state;

	assert_string_equal(world_refusal_of_facts(row->facts, row->venture),
			    row->want);
}

/* What a profile has for a test, on 1 June 2026. */
static struct having {
	const char *name;
	const char *facts;
	const char *venture;
	const char *test;
	const char *want;
} havings[] = {
#define AGE "{'attr':'age','op':'min','value':18}"
	{"an age", "{'birth_date':'2000-06-02'}", NULL, AGE, "25"},
	{"two ages", "{'birth_year':2000}", NULL, AGE, "[25,26]"},
	{"no age", "{}", NULL, AGE, "null"},
	{"an age on the day the test looks at", "{'birth_date':'2000-06-02'}",
	 NULL, "{'attr':'age','op':'min','value':18,'at':'2020-06-02'}", "20"},
	{"an age on a day that nobody states", "{'birth_date':'2000-06-02'}",
	 NULL, "{'attr':'age','op':'min','value':18,'at':'starts'}", "null"},
	{"a set as given", "{'residency':['hk_permanent']}", NULL,
	 "{'attr':'residency','op':'has_any','values':['hk_resident']}",
	 "['hk_permanent']"},
	{"an interval as given", "{'years_experience':[1,2]}", NULL,
	 "{'attr':'years_experience','op':'min','value':1}", "[1,2]"},
	{"the level of the key", "{'languages':{'english':'basic'}}", NULL,
	 "{'attr':'languages','op':'min','key':'english','value':'fluent'}",
	 "'basic'"},
	{"no level of the key", "{'languages':{'english':'basic'}}", NULL,
	 "{'attr':'languages','op':'min','key':'cantonese','value':'fluent'}",
	 "null"},

#define DEGREE "{'attr':'education','op':'min','value':'none'}"
#define YEAR   "{'attr':'graduation_year','op':'min','value':2000}"
	{"the highest level of the awards",
	 "{'awards':[{'level':'master','year':2024},{'level':'bachelor',"
	 "'year':2020}]}",
	 NULL, DEGREE, "'master'"},
	{"the year of the highest award",
	 "{'awards':[{'level':'master','year':2020},{'level':'bachelor',"
	 "'year':2024}]}",
	 NULL, YEAR, "2020"},
	{"the latest of two as high",
	 "{'awards':[{'level':'master','year':2020},{'level':'master',"
	 "'year':2023}]}",
	 NULL, YEAR, "2023"},
	{"whichever stands first",
	 "{'awards':[{'level':'master','year':2023},{'level':'master',"
	 "'year':2020}]}",
	 NULL, YEAR, "2023"},
	{"no year when an unstated level may be as high",
	 "{'awards':[{'level':'doctorate','year':2020},{'year':2023}]}", NULL,
	 YEAR, "null"},
	{"no year when one as high states none",
	 "{'awards':[{'level':'master','year':2020},{'level':'master'}]}", NULL,
	 YEAR, "null"},
	{"no year when a level is not stated",
	 "{'awards':[{'level':'master','year':2020},{'year':2010}]}", NULL,
	 YEAR, "null"},
	{"a level not stated may be any above",
	 "{'awards':[{'level':'master'},{'year':2010}]}", NULL, DEGREE,
	 "['master','doctorate']"},
	{"no awards: the lowest level", "{'awards':[]}", NULL, DEGREE,
	 "'none'"},
	{"no awards: no year", "{'awards':[]}", NULL, YEAR, "null"},
	{"a given year that the awards narrow",
	 "{'graduation_year':[2017,2021],'awards':[{'level':'master',"
	 "'year':2020}]}",
	 NULL, YEAR, "2020"},
	{"a given level narrower than the awards",
	 "{'education':'master','awards':[{'level':'bachelor'},{}]}", NULL,
	 DEGREE, "'master'"},
	{"years since the highest award",
	 "{'awards':[{'level':'master','year':2020}]}", NULL,
	 "{'attr':'years_since_graduation','op':'max','value':9}", "6"},
	{"education and year are one award",
	 "{'education':'bachelor','graduation_year':2020}", NULL,
	 "{'over':'awards','measure':'count','min':1,'where':{"
	 "'attr':'year','op':'min','value':2019}}",
	 "1"},
	{"education alone is not", "{'education':'bachelor'}", NULL,
	 "{'over':'awards','measure':'count','min':1}", "null"},

#define SIZE  "{'attr':'team_size','op':'min','value':1}"
#define SHARE "{'attr':'founder_share_hkmo','op':'min','value':1}"
#define STAFF "{'attr':'full_time_staff','op':'min','value':1}"
	{"as many as the members", "{}", "{'members':[{},{}]}", SIZE, "2"},
	{"nobody", "{}", "{'members':[]}", SIZE, "0"},
	{"a venture's own number", "{}", "{'facts':{'team_size':7}}", SIZE,
	 "7"},
	{"a venture's number in the profile", "{'team_size':7}", NULL, SIZE,
	 "7"},
	{"the shares of Hong Kong and Macao", "{}",
	 "{'members':[{'equity':33.3,'facts':{'residency':['hk_permanent']}},"
	 "{'equity':33.4,'facts':{'residency':['macao_resident']}},"
	 "{'equity':33.3,'facts':{'residency':['mainland']}}]}",
	 SHARE, "66.7"},
	{"a member of unknown residence may count", "{}",
	 "{'members':[{'equity':60,'facts':{'residency':['hk_permanent']}},"
	 "{'equity':15}]}",
	 SHARE, "[60,75]"},
	{"an unstated share is at most what is left", "{}",
	 "{'members':[{'facts':{'residency':['hk_permanent']}},"
	 "{'equity':75,'facts':{'residency':['mainland']}}]}",
	 SHARE, "[0,25]"},
	{"who works full time", "{}",
	 "{'members':[{'full_time':true},{'full_time':false},{}]}", STAFF,
	 "[1,2]"},
	{"nobody says who works full time", "{}", "{'members':[{},{}]}", STAFF,
	 "null"},
	{"the venture's interests count", "{'interests':['ict']}",
	 "{'facts':{'interests':['finance']}}",
	 "{'attr':'interests','op':'has_any','values':['ict']}", "['finance']"},
};

static void is_shown_to_have(void **state)
{
	const struct having *row = *state;
	const struct days days = {world_day("2026-06-01"), DAY_NONE, DAY_NONE};
	struct json_writer w;
	struct buf b;

	buf_init(&b, 4096);
	jw_init(&w, &b);
	evaluate_have_write(&w, NULL, world_rule(row->test)->tests[0],
			    world_facts(row->facts, row->venture), &days);
	assert_string_equal(world_written(&b), row->want);
	buf_done(&b);
}

static void every_fault_is_told_at_once(void **state)
{
	struct faults faults = {0};
	const struct facts *facts;
	enum err e = facts_read(
		world_get()->arena, world_get()->vocabulary,
		world_json("{'age':1,'x':2,'education':'y','residency':[1,2]}"),
		NULL, &facts, &faults);

	(void)state;
	assert_int_equal(e, ERR_INVALID);
	assert_int_equal(faults.count, 5);
}

int main(void)
{
	static const struct CMUnitTest more[] = {
		cmocka_unit_test(every_fault_is_told_at_once),
	};
	struct CMUnitTest
		tests[COUNT(refusals) + COUNT(havings) + COUNT(more)] = {0};
	size_t n = 0;

	for (size_t i = 0; i < COUNT(refusals); i++, n++) {
		tests[n].name = refusals[i].name;
		tests[n].test_func = refuses;
		tests[n].initial_state = &refusals[i];
	}
	for (size_t i = 0; i < COUNT(havings); i++, n++) {
		tests[n].name = havings[i].name;
		tests[n].test_func = is_shown_to_have;
		tests[n].initial_state = &havings[i];
	}
	memcpy(&tests[n], more, sizeof(more));
	return cmocka_run_group_tests_name("facts", tests, world_open,
					   world_close);
}
