/*
 * rule_verdict(): Kleene's truth tables, each operator on known, unknown and
 * interval facts, implied values, birthdays, and what expansion keeps.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/compiler.h"
#include "support/rules_world.h"

/* A true, an unknown and a false test on the facts of `plain`. */
#define T "{'attr':'has_company','op':'is','value':true}"
#define U "{'attr':'hk_employable','op':'is','value':true}"
#define F "{'attr':'has_company','op':'is','value':false}"

static const char plain[] = "{'has_company':true}";

static struct row {
	const char *name;
	const char *criteria;
	const char *facts;
	const char *as_of;
	const char *want;
} rows[] = {
	{"all: nothing", "{'all':[]}", plain, NULL, "eligible"},
	{"all: true, true", "{'all':[" T "," T "]}", plain, NULL, "eligible"},
	{"all: unknown beats true", "{'all':[" T "," U "]}", plain, NULL,
	 "maybe"},
	{"all: unknown, unknown", "{'all':[" U "," U "]}", plain, NULL,
	 "maybe"},
	{"all: false beats true", "{'all':[" T "," F "]}", plain, NULL,
	 "ineligible"},
	{"all: false beats unknown", "{'all':[" U "," F "]}", plain, NULL,
	 "ineligible"},
	{"any: false, false", "{'any':[" F "," F "]}", plain, NULL,
	 "ineligible"},
	{"any: unknown beats false", "{'any':[" F "," U "]}", plain, NULL,
	 "maybe"},
	{"any: unknown, unknown", "{'any':[" U "," U "]}", plain, NULL,
	 "maybe"},
	{"any: true beats false", "{'any':[" F "," T "]}", plain, NULL,
	 "eligible"},
	{"any: true beats unknown", "{'any':[" U "," T "]}", plain, NULL,
	 "eligible"},
	{"not: true", "{'not':" T "}", plain, NULL, "ineligible"},
	{"not: unknown stays unknown", "{'not':" U "}", plain, NULL, "maybe"},
	{"not: false", "{'not':" F "}", plain, NULL, "eligible"},
	{"not: nothing in all", "{'not':{'all':[]}}", plain, NULL,
	 "ineligible"},
	{"x or not x stays unknown", "{'any':[" U ",{'not':" U "}]}", plain,
	 NULL, "maybe"},
	{"x and not x stays unknown", "{'all':[" U ",{'not':" U "}]}", plain,
	 NULL, "maybe"},
	{"not any: all must fail", "{'not':{'any':[" F "," U "]}}", plain, NULL,
	 "maybe"},

	{"contradictory ranges stay unknown on what straddles both",
	 "{'all':[{'attr':'years_experience','op':'min','value':6},"
	 "{'attr':'years_experience','op':'max','value':4}]}",
	 "{'years_experience':[1,9]}", NULL, "maybe"},

#define YEARS(op, n) "{'attr':'years_experience','op':'" op "','value':" n "}"
	{"min: at the bound", YEARS("min", "3"), "{'years_experience':3}", NULL,
	 "eligible"},
	{"min: below the bound", YEARS("min", "3"), "{'years_experience':2}",
	 NULL, "ineligible"},
	{"min: absent", YEARS("min", "3"), "{}", NULL, "maybe"},
	{"min: zero is a value", YEARS("min", "0"), "{'years_experience':0}",
	 NULL, "eligible"},
	{"min: the interval reaches it", YEARS("min", "3"),
	 "{'years_experience':[1,3]}", NULL, "maybe"},
	{"min: the interval begins with it", YEARS("min", "3"),
	 "{'years_experience':[3,5]}", NULL, "eligible"},
	{"min: the interval ends before it", YEARS("min", "3"),
	 "{'years_experience':[0,2]}", NULL, "ineligible"},
	{"max: at the bound", YEARS("max", "3"), "{'years_experience':3}", NULL,
	 "eligible"},
	{"max: above the bound", YEARS("max", "3"), "{'years_experience':4}",
	 NULL, "ineligible"},
	{"max: the interval passes it", YEARS("max", "3"),
	 "{'years_experience':[3,4]}", NULL, "maybe"},
	{"above: at the bound", YEARS("above", "3"), "{'years_experience':3}",
	 NULL, "ineligible"},
	{"above: over the bound", YEARS("above", "3"), "{'years_experience':4}",
	 NULL, "eligible"},
	{"above: the interval begins with it", YEARS("above", "3"),
	 "{'years_experience':[3,4]}", NULL, "maybe"},
	{"below: at the bound", YEARS("below", "3"), "{'years_experience':3}",
	 NULL, "ineligible"},
	{"below: under the bound", YEARS("below", "3"),
	 "{'years_experience':2}", NULL, "eligible"},
	{"below: the interval ends with it", YEARS("below", "3"),
	 "{'years_experience':[2,3]}", NULL, "maybe"},

#define MONEY "{'attr':'funding_raised','op':'between','min':10.5,'max':20}"
	{"between: the lower end", MONEY, "{'funding_raised':10.5}", NULL,
	 "eligible"},
	{"between: the upper end", MONEY, "{'funding_raised':20}", NULL,
	 "eligible"},
	{"between: just under", MONEY, "{'funding_raised':10.4999}", NULL,
	 "ineligible"},
	{"between: just over", MONEY, "{'funding_raised':20.001}", NULL,
	 "ineligible"},
	{"between: an interval around it", MONEY, "{'funding_raised':[0,99]}",
	 NULL, "maybe"},
	{"between: an interval inside", MONEY, "{'funding_raised':[11,12]}",
	 NULL, "eligible"},
	{"not between: inside", "{'not':" MONEY "}", "{'funding_raised':20}",
	 NULL, "ineligible"},
	{"not between: under", "{'not':" MONEY "}", "{'funding_raised':1}",
	 NULL, "eligible"},
	{"not between: over", "{'not':" MONEY "}", "{'funding_raised':21}",
	 NULL, "eligible"},
	{"not between: an interval around it", "{'not':" MONEY "}",
	 "{'funding_raised':[0,99]}", NULL, "maybe"},
	{"not between: absent", "{'not':" MONEY "}", "{}", NULL, "maybe"},

#define DEGREE(op, x) "{'attr':'education','op':'" op "','value':'" x "'}"
	{"ordinal min: the level", DEGREE("min", "bachelor"),
	 "{'education':'bachelor'}", NULL, "eligible"},
	{"ordinal min: lower", DEGREE("min", "bachelor"),
	 "{'education':'sub_degree'}", NULL, "ineligible"},
	{"ordinal min: absent", DEGREE("min", "none"), "{}", NULL, "maybe"},
	{"ordinal max: higher", DEGREE("max", "bachelor"),
	 "{'education':'master'}", NULL, "ineligible"},
	{"ordinal between: inside",
	 "{'attr':'education','op':'between','min':'sub_degree',"
	 "'max':'master'}",
	 "{'education':'master'}", NULL, "eligible"},
	{"ordinal between: outside",
	 "{'attr':'education','op':'between','min':'sub_degree',"
	 "'max':'master'}",
	 "{'education':'doctorate'}", NULL, "ineligible"},
	{"ordinal: awards that leave it open", DEGREE("min", "master"),
	 "{'awards':[{'level':'bachelor'},{}]}", NULL, "maybe"},
	{"ordinal: awards that suffice however open", DEGREE("min", "bachelor"),
	 "{'awards':[{'level':'bachelor'},{}]}", NULL, "eligible"},

#define STATUS(op, list)                                                       \
	"{'attr':'study_status','op':'" op "','values':" list "}"
	{"in: one of them", STATUS("in", "['graduated','studying']"),
	 "{'study_status':'graduated'}", NULL, "eligible"},
	{"in: implied", STATUS("in", "['studying']"),
	 "{'study_status':'final_year'}", NULL, "eligible"},
	{"in: not what implies it", STATUS("in", "['final_year']"),
	 "{'study_status':'studying'}", NULL, "ineligible"},
	{"in: absent", STATUS("in", "['studying']"), "{}", NULL, "maybe"},
	{"not_in: implied", STATUS("not_in", "['studying']"),
	 "{'study_status':'final_year'}", NULL, "ineligible"},
	{"not_in: another", STATUS("not_in", "['studying']"),
	 "{'study_status':'graduated'}", NULL, "eligible"},
	{"not_in: absent", STATUS("not_in", "['studying']"), "{}", NULL,
	 "maybe"},

#define SET(attr, op, list)                                                    \
	"{'attr':'" attr "','op':'" op "','values':" list "}"
	{"has_any: implied", SET("residency", "has_any", "['hk_resident']"),
	 "{'residency':['hk_permanent']}", NULL, "eligible"},
	{"has_any: implied three steps away",
	 SET("registered_in", "has_any", "['gba']"),
	 "{'registered_in':['qianhai']}", NULL, "eligible"},
	{"has_any: not downwards",
	 SET("registered_in", "has_any", "['qianhai']"),
	 "{'registered_in':['gba','beijing']}", NULL, "ineligible"},
	{"has_any: a stated none", SET("residency", "has_any", "['mainland']"),
	 "{'residency':[]}", NULL, "ineligible"},
	{"has_any: absent", SET("residency", "has_any", "['mainland']"), "{}",
	 NULL, "maybe"},
	{"has_all: both", SET("registered_in", "has_all", "['gba','beijing']"),
	 "{'registered_in':['shenzhen','beijing']}", NULL, "eligible"},
	{"has_all: one", SET("registered_in", "has_all", "['gba','beijing']"),
	 "{'registered_in':['shenzhen']}", NULL, "ineligible"},
	{"has_all: a stated none", SET("interests", "has_all", "['ict']"),
	 "{'interests':[]}", NULL, "ineligible"},
	{"not has_all: one is missing",
	 "{'not':" SET("interests", "has_all", "['ict','finance']") "}",
	 "{'interests':['ict']}", NULL, "eligible"},
	{"not has_all: both are held",
	 "{'not':" SET("interests", "has_all", "['ict','finance']") "}",
	 "{'interests':['ict','finance']}", NULL, "ineligible"},
	{"not has_all: absent",
	 "{'not':" SET("interests", "has_all", "['ict','finance']") "}", "{}",
	 NULL, "maybe"},
	{"has_none: a stated none", SET("interests", "has_none", "['ict']"),
	 "{'interests':[]}", NULL, "eligible"},
	{"has_none: implied", SET("lived_in", "has_none", "['gba']"),
	 "{'lived_in':['hong-kong']}", NULL, "ineligible"},
	{"has_none: absent", SET("interests", "has_none", "['ict']"), "{}",
	 NULL, "maybe"},
	{"open ids: held",
	 SET("programmes_joined", "has_any", "['z-9','gbayes']"),
	 "{'programmes_joined':['other','gbayes','a']}", NULL, "eligible"},
	{"open ids: not held", SET("programmes_joined", "has_any", "['zz']"),
	 "{'programmes_joined':['other','gbayes']}", NULL, "ineligible"},
	{"open ids: all of them",
	 SET("programmes_joined", "has_all", "['b','a','b']"),
	 "{'programmes_joined':['a','b']}", NULL, "eligible"},
	{"open ids: not all, one missing",
	 "{'not':" SET("programmes_joined", "has_all", "['a','b']") "}",
	 "{'programmes_joined':['b','c']}", NULL, "eligible"},

#define SPEAKS(x)                                                              \
	"{'attr':'languages','op':'min','key':'putonghua','value':'" x "'}"
	{"levels: the level", SPEAKS("working"),
	 "{'languages':{'putonghua':'working'}}", NULL, "eligible"},
	{"levels: lower", SPEAKS("working"),
	 "{'languages':{'putonghua':'basic'}}", NULL, "ineligible"},
	{"levels: none is the stated no", SPEAKS("basic"),
	 "{'languages':{'putonghua':'none'}}", NULL, "ineligible"},
	{"levels: another key says nothing", SPEAKS("basic"),
	 "{'languages':{'english':'fluent'}}", NULL, "maybe"},
	{"levels: absent", SPEAKS("none"), "{}", NULL, "maybe"},

	{"is: false is stated",
	 "{'attr':'has_company','op':'is','value':false}",
	 "{'has_company':false}", NULL, "eligible"},

#define FROM(op) "{'attr':'available_from','op':'" op "','value':'2026-05-01'}"
	{"before is strict", FROM("before"), "{'available_from':'2026-05-01'}",
	 NULL, "ineligible"},
	{"before: the day before", FROM("before"),
	 "{'available_from':'2026-04-30'}", NULL, "eligible"},
	{"after is strict", FROM("after"), "{'available_from':'2026-05-01'}",
	 NULL, "ineligible"},
	{"after: the day after", FROM("after"),
	 "{'available_from':'2026-05-02'}", NULL, "eligible"},
	{"dates between: the last day",
	 "{'attr':'available_from','op':'between','min':'2026-05-01',"
	 "'max':'2026-05-31'}",
	 "{'available_from':'2026-05-31'}", NULL, "eligible"},
	{"dates: absent", FROM("after"), "{}", NULL, "maybe"},

#define AGED "{'attr':'age','op':'between','min':18,'max':29}"
	{"the 18th birthday", AGED, "{'birth_date':'2008-03-04'}", "2026-03-04",
	 "eligible"},
	{"the day before it", AGED, "{'birth_date':'2008-03-04'}", "2026-03-03",
	 "ineligible"},
	{"the day before the 30th birthday", AGED,
	 "{'birth_date':'1997-03-04'}", "2027-03-03", "eligible"},
	{"the 30th birthday itself", AGED, "{'birth_date':'1997-03-04'}",
	 "2027-03-04", "ineligible"},
	{"29 February: 28 February of a common year", AGED,
	 "{'birth_date':'2008-02-29'}", "2026-02-28", "ineligible"},
	{"29 February: 1 March of a common year", AGED,
	 "{'birth_date':'2008-02-29'}", "2026-03-01", "eligible"},
	{"29 February: on the day in a leap year",
	 "{'attr':'age','op':'min','value':20}", "{'birth_date':'2004-02-29'}",
	 "2024-02-29", "eligible"},
	{"a birth year has two ages", AGED, "{'birth_year':2008}", "2026-06-01",
	 "maybe"},
	{"a birth year has one age on 31 December", AGED, "{'birth_year':2008}",
	 "2026-12-31", "eligible"},
	{"a birth year on 1 January", AGED, "{'birth_year':2007}", "2026-01-01",
	 "eligible"},
	{"an interval of birth years", AGED, "{'birth_year':[1990,1996]}",
	 "2026-06-01", "maybe"},
	{"years since graduation turn on 1 January",
	 "{'attr':'years_since_graduation','op':'max','value':2}",
	 "{'graduation_year':2024}", "2026-12-31", "eligible"},
	{"years since graduation: the next day",
	 "{'attr':'years_since_graduation','op':'max','value':2}",
	 "{'graduation_year':2024}", "2027-01-01", "ineligible"},
	{"company age in whole years",
	 "{'attr':'company_age_years','op':'below','value':3}",
	 "{'company_founded':'2023-07-01'}", "2026-06-30", "eligible"},
	{"company age: its anniversary",
	 "{'attr':'company_age_years','op':'below','value':3}",
	 "{'company_founded':'2023-07-01'}", "2026-07-01", "ineligible"},
	{"age on a day of its own",
	 "{'attr':'age','op':'max','value':29,'at':'2020-01-01'}",
	 "{'birth_date':'1990-06-01'}", "2026-06-30", "eligible"},
	{"age at a close that nobody states",
	 "{'attr':'age','op':'max','value':29,'at':'closes'}",
	 "{'birth_date':'1990-06-01'}", "2026-06-30", "maybe"},

	{"a later duty decides nothing",
	 "{'all':[{'attr':'has_company','op':'is','value':false,"
	 "'due':'payment'}," T "]}",
	 plain, NULL, "eligible"},
	{"a later duty decides nothing below not",
	 "{'not':{'attr':'has_company','op':'is','value':true,"
	 "'due':'admission'}}",
	 plain, NULL, "eligible"},
};

static void gives_the_verdict(void **state)
{
	const struct row *row = *state;
	const char *as_of = row->as_of == NULL ? "2026-11-25" : row->as_of;

	assert_string_equal(
		verdict_word(world_verdict(row->criteria, row->facts, as_of)),
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
	return cmocka_run_group_tests_name("rule", tests, world_open,
					   world_close);
}
