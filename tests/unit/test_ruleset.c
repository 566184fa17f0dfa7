/*
 * ruleset_read(): dated rules and what is refused of them; expansion to
 * conjunctions, and how many are too many.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/compiler.h"
#include "base/day.h"
#include "support/rules_world.h"

#define ALWAYS "'criteria':{'all':[]}"

static struct refusal {
	const char *name;
	const char *holder;
	const char *want;
} refusals[] = {
	{"nothing", "{}", ""},
	{"no rules", "{'rules':[]}", ""},
	{"criteria alone", "{" ALWAYS "}", ""},
	{"criteria that are not complete", "{'complete':false," ALWAYS "}", ""},
	{"complete alone", "{'complete':false}", ""},
	{"other members are not looked at", "{'title':1," ALWAYS "}", ""},
	{"rules and criteria", "{'rules':[]," ALWAYS "}",
	 "excludes at /criteria (rules)"},
	{"rules and complete", "{'rules':[],'complete':true}",
	 "excludes at /complete (rules)"},
	{"rules that are no list", "{'rules':{}}", "type at /rules"},
	{"a rule that is none", "{'rules':[[]]}", "type at /rules/0"},
	{"a rule without criteria", "{'rules':[{}]}",
	 "missing at /rules/0 (criteria)"},
	{"an unknown member", "{'rules':[{'until':null," ALWAYS "}]}",
	 "unknown-key at /rules/0/until"},
	{"a day that does not exist",
	 "{'rules':[{'from':'2025-02-29'," ALWAYS "}]}",
	 "date at /rules/0/from"},
	{"null days", "{'rules':[{'from':null,'to':null," ALWAYS "}]}", ""},
	{"from after to",
	 "{'rules':[{'from':'2025-02-02','to':'2025-02-01'," ALWAYS "}]}",
	 "inverted at /rules/0/to"},
	{"from and to on one day",
	 "{'rules':[{'from':'2025-02-02','to':'2025-02-02'," ALWAYS "}]}", ""},
	{"a source that is no address",
	 "{'rules':[{'source':'the web'," ALWAYS "}]}",
	 "url at /rules/0/source"},
	{"complete that is no flag", "{'rules':[{'complete':1," ALWAYS "}]}",
	 "type at /rules/0/complete"},
	{"criteria that are refused",
	 "{'rules':[{" ALWAYS ",'to':'2025-01-01'},{'from':'2026-01-01',"
	 "'criteria':{'all':[{'attr':'x','op':'min','value':1}]}}]}",
	 "unknown-attribute at /rules/1/criteria/all/0/attr"},
	{"two undated rules", "{'rules':[{" ALWAYS "},{" ALWAYS "}]}",
	 "rules-overlap at /rules/1"},
	{"one day in two rules",
	 "{'rules':[{'to':'2025-01-01'," ALWAYS "},{'from':'2025-01-01'," ALWAYS
	 "}]}",
	 "rules-overlap at /rules/1"},
	{"one day after the other",
	 "{'rules':[{'to':'2025-01-01'," ALWAYS "},{'from':'2025-01-02'," ALWAYS
	 "}]}",
	 ""},
	{"the later one first",
	 "{'rules':[{'from':'2025-01-02'," ALWAYS "},{'to':'2025-01-01'," ALWAYS
	 "}]}",
	 ""},
	{"a rule within another",
	 "{'rules':[{'from':'2025-01-01','to':'2025-12-31'," ALWAYS "},"
	 "{'from':'2026-01-01'," ALWAYS "},{'from':'2025-05-05','to':"
	 "'2025-05-05'," ALWAYS "}]}",
	 "rules-overlap at /rules/2"},
};

static void refuses(void **state)
{
	const struct refusal *row = *state;

	assert_string_equal(world_refusal_of_rules(row->holder), row->want);
}

#define A(n)    "{'attr':'years_experience','op':'min','value':" n "}"
#define A1_4    A("1") "," A("2") "," A("3") "," A("4")
#define A5_8    A("5") "," A("6") "," A("7") "," A("8")
#define A9_12   A("9") "," A("10") "," A("11") "," A("12")
#define BETWEEN "{'attr':'years_experience','op':'between','min':2,'max':4}"
#define THREE                                                                  \
	"{'attr':'interests','op':'has_all','values':['ict','biotech',"        \
	"'finance','ict']}"

static struct growth {
	const char *name;
	const char *criteria;
	size_t rows; /* 0: too complex */
	size_t literals;
} growths[] = {
	{"nothing is one empty row", "{'all':[]}", 1, 0},
	{"all is one row", "{'all':[" A("1") "," A("2") "," A("3") "]}", 1, 3},
	{"any is a row for each", "{'any':[" A("1") "," A("2") "]}", 2, 2},
	{"all of any multiply",
	 "{'all':[{'any':[" A("1") "," A("2") "]},{'any':[" A("3") "," A(
		 "4") "]}]}",
	 4, 4},
	{"not all is any", "{'not':{'all':[" A("1") "," A("2") "]}}", 2, 2},
	{"not any is all", "{'not':{'any':[" A("1") "," A("2") "]}}", 1, 2},
	{"a negated between is two", "{'not':" BETWEEN "}", 2, 2},
	{"a between is one", BETWEEN, 1, 1},
	{"not not between is one", "{'not':{'not':" BETWEEN "}}", 1, 1},
	{"a negated has_all of three is three", "{'not':" THREE "}", 3, 3},
	{"the same test twice is one",
	 "{'any':[" A("1") ",{'all':[" A("1") "," A("1") "]}]}", 1, 1},
	{"what another row implies is absorbed",
	 "{'any':[{'all':[" A("1") "," A("2") "]}," A("2") "]}", 1, 2},
	{"x and not x are two literals",
	 "{'all':[" A("1") ",{'not':" A("1") "}]}", 1, 2},
	{"x or not x stays", "{'any':[" A("1") ",{'not':" A("1") "}]}", 2, 2},
	{"a later duty is nothing",
	 "{'any':[" A("1") ",{'attr':'age','op':'min','value':1,"
			   "'due':'payment'}]}",
	 1, 1},
	{"sixteen rows",
	 "{'all':[{'not':" BETWEEN "},{'any':[" A("1") "," A(
		 "2") "]},"
		      "{'any':[" A("3") "," A("4") "]},{'any':[" A("5") "," A(
			      "6") "]}]}",
	 16, 8},
	{"eighteen rows",
	 "{'all':[{'not':" THREE
	 "},{'any':[" A("1") "," A("2") "," A("3") "]},{'not':" BETWEEN "}]}",
	 0, 0},
	{"many rows on the way to one",
	 "{'any':[{'all':[{'any':[" A1_4 "," A("13") "]},{'any':[" A5_8
						     "]}]},{'all':[]}]}",
	 1, 9},
	{"more than is gone through",
	 "{'any':[{'all':[{'any':[" A1_4
	 "," A("13") "]},{'any':[" A5_8 "]},{'any':[" A9_12 "]}]},{'all':[]}]}",
	 0, 0},
};

static void grows_to(void **state)
{
	const struct growth *row = *state;
	const struct rule *rule;

	if (row->rows == 0) {
		assert_string_equal(world_refusal_of_criteria(row->criteria),
				    "too-complex at  (16)");
		return;
	}
	rule = world_rule(row->criteria);
	assert_int_equal(rule->row_count, row->rows);
	assert_int_equal(rule->literal_count, row->literals);
}

static const char two_rounds[] =
	"{'rules':[{'from':'2021-01-08','to':'2021-08-31','source':"
	"'https://example.org/2021'," ALWAYS "},"
	"{'from':'2023-03-01','complete':false," ALWAYS "}]}";

static struct force {
	const char *name;
	const char *day;
	int want; /* index, or -1 */
} forces[] = {
	{"the day before the first", "2021-01-07", -1},
	{"the first day", "2021-01-08", 0},
	{"the last day", "2021-08-31", 0},
	{"the day after", "2021-09-01", -1},
	{"the first day of the second", "2023-03-01", 1},
	{"without end", "2099-12-31", 1},
};

static void is_in_force(void **state)
{
	const struct force *row = *state;
	const struct ruleset *s = world_ruleset(two_rounds);
	const struct rule *r = ruleset_at(s, world_day(row->day));

	if (row->want < 0)
		assert_null(r);
	else
		assert_ptr_equal(r, &s->rules[row->want]);
}

static void a_rule_keeps_its_frame(void **state)
{
	const struct ruleset *s = world_ruleset(two_rounds);

	(void)state;
	assert_int_equal(s->count, 2);
	assert_true(slice_is(s->rules[0].source, "https://example.org/2021"));
	assert_true(s->rules[0].complete);
	assert_false(s->rules[1].complete);
	assert_int_equal(s->rules[1].to, DAY_NONE);
}

int main(void)
{
	static const struct CMUnitTest more[] = {
		cmocka_unit_test(a_rule_keeps_its_frame),
	};
	struct CMUnitTest tests[COUNT(refusals) + COUNT(growths) +
				COUNT(forces) + COUNT(more)] = {0};
	size_t n = 0;

	for (size_t i = 0; i < COUNT(refusals); i++, n++) {
		tests[n].name = refusals[i].name;
		tests[n].test_func = refuses;
		tests[n].initial_state = &refusals[i];
	}
	for (size_t i = 0; i < COUNT(growths); i++, n++) {
		tests[n].name = growths[i].name;
		tests[n].test_func = grows_to;
		tests[n].initial_state = &growths[i];
	}
	for (size_t i = 0; i < COUNT(forces); i++, n++) {
		tests[n].name = forces[i].name;
		tests[n].test_func = is_in_force;
		tests[n].initial_state = &forces[i];
	}
	memcpy(&tests[n], more, sizeof(more));
	return cmocka_run_group_tests_name("ruleset", tests, world_open,
					   world_close);
}
