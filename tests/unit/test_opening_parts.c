/* opening_read(): what is only shown, days, tiers and preferences. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/compiler.h"
#include "base/day.h"
#include "support/stall.h"

#define O(rest) "{'id':'a','kind':'job','title':{'en':'x'}," rest "}"
#define P(rest) "{'id':'a','type':'programme','title':{'en':'x'}," rest "}"
#define AGE     "{'attr':'age','op':'min','value':18}"

static struct row {
	const char *name;
	const char *document;
	const char *want;
} rows[] = {
	/* Days. */
	{"days that are none",
	 O("'opens':'2025-02-29','closes':20250101,'starts':'soon',"
	   "'confirmed':'2025-1-1','next_expected':''"),
	 "date at /opens; date at /closes; date at /starts; "
	 "date at /confirmed; date at /next_expected"},
	{"it closes before it opens",
	 O("'opens':'2025-01-02','closes':'2025-01-01'"),
	 "inverted at /closes"},
	{"it opens and closes on one day",
	 O("'opens':'2025-01-01','closes':'2025-01-01'"), ""},
	{"rolling that is a word", O("'rolling':'yes'"), "type at /rolling"},
	{"an unknown recurrence", O("'recurs':'often'"),
	 "not-accepted at /recurs"},
	{"subsidised that is a number", O("'subsidised':1"),
	 "type at /subsidised"},
	{"months below zero", O("'duration_months':-1"),
	 "range at /duration_months"},
	{"precision by the day", O("'precision':{'opens':'day','starts':1}"),
	 "not-accepted at /precision/opens; type at /precision/starts"},
	{"precision in no object", O("'precision':'year'"),
	 "type at /precision"},

	/* Sources. */
	{"a source without url and title",
	 O("'sources':[{'held':'2025-01-01'}]"),
	 "missing at /sources/0 (title)"},
	{"a source with a title only",
	 O("'sources':[{'title':'x','held':'2025-01-01'}]"), ""},
	{"a source that says not when", O("'sources':[{'title':'x'}]"),
	 "missing at /sources/0 (held)"},
	{"a source by ftp",
	 O("'sources':[{'url':'ftp://a','held':'2025-01-01'}]"),
	 "url at /sources/0/url"},
	{"a source that would run",
	 O("'sources':[{'url':'javascript:https://a','held':'2025-01-01'}]"),
	 "url at /sources/0/url"},
	{"an address without a host",
	 O("'sources':[{'url':'https://','held':'2025-01-01'}]"),
	 "url at /sources/0/url"},
	{"an address with a space",
	 O("'sources':[{'url':'https://a b','held':'2025-01-01'}]"),
	 "url at /sources/0/url"},
	{"an address with a line break",
	 O("'sources':[{'url':'https://a\\nX: y','held':'2025-01-01'}]"),
	 "url at /sources/0/url"},
	{"sources in no list", O("'sources':{}"), "type at /sources"},
	{"a source in no object", O("'sources':['https://a.hk']"),
	 "type at /sources/0"},
	{"a source to the day",
	 O("'sources':[{'title':'x','held':'2025-01-01','precision':'day'}]"),
	 "not-accepted at /sources/0/precision"},

	/* Budget, intakes, terms, documents, declarations. */
	{"a budget of nothing", O("'budget':{}"),
	 "missing at /budget (amount); missing at /budget (currency)"},
	{"a budget in dollars", O("'budget':{'amount':-1,'currency':'USD'}"),
	 "range at /budget/amount; not-accepted at /budget/currency"},
	{"intakes of wrong days",
	 O("'intakes':[{'opens':1,'closes':'x','results_by':null,"
	   "'starts':'2025-13-01'}]"),
	 "date at /intakes/0/opens; date at /intakes/0/closes; "
	 "date at /intakes/0/results_by; date at /intakes/0/starts"},
	{"an intake that closes before it opens",
	 O("'intakes':[{'opens':'2025-01-02','closes':'2025-01-01'}]"),
	 "inverted at /intakes/0/closes"},
	{"terms of wrong types",
	 O("'terms':{'contract_law':'hk','hours_week':'40',"
	   "'probation_months':-3,'social_insurance':{},'tax_note':1,"
	   "'housing':{'en':''}}"),
	 "type at /terms/contract_law; type at /terms/hours_week; "
	 "range at /terms/probation_months; empty at /terms/social_insurance; "
	 "type at /terms/tax_note; empty at /terms/housing/en"},
	{"a document of no kind", O("'documents':[{'when':'later'}]"),
	 "missing at /documents/0 (kind); not-accepted at /documents/0/when"},
	{"a declaration of nothing", O("'declarations':[{}]"),
	 "missing at /declarations/0 (id); missing at /declarations/0 (text)"},

	/* Programmes. */
	{"a programme with all of its own",
	 P("'quota':[{'from':'2025-01-01','to':'2025-12-31','places':1000,"
	   "'stream':'it'}],'streams':[{'id':'it','label':{'en':'IT'}}]"),
	 ""},
	{"a quota of nothing", P("'quota':[{}]"),
	 "missing at /quota/0 (from); missing at /quota/0 (places)"},
	{"a quota upside down",
	 P("'quota':[{'from':'2025-01-02','to':'2025-01-01','places':1}]"),
	 "inverted at /quota/0/to"},
	{"a stream without an id", P("'streams':[{'label':{'en':'x'}}]"),
	 "missing at /streams/0 (id)"},

	/* Apply. */
	{"apply in no object", O("'apply':'https://a.hk'"), "type at /apply"},
	{"apply by nothing", O("'apply':{'url':'https://a.hk'}"),
	 "missing at /apply (by)"},
	{"apply by dove", O("'apply':{'by':'dove','url':'a.hk','note':'x'}"),
	 "not-accepted at /apply/by; url at /apply/url; type at /apply/note"},

	/* Preferences and tiers. */
	{"preferences in no list", O("'preferences':{}"),
	 "type at /preferences"},
	{"a preference in no object", O("'preferences':['age']"),
	 "type at /preferences/0"},
	{"a preference without attr", O("'preferences':[{'weight':1}]"),
	 "missing at /preferences/0 (attr)"},
	{"a preference that is a tree",
	 O("'preferences':[{'all':[" AGE "],'weight':1}]"),
	 "missing at /preferences/0 (attr)"},
	{"a preference below zero",
	 O("'preferences':[{'attr':'age','op':'min','value':1,'weight':-1}]"),
	 "range at /preferences/0/weight"},
	{"a preference without a weight",
	 O("'preferences':[{'attr':'age','op':'min','value':1}]"), ""},
	{"a preference of an unknown value",
	 O("'preferences':[{'attr':'education','op':'min','value':'phd'}]"),
	 "unknown-value at /preferences/0/value"},
	{"the second preference is named by its number",
	 O("'preferences':[" AGE ",{'attr':'age','op':'in','values':[1]}]"),
	 "operator at /preferences/1/op"},
	{"a tier of nothing", O("'tiers':[{}]"),
	 "missing at /tiers/0 (id); missing at /tiers/0 (criteria); "
	 "missing at /tiers/0 (benefit)"},
	{"a tier without criteria",
	 O("'tiers':[{'id':'t','benefit':{'amount_max':1}}]"),
	 "missing at /tiers/0 (criteria)"},
	{"a tier in no object", O("'tiers':[1]"), "type at /tiers/0"},
	{"a tier with wrong parts",
	 O("'tiers':[{'id':'t','criteria':{'attr':'age','op':'min'},"
	   "'benefit':{'equity':2},'label':'x'}]"),
	 "type at /tiers/0/benefit/equity; type at /tiers/0/label; "
	 "missing at /tiers/0/criteria (value)"},

	/* Rules: what stands beside what, and where faults are told. */
	{"rules and criteria",
	 O("'rules':[{'criteria':" AGE "}],'criteria':" AGE),
	 "excludes at /criteria"},
	{"rules that overlap",
	 O("'rules':[{'from':'2025-01-01','criteria':" AGE "},"
	   "{'from':'2026-01-01','criteria':" AGE "}]"),
	 "rules-overlap at /rules/1"},
	{"a rule upside down",
	 O("'rules':[{'from':'2025-01-02','to':'2025-01-01','criteria':" AGE
	   "}]"),
	 "inverted at /rules/0/to"},
	{"deep in a rule",
	 O("'rules':[{'criteria':{'all':[" AGE
	   ",{'not':{'attr':'age','op':'min','value':'x'}}]}}]"),
	 "type at /rules/0/criteria/all/1/not/value"},
};

static void is_refused(void **state)
{
	const struct row *row = *state;

	assert_string_equal(stall_refusals_of_opening(row->document),
			    row->want);
}

/* Every key that the format names, all at once, is accepted. */
static void a_full_opening_is_read(void **state)
{
	const struct opening *o = stall_opening(
		"{'id':'a','type':'opening','programme':'p','stream':'it',"
		"'kind':'incubator','organisation':'o','title':{'en':'E',"
		"'zh-Hant':'繁','zh-Hans':'简','pt':'P'},'summary':{'en':'s'},"
		"'body':{'en':'b'},'places':['shenzhen','macao'],"
		"'sectors':['ai'],'skills':['C++','python'],"
		"'occupation':'2512','pay':{'min':12,'max':24,"
		"'currency':'HKD','per':'year'},'benefit':{'amount_max':1,"
		"'currency':'HKD','form':'mixed','equity':false,"
		"'rent_free_months':12,'allowance_month':1,'loan_max':1,"
		"'investment_max':1,'rent_subsidy_percent':100,'office':true,"
		"'other':[{'label':{'en':'tea'},'amount':1,'currency':'MOP'}]},"
		"'vacancies':{'count':40,'unit':'desk'},'opens':'2026-01-01',"
		"'closes':'2026-12-31','starts':'2027-01-04',"
		"'precision':{'closes':'month'},'duration_months':18,"
		"'rules':[{'from':null,'to':null,'source':'https://a.hk',"
		"'complete':false,'criteria':" AGE "}],"
		"'preferences':[{'attr':'age','op':'max','value':40,"
		"'weight':2}],'exclusive_with':['z'],'partners':['y'],"
		"'applicant':'team','status':'open','confirmed':'2025-03-19',"
		"'renderings':['zh-Hans'],'sources':[{'url':'http://a.hk',"
		"'held':'2025-03-19','precision':'year'}],'family':'f',"
		"'cohort':'2025','subsidised':true,'budget':{'amount':1,"
		"'currency':'CNY'},'recurs':'annual','rolling':true,"
		"'next_expected':'2027-01-01','intakes':[{'opens':"
		"'2026-01-01','closes':'2026-02-01','results_by':'2026-03-01',"
		"'starts':'2026-04-01'}],'terms':{'contract_law':{'en':'x'},"
		"'hours_week':40,'probation_months':3,'social_insurance':"
		"{'en':'x'},'tax_note':{'en':'x'},'housing':{'en':'x'}},"
		"'documents':[{'kind':'cv','when':'apply','note':{'en':'x'}}],"
		"'declarations':[{'id':'d','text':{'en':'x'}}],'tiers':["
		"{'id':'t','criteria':" AGE ",'benefit':{'amount_max':2,"
		"'other':[{'label':{'en':'x'}}]},'label':{'en':'T'}}],"
		"'apply':{'by':'link','url':'https://a.hk/x','note':"
		"{'en':'n'}},'claimed_by':'o'}");

	(void)state;
	assert_int_equal(o->kind, KIND_INCUBATOR);
	assert_int_equal(o->applicant, APPLICANT_TEAM);
	assert_int_equal(o->places.count, 2);
	assert_int_equal(o->skills.count, 2);
	assert_true(slice_is(o->title.in[LANG_PT], "P"));
	assert_true(o->pay.is_comparable && o->pay.min == 1 && o->pay.max == 2);
	assert_true(o->vacancies == 40);
	assert_true(o->recurs && o->rolling);
	assert_int_equal(o->next_expected, world_day("2027-01-01"));
	assert_int_equal(o->preference_count, 1);
	assert_true(o->preferences[0].weight == 2);
	assert_int_equal(o->tier_count, 1);
	assert_true(slice_is(o->tiers[0].benefit, "{\"amount_max\":2}"));
	assert_true(slice_is(o->apply_by, "link"));
	assert_true(slice_is(o->apply_url, "https://a.hk/x"));
	assert_true(slice_is(o->precision_json, "{\"closes\":\"month\"}"));
}

static void what_is_absent_has_its_default(void **state)
{
	const struct opening *o =
		stall_opening("{'id':'a','kind':'funding','title':{'pt':'x'}}");

	(void)state;
	assert_int_equal(o->status, STATUS_OPEN);
	assert_int_equal(o->applicant, APPLICANT_NOT_STATED);
	assert_int_equal(o->opens, DAY_NONE);
	assert_int_equal(o->closes, DAY_NONE);
	assert_int_equal(o->confirmed, DAY_NONE);
	assert_int_equal(o->rules->count, 0);
	assert_int_equal(o->pay_json.n + o->benefit_json.n, 0);
	assert_false(o->pay.is_comparable || o->recurs || o->rolling);
	assert_true(slice_is(
		o->document,
		"{\"id\":\"a\",\"kind\":\"funding\",\"title\":{\"pt\":\"x\"}}"));
}

static void a_programme_without_a_kind_counts_as_a_job(void **state)
{
	(void)state;
	assert_int_equal(stall_opening(P("'rolling':true"))->kind, KIND_JOB);
	assert_int_equal(stall_opening(P("'kind':'internship'"))->kind,
			 KIND_INTERNSHIP);
	assert_true(stall_opening(P("'rolling':true"))->is_programme);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + 3] = {0};
	size_t n = COUNT(rows);

	for (size_t i = 0; i < n; i++)
		tests[i] = (struct CMUnitTest){rows[i].name, is_refused, NULL,
					       NULL, &rows[i]};
	tests[n] = (struct CMUnitTest)cmocka_unit_test(a_full_opening_is_read);
	tests[n + 1] = (struct CMUnitTest)cmocka_unit_test(
		what_is_absent_has_its_default);
	tests[n + 2] = (struct CMUnitTest)cmocka_unit_test(
		a_programme_without_a_kind_counts_as_a_job);
	return cmocka_run_group_tests_name("opening_parts", tests, stall_open,
					   stall_close);
}
