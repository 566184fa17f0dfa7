/* profile_read(): every refusal with its place, and what is kept. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/compiler.h"
#include "base/day.h"
#include "support/stall.h"

#define WISH(rest) "{'profile':{'wishes':{" rest "}}}"
#define TEXT(rest) "{'profile':{'texts':{" rest "}}}"

static struct row {
	const char *name;
	const char *document;
	const char *want;
} rows[] = {
	{"nothing said", "{'profile':{}}", ""},
	{"empty parts", "{'profile':{'facts':{},'texts':{},'wishes':{}}}", ""},
	{"no object", "{'profile':[]}", "type at /profile"},
	{"an unknown part", "{'profile':{'name':'x'}}",
	 "unknown-key at /profile/name"},
	{"parts in no object",
	 "{'profile':{'facts':1,'texts':[],'wishes':'x'}}",
	 "type at /profile/facts; type at /profile/texts; "
	 "type at /profile/wishes"},
	{"an unknown fact", "{'profile':{'facts':{'shoe':1}}}",
	 "unknown-attribute at /profile/facts/shoe"},
	{"age is never given", "{'profile':{'facts':{'age':20}}}",
	 "derived at /profile/facts/age"},
	{"an unknown value", "{'profile':{'facts':{'residency':['moon']}}}",
	 "unknown-value at /profile/facts/residency/0"},
	{"a fact of the venture",
	 "{'profile':{},'venture':{'facts':{'shoe':1}}}",
	 "unknown-attribute at /venture/facts/shoe"},
	{"faults of all parts",
	 "{'profile':{'facts':{'age':1},'texts':{'wants':1},"
	 "'wishes':{'from':1}}}",
	 "derived at /profile/facts/age; type at /profile/texts/wants; "
	 "date at /profile/wishes/from"},

	{"an unknown text", TEXT("'motto':'x'"),
	 "unknown-key at /profile/texts/motto"},
	{"texts that are none",
	 TEXT("'headline':1,'experience':[],'wants':null"),
	 "type at /profile/texts/headline; type at /profile/texts/experience; "
	 "type at /profile/texts/wants"},
	{"skills in no list", TEXT("'skills':'c'"),
	 "type at /profile/texts/skills"},
	{"a skill that is a number", TEXT("'skills':['c',1]"),
	 "type at /profile/texts/skills/1"},

	{"an unknown wish", WISH("'colour':'red'"),
	 "unknown-key at /profile/wishes/colour"},
	{"kinds in no list", WISH("'kinds':'job'"),
	 "type at /profile/wishes/kinds"},
	{"an unknown kind", WISH("'kinds':['job','gig',1]"),
	 "not-accepted at /profile/wishes/kinds/1; "
	 "type at /profile/wishes/kinds/2"},
	{"five kinds", WISH("'kinds':['job','job','job','job','job']"),
	 "too-many-items at /profile/wishes/kinds"},
	{"places and sectors",
	 WISH("'places':['mars',1],'sectors':['shenzhen']"),
	 "unknown-value at /profile/wishes/places/0; "
	 "unknown-value at /profile/wishes/places/1; "
	 "unknown-value at /profile/wishes/sectors/0"},
	{"places in no list", WISH("'places':'gba','sectors':{}"),
	 "type at /profile/wishes/places; type at /profile/wishes/sectors"},
	{"pay in no object", WISH("'pay_min':18000"),
	 "type at /profile/wishes/pay_min"},
	{"pay of nothing", WISH("'pay_min':{}"),
	 "missing at /profile/wishes/pay_min (amount); "
	 "missing at /profile/wishes/pay_min (currency); "
	 "missing at /profile/wishes/pay_min (per)"},
	{"pay of wrong parts",
	 WISH("'pay_min':{'amount':-1,'currency':'USD','per':'week','net':1}"),
	 "unknown-key at /profile/wishes/pay_min/net; "
	 "range at /profile/wishes/pay_min/amount; "
	 "not-accepted at /profile/wishes/pay_min/currency; "
	 "not-accepted at /profile/wishes/pay_min/per"},
	{"a day that does not exist", WISH("'from':'2027-02-29'"),
	 "date at /profile/wishes/from"},
};

static void is_refused(void **state)
{
	const struct row *row = *state;

	assert_string_equal(stall_refusals_of_profile(row->document),
			    row->want);
}

static void nothing_said_is_nothing_kept(void **state)
{
	const struct profile *p = stall_profile("{}");

	(void)state;
	assert_int_equal(p->headline.n + p->experience.n + p->wants.n, 0);
	assert_int_equal(p->skills.count, 0);
	assert_false(p->wishes.has_kinds);
	assert_null(p->wishes.pay_given);
	assert_int_equal(p->wishes.from, DAY_NONE);
}

static void an_empty_list_of_kinds_is_no_wish(void **state)
{
	(void)state;
	assert_false(
		stall_profile("{'wishes':{'kinds':[]}}")->wishes.has_kinds);
}

static void all_that_is_said_is_kept(void **state)
{
	const struct profile *p = stall_profile(
		"{'texts':{'headline':'h','experience':'e','wants':'w',"
		"'skills':[' C++ ','','  ','python']},'wishes':{'kinds':['funding'],"
		"'places':['macao'],'sectors':['ai'],'pay_min':{'amount':120,"
		"'currency':'HKD','per':'year'},'from':'2027-01-01'}}");

	(void)state;
	assert_true(slice_is(p->headline, "h"));
	assert_true(slice_is(p->experience, "e"));
	assert_true(slice_is(p->wants, "w"));
	assert_int_equal(p->skills.count, 2);
	assert_true(slice_is(p->skills.items[0], "C++"));
	assert_true(p->wishes.has_kinds && p->wishes.kind[KIND_FUNDING]);
	assert_false(p->wishes.kind[KIND_JOB]);
	assert_int_equal(p->wishes.places.count, 1);
	assert_int_equal(p->wishes.sectors.count, 1);
	assert_true(p->wishes.pay_min.min == 10);
	assert_int_equal(p->wishes.from, world_day("2027-01-01"));
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + 3] = {0};
	size_t n = COUNT(rows);

	for (size_t i = 0; i < n; i++)
		tests[i] = (struct CMUnitTest){rows[i].name, is_refused, NULL,
					       NULL, &rows[i]};
	tests[n] = (struct CMUnitTest)cmocka_unit_test(
		nothing_said_is_nothing_kept);
	tests[n + 1] = (struct CMUnitTest)cmocka_unit_test(
		an_empty_list_of_kinds_is_no_wish);
	tests[n + 2] =
		(struct CMUnitTest)cmocka_unit_test(all_that_is_said_is_kept);
	return cmocka_run_group_tests_name("profile", tests, stall_open,
					   stall_close);
}
