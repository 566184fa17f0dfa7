/* opening_read(): every refusal, with its code and its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/compiler.h"
#include "support/stall.h"

/* An opening, and a programme, that is complete but for `rest`. */
#define O(rest) "{'id':'a','kind':'job','title':{'en':'x'}," rest "}"
#define P(rest) "{'id':'a','type':'programme','title':{'en':'x'}," rest "}"
#define HKD     "'currency':'HKD','per':'month'"
#define AGE     "{'attr':'age','op':'min','value':18}"

static struct row {
	const char *name;
	const char *document;
	const char *want;
} rows[] = {
	{"the least opening", O("'rolling':false"), ""},
	{"the least programme", P("'rolling':false"), ""},
	{"no object", "[]", "type at "},
	{"nothing in it", "{}",
	 "missing at  (id); missing at  (kind); missing at  (title)"},
	{"all faults are told at once",
	 "{'id':'a b','kind':'x','title':{'en':'x'},'closes':1,'hue':1}",
	 "unknown-key at /hue; id at /id; not-accepted at /kind; "
	 "date at /closes"},
	{"a programme needs no kind, but an id and a title",
	 "{'type':'programme'}", "missing at  (id); missing at  (title)"},

	/* Keys that nobody knows, at every level. */
	{"an unknown key", O("'colour':'red'"), "unknown-key at /colour"},
	{"a key that is a slash", O("'a/b':1"), "unknown-key at /a~1b"},
	{"unknown in pay", O("'pay':{'min':1," HKD ",'tips':1}"),
	 "unknown-key at /pay/tips"},
	{"unknown in a band of pay", O("'pay':[{'min':1," HKD ",'tips':1}]"),
	 "unknown-key at /pay/0/tips"},
	{"unknown in benefit", O("'benefit':{'tea':true}"),
	 "unknown-key at /benefit/tea"},
	{"unknown in another benefit",
	 O("'benefit':{'other':[{'label':{'en':'x'},'tea':1}]}"),
	 "unknown-key at /benefit/other/0/tea"},
	{"unknown in vacancies", O("'vacancies':{'count':1,'hats':1}"),
	 "unknown-key at /vacancies/hats"},
	{"unknown in precision", O("'precision':{'confirmed':'year'}"),
	 "unknown-key at /precision/confirmed"},
	{"unknown in a rule", O("'rules':[{'criteria':" AGE ",'mood':1}]"),
	 "unknown-key at /rules/0/mood"},
	{"unknown in criteria",
	 O("'criteria':{'attr':'age','op':'min','value':18,'mood':1}"),
	 "unknown-key at /criteria/mood"},
	{"unknown in a preference",
	 O("'preferences':[{'attr':'age','op':'min','value':1,'mood':1}]"),
	 "unknown-key at /preferences/0/mood"},
	{"unknown in a source",
	 O("'sources':[{'title':'x','held':'2025-01-01','by':'me'}]"),
	 "unknown-key at /sources/0/by"},
	{"unknown in budget",
	 O("'budget':{'amount':1,'currency':'HKD','per':'year'}"),
	 "unknown-key at /budget/per"},
	{"unknown in an intake", O("'intakes':[{'until':'2025-01-01'}]"),
	 "unknown-key at /intakes/0/until"},
	{"unknown in terms", O("'terms':{'tea':{'en':'x'}}"),
	 "unknown-key at /terms/tea"},
	{"unknown in a document", O("'documents':[{'kind':'cv','pages':2}]"),
	 "unknown-key at /documents/0/pages"},
	{"unknown in a declaration",
	 O("'declarations':[{'id':'d','text':{'en':'x'},'due':'apply'}]"),
	 "unknown-key at /declarations/0/due"},
	{"unknown in a tier",
	 O("'tiers':[{'id':'t','criteria':" AGE
	   ",'benefit':{'amount_max':1},'rank':1}]"),
	 "unknown-key at /tiers/0/rank"},
	{"unknown in a tier's benefit",
	 O("'tiers':[{'id':'t','criteria':" AGE ",'benefit':{'tea':1}}]"),
	 "unknown-key at /tiers/0/benefit/tea"},
	{"unknown in apply", O("'apply':{'by':'link','fax':'1'}"),
	 "unknown-key at /apply/fax"},
	{"unknown in a quota",
	 P("'quota':[{'from':'2025-01-01','places':1,'hats':1}]"),
	 "unknown-key at /quota/0/hats"},
	{"unknown in a stream", P("'streams':[{'id':'it','hats':1}]"),
	 "unknown-key at /streams/0/hats"},
	{"a quota on an opening",
	 O("'quota':[{'from':'2025-01-01','places':1}]"),
	 "unknown-key at /quota"},
	{"streams on an opening", O("'streams':[{'id':'it'}]"),
	 "unknown-key at /streams"},

	/* Ids and words. */
	{"an id that is a number", "{'id':1,'kind':'job','title':{'en':'x'}}",
	 "id at /id"},
	{"an id without a letter", "{'id':'','kind':'job','title':{'en':'x'}}",
	 "id at /id"},
	{"an id in Han", "{'id':'甲','kind':'job','title':{'en':'x'}}",
	 "id at /id"},
	{"an id of every kind of octet",
	 "{'id':'Az09._:-','kind':'job','title':{'en':'x'}}", ""},
	{"another type",
	 "{'id':'a','type':'organisation','kind':'job',"
	 "'title':{'en':'x'}}",
	 "not-accepted at /type"},
	{"a type that is no text", O("'type':1"), "type at /type"},
	{"an unknown kind", "{'id':'a','kind':'gig','title':{'en':'x'}}",
	 "not-accepted at /kind"},
	{"a kind that is no text", "{'id':'a','kind':[],'title':{'en':'x'}}",
	 "type at /kind"},
	{"a kind in capitals", "{'id':'a','kind':'Job','title':{'en':'x'}}",
	 "not-accepted at /kind"},
	{"an unknown status", O("'status':'paused'"),
	 "not-accepted at /status"},
	{"a status that is null", O("'status':null"), "type at /status"},
	{"an unknown applicant", O("'applicant':'pet'"),
	 "not-accepted at /applicant"},
	{"ids of others", O("'organisation':'a b','programme':1,'stream':''"),
	 "id at /organisation; id at /programme; id at /stream"},
	{"lists of ids", O("'exclusive_with':['a','b c'],'partners':[1]"),
	 "id at /exclusive_with/1; id at /partners/0"},
	{"one id in no list", O("'partners':'a'"), "type at /partners"},
	{"family, claimed_by", O("'family':'a b','claimed_by':2"),
	 "id at /family; id at /claimed_by"},

	/* Texts. */
	{"no title", "{'id':'a','kind':'job'}", "missing at  (title)"},
	{"a title in no map", "{'id':'a','kind':'job','title':'x'}",
	 "type at /title"},
	{"a title in no language", "{'id':'a','kind':'job','title':{}}",
	 "empty at /title"},
	{"a title in Latin", "{'id':'a','kind':'job','title':{'la':'x'}}",
	 "unknown-language at /title/la"},
	{"a title of blanks", "{'id':'a','kind':'job','title':{'en':' '}}",
	 "empty at /title/en"},
	{"a title that is a number", "{'id':'a','kind':'job','title':{'pt':1}}",
	 "type at /title/pt"},
	{"summary and body", O("'summary':[],'body':{'zh':'x'}"),
	 "type at /summary; unknown-language at /body/zh"},
	{"skills in no list", O("'skills':'python'"), "type at /skills"},
	{"skills that are none", O("'skills':['c',1,'']"),
	 "type at /skills/1; empty at /skills/2"},
	{"renderings", O("'renderings':['zh-Hans','zh',1]"),
	 "type at /renderings/2; unknown-language at /renderings/1"},
	{"five renderings", O("'renderings':['en','en','en','en','en']"),
	 "too-many-items at /renderings"},
	{"an occupation in letters", O("'occupation':'tester'"),
	 "type at /occupation"},
	{"an occupation that is a number", O("'occupation':2512"),
	 "type at /occupation"},
	{"an occupation without a digit", O("'occupation':''"),
	 "type at /occupation"},
	{"a cohort that is a number", O("'cohort':2025"), "type at /cohort"},

	/* Values of the vocabulary. */
	{"an unknown place", O("'places':['shenzhen','atlantis']"),
	 "unknown-value at /places/1"},
	{"a place that is a number", O("'places':[1]"),
	 "unknown-value at /places/0"},
	{"a place in no list", O("'places':'shenzhen'"), "type at /places"},
	{"an unknown sector", O("'sectors':['magic']"),
	 "unknown-value at /sectors/0"},
	{"sectors are no places", O("'sectors':['shenzhen']"),
	 "unknown-value at /sectors/0"},
	{"an unknown attribute",
	 O("'criteria':{'attr':'shoe','op':'min','value':1}"),
	 "unknown-attribute at /criteria/attr"},

	/* Pay. */
	{"pay that is a number", O("'pay':18000"), "type at /pay"},
	{"pay without anything", O("'pay':{}"),
	 "missing at /pay (currency); missing at /pay (per); "
	 "missing at /pay (min)"},
	{"pay without an end", O("'pay':{" HKD "}"), "missing at /pay (min)"},
	{"pay with one end", O("'pay':{'max':1," HKD "}"), ""},
	{"pay upside down", O("'pay':{'min':2,'max':1," HKD "}"),
	 "inverted at /pay/max"},
	{"pay of one amount", O("'pay':{'min':2,'max':2," HKD "}"), ""},
	{"pay below zero", O("'pay':{'min':-1," HKD "}"), "range at /pay/min"},
	{"pay in words", O("'pay':{'max':'good'," HKD "}"), "type at /pay/max"},
	{"pay in dollars", O("'pay':{'min':1,'currency':'USD','per':'week'}"),
	 "not-accepted at /pay/currency; not-accepted at /pay/per"},
	{"pay that breaks in its second band",
	 O("'pay':[{'min':1," HKD "},{'min':3,'max':2," HKD "},7]"),
	 "inverted at /pay/1/max; type at /pay/2"},
	{"a band for a number of degrees",
	 O("'pay':[{'min':1," HKD ",'education':3}]"),
	 "type at /pay/0/education"},

	/* Benefit. */
	{"benefit in no object", O("'benefit':600000"), "type at /benefit"},
	{"benefit of every wrong type",
	 O("'benefit':{'amount_max':'x','currency':'USD','form':'gift',"
	   "'equity':1,'rent_free_months':-1,'allowance_month':[],"
	   "'loan_max':null,'investment_max':{},'office':'yes'}"),
	 "type at /benefit/amount_max; not-accepted at /benefit/currency; "
	 "not-accepted at /benefit/form; type at /benefit/equity; "
	 "range at /benefit/rent_free_months; type at /benefit/allowance_month; "
	 "type at /benefit/loan_max; type at /benefit/investment_max; "
	 "type at /benefit/office"},
	{"a rent subsidy above 100 percent",
	 O("'benefit':{'rent_subsidy_percent':101}"),
	 "range at /benefit/rent_subsidy_percent"},
	{"another benefit without its label",
	 O("'benefit':{'other':[{'amount':1}]}"),
	 "missing at /benefit/other/0 (label)"},
	{"other benefits in no list", O("'benefit':{'other':{}}"),
	 "type at /benefit/other"},

	/* Vacancies. */
	{"vacancies in words", O("'vacancies':'many'"), "type at /vacancies"},
	{"vacancies below zero", O("'vacancies':-1"), "range at /vacancies"},
	{"vacancies without a count", O("'vacancies':{'unit':'desk'}"),
	 "missing at /vacancies (count)"},
	{"vacancies in chairs", O("'vacancies':{'count':1,'unit':'chair'}"),
	 "not-accepted at /vacancies/unit"},
};

static void is_refused(void **state)
{
	const struct row *row = *state;

	assert_string_equal(stall_refusals_of_opening(row->document),
			    row->want);
}

/* How many bytes, or items, a part may have at most. */
static struct limit {
	const char *name;
	const char *before, *each, *after; /* `each` is repeated */
	size_t most;
	const char *refusal;
} limits[] = {
	{"a title has 1000 bytes", "{'id':'a','kind':'job','title':{'en':'",
	 "x", "'}}", OPENING_TITLE_BYTES, "too-long at /title/en"},
	{"a summary has 4000 bytes",
	 "{'id':'a','kind':'job','title':{'en':'x'},'summary':{'pt':'", "x",
	 "'}}", OPENING_SUMMARY_BYTES, "too-long at /summary/pt"},
	{"a body has 64 KiB",
	 "{'id':'a','kind':'job','title':{'en':'x'},'body':{'en':'", "x", "'}}",
	 OPENING_BODY_BYTES, "too-long at /body/en"},
	{"an id has 128 characters", "{'kind':'job','title':{'en':'x'},'id':'",
	 "x", "'}", 128, "id at /id"},
	{"skills are 100",
	 "{'id':'a','kind':'job','title':{'en':'x'},'skills':['s'", ",'s'",
	 "]}", OPENING_SKILLS_MAX - 1, "too-many-items at /skills"},
	{"places are 200",
	 "{'id':'a','kind':'job','title':{'en':'x'},'places':['gba'", ",'gba'",
	 "]}", OPENING_LIST_MAX - 1, "too-many-items at /places"},
	{"tiers are 32",
	 "{'id':'a','kind':'job','title':{'en':'x'},'tiers':[{'id':'t',"
	 "'criteria':{'all':[]},'benefit':{'office':true}}",
	 ",{'id':'t','criteria':{'all':[]},'benefit':{'office':true}}", "]}",
	 OPENING_TIERS_MAX - 1, "too-many-items at /tiers"},
};

static const char *repeated(const struct limit *l, size_t times)
{
	struct buf b;
	const char *text;

	buf_init(&b, 1024 * 1024);
	buf_add_text(&b, l->before);
	for (size_t i = 0; i < times; i++)
		buf_add_text(&b, l->each);
	buf_add_text(&b, l->after);
	text = arena_copy(world_get()->arena, buf_slice(&b)).p;
	buf_done(&b);
	return text;
}

static void has_the_limit(void **state)
{
	const struct limit *l = *state;

	assert_string_equal(stall_refusals_of_opening(repeated(l, l->most)),
			    "");
	assert_string_equal(stall_refusals_of_opening(repeated(l, l->most + 1)),
			    l->refusal);
}

static void fifty_faults_are_told_and_more_counted(void **state)
{
	static const struct limit keys = {
		.before = "{'id':'a','kind':'job','title':{'en':'x'},"
			  "'partners':[1",
		.each = ",1",
		.after = "]}"};
	struct faults f = {0};
	struct opening *o = NULL;

	(void)state;
	assert_int_equal(opening_read(&stall_get()->reader,
				      world_json(repeated(&keys, 69)), &o, &f),
			 ERR_INVALID);
	assert_int_equal(f.count, FAULTS_MAX);
	assert_int_equal(f.more, 20);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + COUNT(limits) + 1] = {0};
	size_t n = 0;

	for (size_t i = 0; i < COUNT(rows); i++)
		tests[n++] = (struct CMUnitTest){rows[i].name, is_refused, NULL,
						 NULL, &rows[i]};
	for (size_t i = 0; i < COUNT(limits); i++)
		tests[n++] = (struct CMUnitTest){limits[i].name, has_the_limit,
						 NULL, NULL, &limits[i]};
	tests[n] = (struct CMUnitTest)cmocka_unit_test(
		fifty_faults_are_told_and_more_counted);
	return cmocka_run_group_tests_name("opening", tests, stall_open,
					   stall_close);
}
