/*
 * codec_opening and codec_jobposting: what a reader is told, in one language
 * or in all, and nothing that the document does not state.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "api/codec_jobposting.h"
#include "api/codec_opening.h"
#include "base/arena.h"
#include "base/compiler.h"
#include "matcher/snapshot.h"
#include "support/stall.h"

#define FULL                                                                   \
	"'id':'a','kind':'job','title':{'en':'Tester','zh-Hant':'測試'},"    \
	"'organisation':'o','places':['shenzhen'],'sectors':['ai'],"           \
	"'skills':['C++'],'pay':{'min':1,'max':2,'currency':'HKD',"            \
	"'per':'month'},'closes':'2025-12-31','confirmed':'2024-01-01',"       \
	"'renderings':['zh-Hant'],'apply':{'by':'link','url':'https://a.hk',"  \
	"'note':{'en':'n','pt':'N'}},'status':'open',"                         \
	"'terms':{'housing':{'en':'flat','pt':'casa'}}"

enum form { IN_LIST, WHOLE, POSTING };

static struct row {
	const char *name;
	const char *document; /* without braces */
	enum form form;
	enum lang lang;
	const char *member; /* key, or key.key */
	const char *want;   /* as JSON with '; NULL: absent */
} rows[] = {
	{"all languages: maps", FULL, IN_LIST, LANG_ALL, "title",
	 "{'en':'Tester','zh-Hant':'測試'}"},
	{"all languages: no lang", FULL, IN_LIST, LANG_ALL, "lang", NULL},
	{"one language: strings", FULL, IN_LIST, LANG_ZH_HANT, "title",
	 "'測試'"},
	{"one language: which", FULL, IN_LIST, LANG_ZH_HANT, "lang",
	 "'zh-Hant'"},
	{"the title is in it", FULL, IN_LIST, LANG_EN, "title_lang", NULL},
	{"the title fell back", FULL, IN_LIST, LANG_ZH_HANS, "title_lang",
	 "'zh-Hant'"},
	{"the title fell back to English", FULL, IN_LIST, LANG_PT, "title",
	 "'Tester'"},
	{"ids of places", FULL, IN_LIST, LANG_EN, "places", "['shenzhen']"},
	{"pay as stated", FULL, IN_LIST, LANG_EN, "pay",
	 "{'min':1,'max':2,'currency':'HKD','per':'month'}"},
	{"the state of the day", FULL, IN_LIST, LANG_EN, "state", "'open'"},
	{"confirmed long ago", FULL, IN_LIST, LANG_EN, "not_confirmed_since",
	 "'2024-01-01'"},
	{"the organisation's name", FULL, IN_LIST, LANG_EN, "organisation_name",
	 "'Guild'"},
	{"its address", FULL, IN_LIST, LANG_EN, "organisation_website",
	 "'https://o.hk'"},
	{"where to apply", FULL, IN_LIST, LANG_EN, "apply",
	 "{'by':'link','url':'https://a.hk'}"},
	{"what is not stated is null or absent",
	 "'id':'a','kind':'job','title':{'en':'x'}", IN_LIST, LANG_EN, "closes",
	 "null"},
	{"no pay", "'id':'a','kind':'job','title':{'en':'x'}", IN_LIST, LANG_EN,
	 "pay", NULL},
	{"never confirmed", "'id':'a','kind':'job','title':{'en':'x'}", IN_LIST,
	 LANG_EN, "not_confirmed_since", NULL},
	{"upcoming",
	 "'id':'a','kind':'job','title':{'en':'x'},"
	 "'opens':'2025-07-01'",
	 IN_LIST, LANG_EN, "state", "'upcoming'"},
	{"a programme says so",
	 "'id':'a','type':'programme','title':{'en':'x'}", IN_LIST, LANG_EN,
	 "type", "'programme'"},

	{"the whole document, in one language", FULL, WHOLE, LANG_PT, "terms",
	 "{'housing':'casa'}"},
	{"the whole document, in all", FULL, WHOLE, LANG_ALL, "terms",
	 "{'housing':{'en':'flat','pt':'casa'}}"},
	{"a text in a text's place falls back", FULL, WHOLE, LANG_ZH_HANS,
	 "terms", "{'housing':'flat'}"},
	{"the whole tells the state", FULL, WHOLE, LANG_EN, "state", "'open'"},
	{"the whole tells its default kind",
	 "'id':'a','type':'programme','title':{'en':'x'}", WHOLE, LANG_EN,
	 "kind", "'job'"},
	{"the whole tells its default status",
	 "'id':'a','kind':'job','title':{'en':'x'}", WHOLE, LANG_EN, "status",
	 "'open'"},

	{"a job posting", FULL, POSTING, LANG_EN, "@type", "'JobPosting'"},
	{"its title", FULL, POSTING, LANG_ZH_HANT, "title", "'測試'"},
	{"the language it is in", FULL, POSTING, LANG_ZH_HANS, "inLanguage",
	 "'zh-Hant'"},
	{"valid through", FULL, POSTING, LANG_EN, "validThrough",
	 "'2025-12-31'"},
	{"no first day", FULL, POSTING, LANG_EN, "datePosted", NULL},
	{"who hires", FULL, POSTING, LANG_EN, "hiringOrganization.name",
	 "'Guild'"},
	{"a job", FULL, POSTING, LANG_EN, "employmentType", "'FULL_TIME'"},
	{"an internship", "'id':'a','kind':'internship','title':{'en':'x'}",
	 POSTING, LANG_EN, "employmentType", "'INTERN'"},
	{"a fund", "'id':'a','kind':'funding','title':{'en':'x'}", POSTING,
	 LANG_EN, "employmentType", "'OTHER'"},
	{"no pay in a posting", "'id':'a','kind':'job','title':{'en':'x'}",
	 POSTING, LANG_EN, "baseSalary", NULL},
	{"pay without a rate is not invented",
	 "'id':'a','kind':'job','title':{'en':'x'},"
	 "'pay':{'min':1,'currency':'CNY','per':'month'}",
	 POSTING, LANG_EN, "baseSalary.currency.HKD", NULL},
	{"the least pay", FULL, POSTING, LANG_EN, "baseSalary.value.minValue",
	 "1"},
	{"an end of pay that is not stated is not told",
	 "'id':'a','kind':'job','title':{'en':'x'},"
	 "'pay':{'min':1,'currency':'HKD','per':'month'}",
	 POSTING, LANG_EN, "baseSalary.value.maxValue", NULL},
	{"skills", FULL, POSTING, LANG_EN, "skills", "['C++']"},
	{"the address to apply at", FULL, POSTING, LANG_EN, "url",
	 "'https://a.hk'"},
};

static void write_form(const struct row *row, const struct opening_view *v,
		       struct buf *to)
{
	struct json_writer w;

	jw_init(&w, to);
	switch (row->form) {
	case IN_LIST:
		codec_opening_begin(&w, NULL, v, 0);
		jw_end(&w);
		break;
	case WHOLE:
		codec_opening_whole(&w, NULL, v, 0);
		break;
	case POSTING:
		codec_jobposting_write(&w, v, 0, row->lang);
		break;
	}
}

static const struct jr *member(const struct jr *n, const char *path)
{
	struct slice rest = slice_of(path);

	while (n != NULL && rest.n > 0) {
		struct slice key = slice_split(rest, '.', &rest);

		n = jr_get(n, arena_copy(world_get()->arena, key).p);
	}
	return n;
}

static void tells(void **state)
{
	const struct row *row = *state;
	struct arena *a = world_get()->arena;
	struct snapshot *s = stall_snapshot(
		arena_print(a,
			    "[{%s},{'type':'organisation','id':'o','name':"
			    "{'en':'Guild'},'website':'https://o.hk'}]",
			    row->document)
			.p);
	struct opening_view view = {a, s, row->lang, world_day("2025-06-01")};
	struct faults f = {0};
	const struct jr *root = NULL, *n;
	struct buf b;

	buf_init(&b, 1024 * 1024);
	write_form(row, &view, &b);
	assert_int_equal(jr_parse(a, buf_slice(&b), &root, &f), ERR_OK);
	n = member(root, row->member);
	if (row->want == NULL) {
		assert_null(n);
	} else {
		struct buf have;
		struct slice json;

		assert_non_null(n);
		json = jw_canonical(a, n);
		buf_init(&have, 64 * 1024);
		buf_add_slice(&have, json);
		assert_string_equal(world_written(&have), row->want);
		buf_done(&have);
	}
	buf_done(&b);
	snapshot_free(s);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows)] = {0};

	for (size_t i = 0; i < COUNT(rows); i++)
		tests[i] = (struct CMUnitTest){rows[i].name, tells, NULL, NULL,
					       &rows[i]};
	return cmocka_run_group_tests_name("codec_opening", tests, stall_open,
					   stall_close);
}
