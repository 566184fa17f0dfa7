/* taxonomy: what is refused, what ships, and how its members are related. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/compiler.h"
#include "matcher/analyse.h"
#include "support/linked_world.h"

static struct arena *arena;
static struct analyser *analyser;

#define GROUPS                                                                 \
	"'groups':[{'code':'2','label':{'en':'x'}},"                           \
	"{'code':'25','parent':'2','label':{'en':'x'}},"                       \
	"{'code':'251','parent':'25','label':{'en':'x'}}]"
#define UNIT(members)                                                          \
	"{" GROUPS ",'occupations':[{'label':{'en':'x'}," members "}]}"
#define ONE_UNIT  UNIT("'code':'2512','parent':'251','titles':{'en':['a']}")
#define NO_UNITS  "{'groups':[],'occupations':[]}"
#define NO_SKILLS "{'skills':[]}"
#define SKILL(members)                                                         \
	"{'skills':[{'id':'a','label':{'en':'a'},'alias':{}},{" members "}]}"

static struct refused {
	const char *name;
	const char *json[3];
	enum fault_code code;
	const char *pointer;
} refused[] = {
	{"no object", {"[]", NO_SKILLS}, FAULT_TYPE_OBJECT, ""},
	{"no groups", {"{'occupations':[]}", NO_SKILLS}, FAULT_MISSING, ""},
	{"no skills", {NO_UNITS, "{}"}, FAULT_MISSING, ""},
	{"an unknown key",
	 {NO_UNITS, "{'skills':[],'x':1}"},
	 FAULT_UNKNOWN_KEY,
	 "/x"},
	{"a group without its parent",
	 {"{'groups':[{'code':'25','parent':'2','label':{'en':'x'}}],"
	  "'occupations':[]}",
	  NO_SKILLS},
	 FAULT_UNKNOWN_REF,
	 "/groups/0/parent"},
	{"a group of four digits",
	 {"{'groups':[{'code':'2512','label':{'en':'x'}}],'occupations':[]}",
	  NO_SKILLS},
	 FAULT_TYPE_OCCUPATION,
	 "/groups/0/code"},
	{"a unit group of three digits",
	 {UNIT("'code':'259','parent':'25','titles':{}"), NO_SKILLS},
	 FAULT_TYPE_OCCUPATION,
	 "/occupations/0/code"},
	{"a unit group under another group",
	 {UNIT("'code':'2512','parent':'25','titles':{}"), NO_SKILLS},
	 FAULT_UNKNOWN_REF,
	 "/occupations/0/parent"},
	{"a unit group without titles",
	 {UNIT("'code':'2512','parent':'251'"), NO_SKILLS},
	 FAULT_MISSING,
	 "/occupations/0"},
	{"titles in an unknown language",
	 {UNIT("'code':'2512','parent':'251','titles':{'fr':['x']}"),
	  NO_SKILLS},
	 FAULT_UNKNOWN_LANG,
	 "/occupations/0/titles/fr"},
	{"a title that is no text",
	 {UNIT("'code':'2512','parent':'251','titles':{'en':[1]}"), NO_SKILLS},
	 FAULT_TYPE_TEXT,
	 "/occupations/0/titles/en/0"},
	{"further titles of a group that is not there",
	 {ONE_UNIT, NO_SKILLS, "{'titles':[{'code':'2513','es':['x']}]}"},
	 FAULT_UNKNOWN_REF,
	 "/titles/0/code"},
	{"further titles under what is no language",
	 {ONE_UNIT, NO_SKILLS, "{'titles':[{'code':'2512','Es':['x']}]}"},
	 FAULT_UNKNOWN_LANG,
	 "/titles/0/Es"},
	{"a further title that is no text",
	 {ONE_UNIT, NO_SKILLS, "{'titles':[{'code':'2512','es':[1]}]}"},
	 FAULT_TYPE_TEXT,
	 "/titles/0/es/0"},
	{"an unknown key beside further titles",
	 {ONE_UNIT, NO_SKILLS, "{'titles':[],'x':1}"},
	 FAULT_UNKNOWN_KEY,
	 "/x"},
	{"a skill twice",
	 {NO_UNITS, SKILL("'id':'a','label':{'en':'b'},'alias':{}")},
	 FAULT_DUPLICATE_ID,
	 "/skills/1/id"},
	{"a skill under one that is not there",
	 {NO_UNITS,
	  SKILL("'id':'b','parent':'c','label':{'en':'b'},'alias':{}")},
	 FAULT_UNKNOWN_REF,
	 "/skills/1/parent"},
	{"a third level",
	 {NO_UNITS,
	  SKILL("'id':'b','parent':'a','label':{'en':'b'},'alias':{}},"
		"{'id':'c','parent':'b','label':{'en':'c'},'alias':{}")},
	 FAULT_UNKNOWN_REF,
	 "/skills/2/parent"},
	{"an alias without a word",
	 {NO_UNITS, SKILL("'id':'b','label':{'en':'b'},'alias':{'en':['-']}")},
	 FAULT_EMPTY,
	 "/skills/1/alias/en/0"},
	{"one word for four skills",
	 {NO_UNITS, SKILL("'id':'b','label':{'en':'b'},'alias':{'en':['a']}},"
			  "{'id':'c','label':{'en':'c'},'alias':{'en':['a']}},"
			  "{'id':'d','label':{'en':'d'},'alias':{'en':['a']}")},
	 FAULT_TOO_MANY_ITEMS,
	 "/skills/3/alias/en/0"},
};

static void is_refused(void **state)
{
	const struct refused *row = *state;
	const struct taxonomy *t;
	struct faults faults = {0};

	assert_int_equal(linked_read(arena, analyser, row->json, &t, &faults),
			 ERR_INVALID);
	assert_int_equal(faults.items[0].code, row->code);
	assert_string_equal(faults.items[0].at, row->pointer);
}

static struct related {
	const char *name;
	const char *a, *b;
	enum relation want;
} related[] = {
	{"a unit group and itself", "2512", "2512", RELATION_SAME},
	{"two of one minor group", "2512", "2514", RELATION_SIBLING},
	{"two of one sub-major group only", "2512", "2522", RELATION_NONE},
	{"a unit group and its minor group", "2512", "251", RELATION_PARENT},
	{"a unit group and two levels up", "2512", "25", RELATION_NONE},
	{"minor groups are no siblings", "251", "252", RELATION_NONE},
	{"a code that another only begins with", "2512", "2521", RELATION_NONE},
};

static void are_related(void **state)
{
	const struct related *row = *state;
	struct slice a = slice_of(row->a), b = slice_of(row->b);

	assert_int_equal(occupation_relation(a, b), row->want);
	assert_int_equal(occupation_relation(b, a), row->want);
}

static enum relation skills_related(const struct taxonomy *t, const char *a,
				    const char *b)
{
	struct known_skills x =
		taxonomy_skills(t, taxonomy_key(arena, analyser, slice_of(a)));
	struct known_skills y =
		taxonomy_skills(t, taxonomy_key(arena, analyser, slice_of(b)));

	assert_int_equal(x.count, 1);
	assert_int_equal(y.count, 1);
	return known_skill_relation(x.items[0], y.items[0]);
}

static void skills_stand_in_two_levels(void **state)
{
	const struct taxonomy *t =
		linker_taxonomy(linked_small(arena, analyser));

	(void)state;
	assert_int_equal(skills_related(t, "SQL", "query language"),
			 RELATION_SAME);
	assert_int_equal(skills_related(t, "查詢語言", "查询语言"),
			 RELATION_SAME);
	assert_int_equal(skills_related(t, "python", "Programming"),
			 RELATION_PARENT);
	assert_int_equal(skills_related(t, "Programming", "python"),
			 RELATION_PARENT);
	assert_int_equal(skills_related(t, "python", "java"), RELATION_SIBLING);
	assert_int_equal(skills_related(t, "python", "SQL"), RELATION_NONE);
	assert_int_equal(taxonomy_skills(t, SLICE("cobol")).count, 0);
	assert_int_equal(taxonomy_skills(NULL, SLICE("sql")).count, 0);
}

static void one_language_is_not_near_another(void **state)
{
	const struct taxonomy *t =
		linker_taxonomy(linked_small(arena, analyser));

	(void)state;
	assert_int_equal(skills_related(t, "English", "French"), RELATION_NONE);
	assert_int_equal(skills_related(t, "English", "Languages"),
			 RELATION_PARENT);
}

static void what_ships_is_all_of_isco_and_many_skills(void **state)
{
	const struct taxonomy *t =
		linker_taxonomy(linked_shipped(arena, analyser));
	size_t titles = 0;

	(void)state;
	assert_int_equal(t->unit_count, 436);
	assert_true(t->skill_count >= 500);
	for (size_t i = 0; i < t->unit_count; i++)
		titles += t->units[i].title_count;
	assert_true(titles > 14000);
	assert_int_equal(skills_related(t, "Mandarin", "Portuguese"),
			 RELATION_NONE);
	assert_int_equal(skills_related(t, "teamwork", "leadership"),
			 RELATION_NONE);
	assert_int_equal(skills_related(t, "Python", "編程"), RELATION_PARENT);
}

static void further_titles_follow_the_first(void **state)
{
	static const char *const json[3] = {
		ONE_UNIT, NO_SKILLS,
		"{'titles':[{'code':'2512','es':['b'],'de':['c','d']},"
		"{'code':'2512','fr':['e']}]}"};
	static const char *const bare[3] = {ONE_UNIT, NO_SKILLS, NULL};
	const struct taxonomy *t, *less;
	struct faults faults = {0};

	(void)state;
	assert_int_equal(linked_read(arena, analyser, json, &t, &faults),
			 ERR_OK);
	assert_int_equal(linked_read(arena, analyser, bare, &less, &faults),
			 ERR_OK);
	assert_int_equal(t->units[0].title_count, 5);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(t->units[0].titles[i].p[0], "abcde"[i]);
	assert_true(t->version != less->version);
}

static void another_word_is_another_version(void **state)
{
	static const char *const one[3] = {
		UNIT("'code':'2512','parent':'251','titles':{'en':['a']}"),
		NO_SKILLS};
	static const char *const other[3] = {
		UNIT("'code':'2512','parent':'251','titles':{'en':['b']}"),
		NO_SKILLS};
	const struct taxonomy *a, *b, *c;
	struct faults faults = {0};

	(void)state;
	assert_int_equal(linked_read(arena, analyser, one, &a, &faults),
			 ERR_OK);
	assert_int_equal(linked_read(arena, analyser, other, &b, &faults),
			 ERR_OK);
	assert_int_equal(linked_read(arena, analyser, one, &c, &faults),
			 ERR_OK);
	assert_true(a->version != b->version);
	assert_true(a->version == c->version);
}

static int open_all(void **state)
{
	(void)state;
	arena = arena_new(0);
	analyser = analyser_new();
	return 0;
}

static int close_all(void **state)
{
	(void)state;
	analyser_free(analyser);
	arena_free(arena);
	return 0;
}

int main(void)
{
	struct CMUnitTest tests[COUNT(refused) + COUNT(related) + 5] = {0};
	size_t n = 0;

	for (size_t i = 0; i < COUNT(refused); i++)
		tests[n++] = (struct CMUnitTest){refused[i].name, is_refused,
						 NULL, NULL, &refused[i]};
	for (size_t i = 0; i < COUNT(related); i++)
		tests[n++] = (struct CMUnitTest){related[i].name, are_related,
						 NULL, NULL, &related[i]};
	tests[n++] =
		(struct CMUnitTest)cmocka_unit_test(skills_stand_in_two_levels);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		one_language_is_not_near_another);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		what_ships_is_all_of_isco_and_many_skills);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		further_titles_follow_the_first);
	tests[n] = (struct CMUnitTest)cmocka_unit_test(
		another_word_is_another_version);
	return cmocka_run_group_tests_name("taxonomy", tests, open_all,
					   close_all);
}
