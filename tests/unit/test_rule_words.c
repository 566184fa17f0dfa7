/* rule_words: every operator in words, in four languages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "api/rule_words.h"
#include "base/arena.h"
#include "base/compiler.h"
#include "matcher/rule.h"
#include "support/stall.h"

static struct row {
	const char *name;
	const char *test;
	bool negated;
	enum lang lang;
	const char *want;
} rows[] = {
	{"between", "{'attr':'age','op':'between','min':18,'max':29}", false,
	 LANG_EN, "Age: 18 to 29"},
	{"between, Traditional",
	 "{'attr':'age','op':'between','min':18,'max':29}", false, LANG_ZH_HANT,
	 "年齡：18 至 29"},
	{"between, Simplified",
	 "{'attr':'age','op':'between','min':18,'max':29}", false, LANG_ZH_HANS,
	 "年龄：18 至 29"},
	{"between, Portuguese",
	 "{'attr':'age','op':'between','min':18,'max':29}", false, LANG_PT,
	 "Idade: 18 a 29"},
	{"all languages: English", "{'attr':'age','op':'min','value':18}",
	 false, LANG_ALL, "Age: 18 or more"},
	{"min", "{'attr':'age','op':'min','value':18}", false, LANG_ZH_HANT,
	 "年齡：18 或以上"},
	{"max", "{'attr':'age','op':'max','value':29}", false, LANG_ZH_HANS,
	 "年龄：29 及以下"},
	{"above", "{'attr':'age','op':'above','value':17}", false, LANG_EN,
	 "Age: more than 17"},
	{"below", "{'attr':'age','op':'below','value':30}", false, LANG_PT,
	 "Idade: menos de 30"},
	{"a level held", "{'attr':'education','op':'min','value':'bachelor'}",
	 false, LANG_EN, "x: x or more"},
	{"a language",
	 "{'attr':'languages','op':'min','key':'english',"
	 "'value':'basic'}",
	 false, LANG_EN, "x (x): x or more"},
	{"any of",
	 "{'attr':'residency','op':'has_any','values':"
	 "['hk_resident','mainland']}",
	 false, LANG_EN, "x: x / x"},
	{"any of, in Chinese",
	 "{'attr':'residency','op':'has_any','values':"
	 "['hk_resident','mainland']}",
	 false, LANG_ZH_HANT, "x：x、x"},
	{"none of",
	 "{'attr':'residency','op':'has_none','values':['mainland']}", false,
	 LANG_EN, "x: none of x"},
	{"all of", "{'attr':'residency','op':'has_all','values':['mainland']}",
	 false, LANG_EN, "x: all of x"},
	{"yes", "{'attr':'has_company','op':'is','value':true}", false, LANG_EN,
	 "x: yes"},
	{"no", "{'attr':'has_company','op':'is','value':false}", false, LANG_PT,
	 "x: não"},
	{"before a day",
	 "{'attr':'available_from','op':'before','value':'2027-01-01'}", false,
	 LANG_EN, "x: before 2027-01-01"},
	{"after a day",
	 "{'attr':'available_from','op':'after','value':'2027-01-01'}", false,
	 LANG_ZH_HANT, "x：遲於 2027-01-01"},
	{"between days",
	 "{'attr':'available_from','op':'between','min':'2027-01-01',"
	 "'max':'2027-12-31'}",
	 false, LANG_EN, "x: 2027-01-01 to 2027-12-31"},
	{"not", "{'attr':'age','op':'min','value':18}", true, LANG_EN,
	 "not (Age: 18 or more)"},
	{"not, in Chinese", "{'attr':'age','op':'min','value':18}", true,
	 LANG_ZH_HANT, "非（年齡：18 或以上）"},
	{"the author's own words",
	 "{'attr':'age','op':'min','value':18,'text':{'en':'of age',"
	 "'zh-Hant':'成年'}}",
	 false, LANG_ZH_HANT, "成年"},
	{"the author's own words fall back",
	 "{'attr':'age','op':'min','value':18,'text':{'en':'of age',"
	 "'zh-Hant':'成年'}}",
	 false, LANG_ZH_HANS, "成年"},
	{"a share of heads",
	 "{'over':'members','measure':'heads','min':50,'where':"
	 "{'attr':'age','op':'max','value':40}}",
	 false, LANG_EN, "Members who meet the condition: 50% or more"},
	{"a mean that is not whole, no percent",
	 "{'over':'members','measure':'mean_age','below':35.5}", false, LANG_EN,
	 "Members who meet the condition: less than 35.5"},
	{"a count of members", "{'over':'members','measure':'count','above':1}",
	 false, LANG_EN, "Members who meet the condition: more than 1"},
};

static void reads(void **state)
{
	const struct row *row = *state;
	const struct rule *rule = world_rule(row->test);
	struct buf b;

	buf_init(&b, 4096);
	rule_words(rule->tests[0], row->negated, row->lang, &b);
	buf_add(&b, "", 1);
	assert_string_equal(b.p, row->want);
	buf_done(&b);
}

static struct label {
	enum verdict verdict;
	const char *in[LANG__COUNT];
} labels[] = {
	{VERDICT_ELIGIBLE, {"Eligible", "符合資格", "符合条件", "Elegível"}},
	{VERDICT_MAYBE,
	 {"To be confirmed", "待確認", "待确认", "Por confirmar"}},
	{VERDICT_INELIGIBLE,
	 {"Not eligible", "不符合資格", "不符合条件", "Não elegível"}},
};

static void verdicts_are_worded_as_decided(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(labels); i++) {
		for (int l = 0; l < LANG__COUNT; l++)
			assert_string_equal(
				verdict_label(labels[i].verdict, (enum lang)l),
				labels[i].in[l]);
	}
}

/* SEMANTICS 3: "no known obstacle", never "eligible". */
static void what_is_not_published_is_said(void **state)
{
	static const char *const begins[LANG__COUNT] = {
		"no known obstacle", "未見不符", "未见不符",
		"sem impedimento conhecido"};

	(void)state;
	for (int l = 0; l < LANG__COUNT; l++) {
		assert_true(
			slice_starts(slice_of(incomplete_label((enum lang)l)),
				     slice_of(begins[l])));
		assert_true(not_in_force_label((enum lang)l)[0] != '\0');
	}
	assert_string_not_equal(not_in_force_label(LANG_ZH_HANT),
				not_in_force_label(LANG_ZH_HANS));
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + 2] = {0};
	size_t n = COUNT(rows);

	for (size_t i = 0; i < n; i++)
		tests[i] = (struct CMUnitTest){rows[i].name, reads, NULL, NULL,
					       &rows[i]};
	tests[n] = (struct CMUnitTest)cmocka_unit_test(
		verdicts_are_worded_as_decided);
	tests[n + 1] = (struct CMUnitTest)cmocka_unit_test(
		what_is_not_published_is_said);
	return cmocka_run_group_tests_name("rule_words", tests, stall_open,
					   stall_close);
}
