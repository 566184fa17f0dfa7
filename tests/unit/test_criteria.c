/*
 * criteria_read(): every refusal with its place, default ids; test_write():
 * what is read is written again.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/compiler.h"
#include "json/jw.h"
#include "support/rules_world.h"

#define FLAG "{'attr':'has_company','op':'is','value':true}"

static struct refusal {
	const char *name;
	const char *criteria;
	const char *want;
} refusals[] = {
	{"a text is no criteria", "'all'", "criteria-shape at "},
	{"an empty object is no criteria", "{}", "criteria-shape at "},
	{"all and any exclude each other", "{'all':[],'any':[]}",
	 "criteria-shape at "},
	{"a test and a quantifier exclude each other",
	 "{'attr':'age','over':'members'}", "criteria-shape at "},
	{"an op without attr", "{'all':[{'op':'min','value':1}]}",
	 "missing at /all/0 (attr)"},
	{"a measure without over", "{'measure':'count','min':1}",
	 "missing at  (over)"},
	{"any of nothing", "{'all':[{'any':[]}]}", "empty at /all/0/any"},
	{"all must be an array", "{'all':{}}", "type at /all"},
	{"nothing stands beside all", "{'all':[],'text':{'en':'x'}}",
	 "unknown-key at /text"},
	{"null is no criteria", "{'not':null}", "criteria-shape at /not"},

	{"an unknown attribute",
	 "{'all':[" FLAG ",{'attr':'agee','op':'min',"
	 "'value':1}]}",
	 "unknown-attribute at /all/1/attr"},
	{"an attribute that is no text", "{'attr':1,'op':'min'}",
	 "type at /attr"},
	{"no op", "{'attr':'age','value':1}", "missing at  (op)"},
	{"an unknown op", "{'attr':'age','op':'least','value':1}",
	 "unknown-operator at /op"},
	{"an op of another type", "{'attr':'age','op':'has_any','values':[1]}",
	 "operator at /op (min, max, between, above, below)"},
	{"ops of an ordinal",
	 "{'attr':'education','op':'above','value':'none'}",
	 "operator at /op (min, max, between)"},
	{"ops of levels",
	 "{'attr':'languages','op':'max','key':'english','value':'none'}",
	 "operator at /op (min)"},
	{"ops of a date",
	 "{'attr':'birth_date','op':'min','value':'2026-01-01'}",
	 "operator at /op (between, before, after)"},
	{"a list takes no test", "{'attr':'awards','op':'min','value':1}",
	 "operator at /op (over)"},

	{"no value", "{'attr':'age','op':'min'}", "missing at  (value)"},
	{"no max", "{'attr':'age','op':'between','min':1}",
	 "missing at  (max)"},
	{"an operand too many", "{'attr':'age','op':'min','value':1,'max':3}",
	 "unknown-key at /max"},
	{"values for a number",
	 "{'attr':'age','op':'min','value':1,'values':[]}",
	 "unknown-key at /values"},
	{"a key for a flag",
	 "{'attr':'has_company','op':'is','value':true,'key':'english'}",
	 "unknown-key at /key"},
	{"an unknown member", "{'attr':'age','op':'min','value':1,'weight':3}",
	 "unknown-key at /weight"},
	{"a number that is a text", "{'attr':'age','op':'min','value':'18'}",
	 "type at /value"},
	{"a number that is null", "{'attr':'age','op':'min','value':null}",
	 "type at /value"},
	{"a number out of range", "{'attr':'age','op':'max','value':151}",
	 "range at /value ([0, 150])"},
	{"half a year", "{'attr':'age','op':'max','value':29.5}",
	 "whole at /value"},
	{"an inverted range", "{'attr':'age','op':'between','min':30,'max':18}",
	 "inverted at /max"},
	{"an inverted ordinal",
	 "{'attr':'education','op':'between','min':'master',"
	 "'max':'bachelor'}",
	 "inverted at /max"},
	{"inverted dates",
	 "{'attr':'available_from','op':'between','min':'2026-02-02',"
	 "'max':'2026-02-01'}",
	 "inverted at /max"},
	{"a day that does not exist",
	 "{'attr':'available_from','op':'before','value':'2026-02-30'}",
	 "date at /value"},
	{"an unknown ordinal value",
	 "{'attr':'education','op':'min','value':'phd'}",
	 "unknown-value at /value (none, secondary, sub_degree, bachelor, "
	 "master, doctorate)"},
	{"an unknown value in a list",
	 "{'attr':'interests','op':'has_any','values':['ict','law']}",
	 "unknown-value at /values/1 (ict, biotech, finance)"},
	{"a value that is no text",
	 "{'attr':'interests','op':'has_any','values':[true]}",
	 "type at /values/0"},
	{"an empty list of values",
	 "{'attr':'interests','op':'has_none','values':[]}",
	 "empty at /values"},
	{"values that are no list",
	 "{'attr':'interests','op':'has_any','values':'ict'}",
	 "type at /values"},
	{"an open id that is none",
	 "{'attr':'programmes_joined','op':'has_any','values':['a b']}",
	 "id at /values/0"},
	{"levels without a key",
	 "{'attr':'languages','op':'min','value':'basic'}",
	 "missing at  (key)"},
	{"an unknown key",
	 "{'attr':'languages','op':'min','key':'latin','value':'basic'}",
	 "unknown-value at /key (cantonese, putonghua, english)"},
	{"a flag that is a text",
	 "{'attr':'has_company','op':'is','value':'true'}", "type at /value"},

	{"an id that is none",
	 "{'id':'a b','attr':'has_company','op':'is','value':true}",
	 "id at /id"},
	{"an id twice",
	 "{'any':[{'id':'a','attr':'has_company','op':'is','value':true},"
	 "{'id':'a','attr':'has_company','op':'is','value':false}]}",
	 "duplicate-test at /any/1/id"},
	{"an id of an inner test twice",
	 "{'any':[{'id':'a','attr':'has_company','op':'is','value':true},"
	 "{'over':'members','measure':'count','min':1,'where':{'id':'a',"
	 "'attr':'age','op':'min','value':1}}]}",
	 "duplicate-test at /any/1/where/id"},
	{"the id in_force is taken",
	 "{'id':'in_force','attr':'has_company','op':'is','value':true}",
	 "duplicate-test at /id"},
	{"a text in no language",
	 "{'attr':'has_company','op':'is','value':true,'text':{'fr':'x'}}",
	 "unknown-language at /text/fr"},
	{"an unknown due",
	 "{'attr':'has_company','op':'is','value':true,'due':'later'}",
	 "not-accepted at /due (apply, admission, payment)"},
	{"at on another attribute",
	 "{'attr':'years_since_graduation','op':'max','value':1,"
	 "'at':'closes'}",
	 "unknown-key at /at"},
	{"at on a venture's age",
	 "{'attr':'company_age_years','op':'max','value':1,'at':'closes'}",
	 "unknown-key at /at"},
	{"at on a day that does not exist",
	 "{'attr':'age','op':'max','value':1,'at':'2026-02-30'}",
	 "date at /at"},

	{"an unknown list", "{'over':'projects','measure':'count','min':1}",
	 "not-accepted at /over (members, awards)"},
	{"no measure", "{'over':'members','min':1}", "missing at  (measure)"},
	{"an unknown measure", "{'over':'members','measure':'sum','min':1}",
	 "not-accepted at /measure (count, heads, equity, mean_age)"},
	{"a share of awards", "{'over':'awards','measure':'heads','min':1}",
	 "not-accepted at /measure (count)"},
	{"no limit", "{'over':'members','measure':'count'}",
	 "missing at  (min)"},
	{"two limits", "{'over':'members','measure':'count','min':1,'max':2}",
	 "excludes at /max (min)"},
	{"half a member", "{'over':'members','measure':'count','min':1.5}",
	 "whole at /min"},
	{"more than all", "{'over':'members','measure':'equity','above':101}",
	 "range at /above ([0, 100])"},
	{"an unknown member of a quantifier",
	 "{'over':'members','measure':'count','min':1,'value':2}",
	 "unknown-key at /value"},
	{"a venture's attribute of a member",
	 "{'over':'members','measure':'count','min':1,'where':{"
	 "'attr':'team_size','op':'min','value':1}}",
	 "unknown-attribute at /where/attr"},
	{"a person's attribute of an award",
	 "{'over':'awards','measure':'count','min':1,'where':{"
	 "'attr':'age','op':'min','value':1}}",
	 "unknown-attribute at /where/attr"},
	{"a member's share outside of where",
	 "{'attr':'equity','op':'min','value':1}",
	 "unknown-attribute at /attr"},
	{"due inside where",
	 "{'over':'members','measure':'count','min':1,'where':{"
	 "'attr':'age','op':'min','value':1,'due':'payment'}}",
	 "unknown-key at /where/due"},
	{"at inside where",
	 "{'over':'members','measure':'count','min':1,'where':{"
	 "'attr':'age','op':'min','value':1,'at':'closes'}}",
	 "unknown-key at /where/at"},
	{"members of members",
	 "{'over':'members','measure':'count','min':1,'where':{"
	 "'over':'members','measure':'count','min':1}}",
	 "criteria-shape at /where/over"},
	{"anything of awards",
	 "{'over':'awards','measure':'count','min':1,'where':{"
	 "'over':'awards','measure':'count','min':1}}",
	 "criteria-shape at /where/over"},

	{"nine levels",
	 "{'not':{'not':{'not':{'not':{'not':{'not':{'not':{'not':" FLAG
	 "}}}}}}}}",
	 "too-deep at /not/not/not/not/not/not/not/not (8)"},
	{"eight levels",
	 "{'not':{'not':{'not':{'not':{'not':{'not':{'not':" FLAG "}}}}}}}",
	 ""},
	{"nine levels through where",
	 "{'not':{'not':{'not':{'not':{'not':{'not':{'not':{'over':'members',"
	 "'measure':'count','min':1,'where':{'all':[]}}}}}}}}}",
	 "too-deep at /not/not/not/not/not/not/not/where (8)"},
	{"all of nothing", "{'all':[]}", ""},
};

static void refuses(void **state)
{
	const struct refusal *row = *state;

	assert_string_equal(world_refusal_of_criteria(row->criteria),
			    row->want);
}

/* Read, and written again without id and text. */
static struct echo {
	const char *name;
	const char *criteria;
	const char *want;
} echoes[] = {
	{"a number as given",
	 "{'id':'x','attr':'funding_raised','op':'min','value':1000000,"
	 "'text':{'en':'x'}}",
	 "{'attr':'funding_raised','op':'min','value':1000000}"},
	{"a decimal", "{'attr':'funding_raised','op':'below','value':0.1}",
	 "{'attr':'funding_raised','op':'below','value':0.1}"},
	{"a range, and the day it looks at",
	 "{'attr':'age','op':'between','min':18,'max':29,'at':'closes'}",
	 "{'attr':'age','op':'between','min':18,'max':29,'at':'closes'}"},
	{"a fixed day",
	 "{'attr':'age','op':'above','value':17,'at':'2026-01-02'}",
	 "{'attr':'age','op':'above','value':17,'at':'2026-01-02'}"},
	{"names",
	 "{'attr':'education','op':'between','min':'none',"
	 "'max':'master','due':'payment'}",
	 "{'attr':'education','op':'between','min':'none','max':'master',"
	 "'due':'payment'}"},
	{"values in their order",
	 "{'attr':'interests','op':'has_all','values':['finance','ict']}",
	 "{'attr':'interests','op':'has_all','values':['finance','ict']}"},
	{"open ids in their order",
	 "{'attr':'programmes_joined','op':'has_none','values':['b','a']}",
	 "{'attr':'programmes_joined','op':'has_none','values':['b','a']}"},
	{"a level",
	 "{'attr':'languages','op':'min','key':'english','value':'basic'}",
	 "{'attr':'languages','op':'min','key':'english','value':'basic'}"},
	{"a flag", "{'attr':'has_company','op':'is','value':false}",
	 "{'attr':'has_company','op':'is','value':false}"},
	{"a date", "{'attr':'birth_date','op':'after','value':'2000-02-29'}",
	 "{'attr':'birth_date','op':'after','value':'2000-02-29'}"},
	{"a quantifier",
	 "{'over':'members','measure':'heads','min':50,'where':{'all':["
	 "{'attr':'age','op':'max','value':40},{'not':{'any':[{'over':"
	 "'awards','measure':'count','max':0}]}}]}}",
	 "{'over':'members','measure':'heads','where':{'all':["
	 "{'attr':'age','op':'max','value':40},{'not':{'any':[{'over':"
	 "'awards','measure':'count','max':0}]}}]},'min':50}"},
};

static void writes_what_it_read(void **state)
{
	const struct echo *row = *state;
	const struct rule *rule = world_rule(row->criteria);
	struct json_writer w;
	struct buf b;

	buf_init(&b, 4096);
	jw_init(&w, &b);
	test_write(&w, NULL, rule->tests[0]);
	assert_string_equal(world_written(&b), row->want);
	buf_done(&b);
}

static void default_ids_are_the_first_that_are_free(void **state)
{
	static const char *const want[] = {"has_company-2", "has_company",
					   "has_company-3", "x",
					   "members-count", "members-count-2"};
	const struct rule *rule = world_rule(
		"{'all':[{'id':'has_company-2','attr':'has_company',"
		"'op':'is','value':true}," FLAG "," FLAG
		",{'id':'x','attr':'has_company','op':'is','value':true},"
		"{'over':'members','measure':'count','min':1},"
		"{'over':'members','measure':'count','max':9,"
		"'where':" FLAG "}]}");

	(void)state;
	assert_int_equal(rule->test_count, COUNT(want));
	for (size_t i = 0; i < COUNT(want); i++)
		assert_true(slice_is(rule->tests[i]->id, want[i]));
}

/* n tests in one `all`, the last of them in a quantifier if inner. */
static const char *many_tests(int n, bool inner)
{
	struct buf b;
	const char *text;

	buf_init(&b, 64 * 1024);
	buf_add_text(&b, "{'all':[");
	for (int i = inner ? 2 : 0; i < n; i++)
		buf_add_text(&b, FLAG ",");
	if (inner)
		buf_add_text(&b, "{'over':'members','measure':'count',"
				 "'min':1,'where':" FLAG "}]}");
	else
		buf_add_text(&b, "{'all':[]}]}");
	text = arena_copy(world_get()->arena, buf_slice(&b)).p;
	buf_done(&b);
	return text;
}

static void sixty_four_tests_are_read_and_no_more(void **state)
{
	(void)state;
	assert_string_equal(world_refusal_of_criteria(many_tests(64, false)),
			    "");
	assert_string_equal(world_refusal_of_criteria(many_tests(65, false)),
			    "too-many-tests at /all/64 (64)");
	assert_string_equal(world_refusal_of_criteria(many_tests(64, true)),
			    "");
	assert_string_equal(world_refusal_of_criteria(many_tests(65, true)),
			    "too-many-tests at /all/63/where (64)");
}

static void every_fault_is_told_at_once(void **state)
{
	struct faults faults = {0};
	const struct rule *rule;
	enum err e = rule_read(
		world_get()->arena, world_get()->vocabulary,
		world_json("{'all':[{'attr':'age','op':'min','value':-1},"
			   "{'attr':'nobody','op':'min','due':'x'},"
			   "{'any':[]}]}"),
		&rule, &faults);

	(void)state;
	assert_int_equal(e, ERR_INVALID);
	assert_int_equal(faults.count, 4);
}

static void nothing_of_the_json_is_kept(void **state)
{
	struct arena *json = arena_new(0);
	struct arena *a = world_get()->arena;
	struct faults faults = {0};
	static const char text[] =
		"{\"id\":\"own\",\"attr\":\"programmes_joined\","
		"\"op\":\"has_any\",\"values\":[\"abc\"],"
		"\"text\":{\"en\":\"words\"}}";
	const struct jr *root;
	const struct rule *rule;

	(void)state;
	assert_int_equal(jr_parse(json, slice_of(text), &root, &faults),
			 ERR_OK);
	assert_int_equal(
		rule_read(a, world_get()->vocabulary, root, &rule, &faults),
		ERR_OK);
	arena_free(json);
	assert_true(slice_is(rule->tests[0]->id, "own"));
	assert_true(slice_is(rule->tests[0]->ids[0], "abc"));
	assert_true(slice_is(rule->tests[0]->names[0], "abc"));
	assert_true(slice_is(rule->tests[0]->text.in[LANG_EN], "words"));
}

int main(void)
{
	static const struct CMUnitTest more[] = {
		cmocka_unit_test(default_ids_are_the_first_that_are_free),
		cmocka_unit_test(sixty_four_tests_are_read_and_no_more),
		cmocka_unit_test(every_fault_is_told_at_once),
		cmocka_unit_test(nothing_of_the_json_is_kept),
	};
	struct CMUnitTest tests[COUNT(refusals) + COUNT(echoes) + COUNT(more)] =
		{0};
	size_t n = 0;

	for (size_t i = 0; i < COUNT(refusals); i++, n++) {
		tests[n].name = refusals[i].name;
		tests[n].test_func = refuses;
		tests[n].initial_state = &refusals[i];
	}
	for (size_t i = 0; i < COUNT(echoes); i++, n++) {
		tests[n].name = echoes[i].name;
		tests[n].test_func = writes_what_it_read;
		tests[n].initial_state = &echoes[i];
	}
	memcpy(&tests[n], more, sizeof(more));
	return cmocka_run_group_tests_name("criteria", tests, world_open,
					   world_close);
}
