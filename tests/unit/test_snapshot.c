/* snapshot: what it holds of a catalogue, and which programmes it shows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/bits.h"
#include "base/compiler.h"
#include "matcher/filters.h"
#include "matcher/snapshot.h"
#include "matcher/textindex.h"
#include "support/one_by_one.h"
#include "support/stall.h"

#define PROGRAMME(id)                                                          \
	"{'id':'" id "','type':'programme','title':{'en':'x'},"                \
	"'criteria':{'attr':'age','op':'max','value':29}}"
#define UNDER(id, programme, status)                                           \
	",{'id':'" id                                                          \
	"','kind':'job','title':{'en':'x'},'programme':'" programme            \
	"','status':'" status "'}"

static struct row {
	const char *name;
	const char *catalogue;
	bool is_shown; /* the programme p */
} rows[] = {
	{"nobody has posted under it", "[" PROGRAMME("p") "]", true},
	{"an opening is posted under it",
	 "[" PROGRAMME("p") UNDER("a", "p", "open") "]", false},
	{"posted before the programme is told",
	 "[{'id':'z','kind':'job','title':{'en':'x'},'programme':'p'}," PROGRAMME(
		 "p") "]",
	 false},
	{"only a draft is posted under it",
	 "[" PROGRAMME("p") UNDER("a", "p", "draft") "]", true},
	{"posted under another",
	 "[" PROGRAMME("p") "," PROGRAMME("q") UNDER("a", "q", "open") "]",
	 true},
};

static void is_shown(void **state)
{
	const struct row *row = *state;
	struct snapshot *s = stall_snapshot(row->catalogue);
	struct filters f = filters_none(world_day("2025-06-01"));
	long p = snapshot_find(s, SLICE("p"));

	assert_true(p >= 0);
	assert_int_equal(bit_has(s->leaves->shown, (size_t)p), row->is_shown);
	assert_int_equal(one_passes(s, (size_t)p, &f, FILTER__COUNT),
			 row->is_shown);
	snapshot_free(s);
}

static void openings_stand_by_id(void **state)
{
	struct snapshot *s = stall_snapshot(
		"[{'id':'b','kind':'job','title':{'en':'x'}},"
		"{'id':'a','kind':'job','title':{'en':'x'},"
		"'organisation':'o'},{'type':'organisation','id':'o',"
		"'name':{'en':'Guild'}},"
		"{'id':'B','kind':'job','title':{'en':'x'},"
		"'organisation':'gone'}]");

	(void)state;
	assert_int_equal(s->count, 3);
	assert_true(slice_is(snapshot_id(s, 0), "B"));
	assert_true(slice_is(snapshot_id(s, 1), "a"));
	assert_true(slice_is(snapshot_id(s, 2), "b"));
	for (size_t i = 0; i < s->count; i++)
		assert_int_equal(snapshot_find(s, snapshot_id(s, i)), i);
	assert_int_equal(snapshot_find(s, SLICE("o")), -1);
	assert_int_equal(snapshot_find(s, SLICE("")), -1);
	assert_null(snapshot_organisation(s, 0));
	assert_true(slice_is(snapshot_organisation(s, 1)->id, "o"));
	assert_null(snapshot_organisation(s, 2));
	assert_true(slice_is(s->name, "0:1"));
	snapshot_free(s);
}

static void an_opening_has_the_rules_of_its_programme(void **state)
{
	struct snapshot *s = stall_snapshot("[" PROGRAMME("p") UNDER(
		"a", "p",
		"open") ","
			"{'id':'b','kind':'job','title':{'en':'x'},"
			"'closes':'2025-12-31','starts':'2026-01-01'}]");
	const struct facts *old =
		world_facts("{'birth_date':'1980-01-01'}", NULL);
	int32_t day = world_day("2025-06-01");

	(void)state;
	assert_int_equal(judge_verdict(snapshot_judged(s, 0), old, day),
			 VERDICT_INELIGIBLE);
	assert_int_equal(judge_verdict(snapshot_judged(s, 1), old, day),
			 VERDICT_ELIGIBLE);
	assert_int_equal(snapshot_judged(s, 1)->closes,
			 world_day("2025-12-31"));
	assert_int_equal(snapshot_judged(s, 1)->starts,
			 world_day("2026-01-01"));
	snapshot_free(s);
}

static void an_empty_catalogue_is_a_snapshot(void **state)
{
	struct snapshot *s = stall_snapshot("[]");

	(void)state;
	assert_int_equal(s->count, 0);
	assert_int_equal(snapshot_find(s, SLICE("a")), -1);
	snapshot_free(s);
	snapshot_free(NULL);
}

static void texts_are_described_as_indexed(void **state)
{
	struct snapshot *s = stall_snapshot(
		"[{'type':'organisation','id':'o','name':{'pt':'Guilda'}},"
		"{'id':'a','kind':'job','title':{'en':'t','zh-Hant':'題'},"
		"'summary':{'en':'s'},'body':{'pt':'b'},'skills':['C++','c'],"
		"'organisation':'o'}]");
	struct textdoc d;

	(void)state;
	snapshot_describe(world_get()->arena, s, 0, &d);
	assert_true(slice_is(d.in[FIELD_TITLE][LANG_EN], "t"));
	assert_true(slice_is(d.in[FIELD_TITLE][LANG_ZH_HANT], "題"));
	assert_null(d.in[FIELD_TITLE][LANG_PT].p);
	assert_true(slice_is(d.in[FIELD_SUMMARY][LANG_EN], "s"));
	assert_true(slice_is(d.in[FIELD_BODY][LANG_PT], "b"));
	assert_true(slice_is(d.in[FIELD_ORGANISATION][LANG_PT], "Guilda"));
	assert_true(slice_starts(d.in[FIELD_SKILLS][LANG_EN], SLICE("C++")));
	snapshot_free(s);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + 4] = {0};
	size_t n = COUNT(rows);

	for (size_t i = 0; i < n; i++)
		tests[i] = (struct CMUnitTest){rows[i].name, is_shown, NULL,
					       NULL, &rows[i]};
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(openings_stand_by_id);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		an_opening_has_the_rules_of_its_programme);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		an_empty_catalogue_is_a_snapshot);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		texts_are_described_as_indexed);
	return cmocka_run_group_tests_name("snapshot", tests, stall_open,
					   stall_close);
}
