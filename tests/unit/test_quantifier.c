/*
 * Quantifiers over members and awards (SEMANTICS 2), by the interval of what
 * surely and what possibly counts.  All on 1 June 2026.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/compiler.h"
#include "base/day.h"
#include "support/rules_world.h"

#define OVER(list, measure, limit, where)                                      \
	"{'over':'" list "','measure':'" measure "'," limit ",'where':" where  \
	"}"
#define AGED(lo, hi)  "{'attr':'age','op':'between','min':" lo ",'max':" hi "}"
#define BORN(year)    "'facts':{'birth_date':'" year "-01-01'}"
#define TEAM(members) "{'members':[" members "]}"

/* One founder aged 21 to 44 alone holds over 50 %. */
static const char founder[] =
	OVER("members", "count", "'min':1",
	     "{'all':[" AGED("21", "44") ",{'attr':'equity','op':'above',"
					 "'value':50}]}");

/* At least half the team finished a degree within two years. */
static const char alumni[] =
	OVER("members", "heads", "'min':50",
	     "{'all':[{'attr':'education','op':'min','value':'bachelor'},"
	     "{'attr':'years_since_graduation','op':'max','value':2}]}");

/* A bachelor's degree awarded in 2019 to 2021. */
static const char cohort[] =
	OVER("awards", "count", "'min':1",
	     "{'all':[{'attr':'level','op':'min','value':'bachelor'},"
	     "{'attr':'year','op':'between','min':2019,'max':2021}]}");

#define YOUNG_SHARE(limit) OVER("members", "equity", limit, AGED("21", "44"))
#define MEAN(limit, where) OVER("members", "mean_age", limit, where)
#define ALL                "{'all':[]}"

static struct row {
	const char *name;
	const char *criteria;
	const char *facts;
	const char *venture;
	const char *want;
} rows[] = {
	{"no venture: unknown", founder, "{}", NULL, "maybe"},
	{"a venture without members: unknown", founder, "{}", "{'facts':{}}",
	 "maybe"},
	{"nobody: stated", founder, "{}", TEAM(""), "ineligible"},
	{"one founder over half", founder, "{}",
	 TEAM("{'equity':51," BORN("1990") "},{'equity':49," BORN("1960") "}"),
	 "eligible"},
	{"half is not over half", founder, "{}",
	 TEAM("{'equity':50," BORN("1990") "},{'equity':50," BORN("1990") "}"),
	 "ineligible"},
	{"two together are not one alone", founder, "{}",
	 TEAM("{'equity':40," BORN("1990") "},{'equity':40," BORN("1991") "}"),
	 "ineligible"},
	{"the one over half is too old", founder, "{}",
	 TEAM("{'equity':60," BORN("1970") "},{'equity':40," BORN("1990") "}"),
	 "ineligible"},
	{"of unknown age", founder, "{}", TEAM("{'equity':60}"), "maybe"},
	{"of unknown share", founder, "{}", TEAM("{" BORN("1990") "}"),
	 "maybe"},
	{"on the last day aged 44", founder, "{}",
	 TEAM("{'equity':60,'facts':{'birth_date':'1981-06-02'}}"), "eligible"},
	{"on the 45th birthday", founder, "{}",
	 TEAM("{'equity':60,'facts':{'birth_date':'1981-06-01'}}"),
	 "ineligible"},

#define RECENT   "{'facts':{'education':'bachelor','graduation_year':2024}}"
#define LONG_AGO "{'facts':{'education':'bachelor','graduation_year':2020}}"
	{"half the team are recent alumni", alumni, "{}",
	 TEAM(RECENT "," LONG_AGO), "eligible"},
	{"a third are not half", alumni, "{}",
	 TEAM(RECENT "," LONG_AGO "," LONG_AGO), "ineligible"},
	{"a third, and one unknown", alumni, "{}",
	 TEAM(RECENT "," LONG_AGO ",{}"), "maybe"},
	{"two of three, one unknown", alumni, "{}",
	 TEAM(RECENT "," RECENT ",{}"), "eligible"},
	{"heads of nobody are 0 %", alumni, "{}", TEAM(""), "ineligible"},

#define AWARD(level, year) "{'level':'" level "','year':" year "}"
	{"level and year of one award", cohort,
	 "{'awards':[" AWARD("bachelor", "2020") "]}", NULL, "eligible"},
	{"the first year of the cohort", cohort,
	 "{'awards':[" AWARD("bachelor", "2019") "]}", NULL, "eligible"},
	{"the year after the cohort", cohort,
	 "{'awards':[" AWARD("bachelor", "2022") "]}", NULL, "ineligible"},
	{"level and year of two awards", cohort,
	 "{'awards':[" AWARD("secondary", "2020") "," AWARD("master",
							    "2023") "]}",
	 NULL, "ineligible"},
	{"an award of unknown year", cohort, "{'awards':[{'level':'master'}]}",
	 NULL, "maybe"},
	{"an award of unknown year and too low a level", cohort,
	 "{'awards':[{'level':'secondary'}]}", NULL, "ineligible"},
	{"no award, stated", cohort, "{'awards':[]}", NULL, "ineligible"},
	{"awards not stated", cohort, "{}", NULL, "maybe"},
	{"education and graduation year instead", cohort,
	 "{'education':'bachelor','graduation_year':2021}", NULL, "eligible"},
	{"education alone leaves it open", cohort, "{'education':'bachelor'}",
	 NULL, "maybe"},
	{"where an award was studied, as one id",
	 OVER("awards", "count", "'min':1",
	      "{'attr':'studied_in','op':'has_any','values':['gba']}"),
	 "{'awards':[{'studied_in':'shenzhen'}]}", NULL, "eligible"},
	{"where an award was studied, as a list",
	 OVER("awards", "count", "'min':1",
	      "{'attr':'studied_in','op':'has_any','values':['gba']}"),
	 "{'awards':[{'studied_in':['beijing','shenzhen']}]}", NULL,
	 "eligible"},
	{"awards of the members",
	 OVER("members", "count", "'min':1",
	      "{'over':'awards','measure':'count','min':2}"),
	 "{}", TEAM("{'facts':{'awards':[{},{}]}},{'facts':{'awards':[{}]}}"),
	 "eligible"},

	{"shares add up", YOUNG_SHARE("'above':50"), "{}",
	 TEAM("{'equity':30," BORN("1990") "},{'equity':21," BORN("1991") "}"),
	 "eligible"},
	{"shares that add up to the bound", YOUNG_SHARE("'above':50"), "{}",
	 TEAM("{'equity':33.3," BORN("1990") "},{'equity':16.7," BORN(
		 "1991") "}"),
	 "ineligible"},
	{"and at least to it", YOUNG_SHARE("'min':50"), "{}",
	 TEAM("{'equity':33.3," BORN("1990") "},{'equity':16.7," BORN(
		 "1991") "}"),
	 "eligible"},
	{"the rest may be theirs", YOUNG_SHARE("'above':50"), "{}",
	 TEAM("{" BORN("1990") "},{'equity':45," BORN("1960") "}"), "maybe"},
	{"the rest is too little", YOUNG_SHARE("'above':50"), "{}",
	 TEAM("{" BORN("1990") "},{'equity':55," BORN("1960") "}"),
	 "ineligible"},
	{"a ceiling", YOUNG_SHARE("'below':50"), "{}",
	 TEAM("{'equity':50," BORN("1990") "}"), "ineligible"},
	{"not a ceiling", "{'not':" YOUNG_SHARE("'below':50") "}", "{}",
	 TEAM("{'equity':50," BORN("1990") "}"), "eligible"},

	{"the mean age", MEAN("'max':30", ALL), "{}",
	 TEAM("{" BORN("1990") "},{" BORN("2002") "}"), "eligible"},
	{"the mean age above", MEAN("'max':29", ALL), "{}",
	 TEAM("{" BORN("1990") "},{" BORN("2002") "}"), "ineligible"},
	{"the mean of two birth years", MEAN("'max':30", ALL), "{}",
	 TEAM("{'facts':{'birth_year':1995}},{'facts':{'birth_year':1996}}"),
	 "maybe"},
	{"the mean with an unknown age", MEAN("'max':30", ALL), "{}",
	 TEAM("{" BORN("2000") "},{}"), "maybe"},
	{"the mean age of nobody is unknown", MEAN("'max':30", ALL), "{}",
	 TEAM(""), "maybe"},
	{"somebody who may count cannot lift the mean over the bound",
	 MEAN("'max':30", "{'attr':'has_company','op':'is','value':true}"),
	 "{}",
	 TEAM("{'facts':{'birth_date':'2000-01-01','has_company':true}},"
	      "{'facts':{'birth_date':'1994-01-01'}}"),
	 "eligible"},
	{"somebody who may count can",
	 MEAN("'max':28", "{'attr':'has_company','op':'is','value':true}"),
	 "{}",
	 TEAM("{'facts':{'birth_date':'2000-01-01','has_company':true}},"
	      "{'facts':{'birth_date':'1994-01-01'}}"),
	 "maybe"},
	{"any and not inside where",
	 OVER("members", "count", "'min':2",
	      "{'any':[{'not':{'attr':'has_company','op':'is','value':true}},"
	      "{'attr':'education','op':'min','value':'master'}]}"),
	 "{}",
	 TEAM("{'facts':{'has_company':false}},{'facts':{'has_company':true,"
	      "'education':'doctorate'}},{'facts':{'has_company':true,"
	      "'education':'none'}}"),
	 "eligible"},
	{"two who may lower the mean, and only one who does",
	 MEAN("'min':25", "{'attr':'has_company','op':'is','value':true}"),
	 "{}",
	 TEAM("{'facts':{'birth_date':'1990-01-01','has_company':true}},"
	      "{'facts':{'birth_date':'2006-01-01'}},"
	      "{'facts':{'birth_date':'1960-01-01'}}"),
	 "eligible"},
	{"without where everybody counts",
	 "{'over':'members','measure':'count','max':2}", "{}", TEAM("{},{}"),
	 "eligible"},
};

static void gives_the_verdict(void **state)
{
	const struct row *row = *state;
	const struct days days = {world_day("2026-06-01"), DAY_NONE, DAY_NONE};

	assert_string_equal(
		verdict_word(rule_verdict(world_rule(row->criteria),
					  world_facts(row->facts, row->venture),
					  &days)),
		row->want);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows)] = {0};

	for (size_t i = 0; i < COUNT(rows); i++) {
		tests[i].name = rows[i].name;
		tests[i].test_func = gives_the_verdict;
		tests[i].initial_state = &rows[i];
	}
	return cmocka_run_group_tests_name("quantifier", tests, world_open,
					   world_close);
}
