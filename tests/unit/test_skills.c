/* skills: which are the same, which aliases, and how rare each is. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/compiler.h"
#include "matcher/skill_index.h"
#include "matcher/snapshot.h"
#include "support/stall.h"

static struct row {
	const char *name;
	const char *a, *b;
	enum skill_match want;
} rows[] = {
	{"itself", "python", "python", SKILL_EXACT},
	{"in capitals", "Python", "PYTHON", SKILL_EXACT},
	{"with more space", "data  science ", "data science", SKILL_EXACT},
	{"C++ is C++", "C++", "c++", SKILL_EXACT},
	{"C++ is not C", "C++", "C", SKILL_NONE},
	{"C# is not C", "C#", "C", SKILL_NONE},
	{"C# is not C++", "C#", "C++", SKILL_NONE},
	{".NET is not net", ".NET", "net", SKILL_NONE},
	{"Traditional is Simplified", "軟件測試", "软件测试", SKILL_EXACT},
	{"a part is not the whole", "data", "data science", SKILL_NONE},
	{"nor is the whole a part", "軟件測試", "測試", SKILL_NONE},
	{"another order is another skill", "science data", "data science",
	 SKILL_NONE},
	{"an alias in another language", "machine learning", "機器學習",
	 SKILL_ALIAS},
	{"an alias in Simplified of a Traditional one", "internship", "见习",
	 SKILL_ALIAS},
	{"two of one group in one language", "實習", "见习", SKILL_ALIAS},
	{"a skill that holds an alias is none", "machine learning models",
	 "機器學習", SKILL_NONE},
	{"nor is one that ends with it", "applied machine learning", "機器學習",
	 SKILL_NONE},
	{"accents are folded", "Gestão", "gestao", SKILL_EXACT},
	{"an alias of the taxonomy", "SQL", "查詢語言", SKILL_ALIAS},
	{"a child and its parent", "Python", "programming", SKILL_PARENT},
	{"two children of one parent", "python", "Java", SKILL_SIBLING},
	{"two languages are no siblings", "English", "French", SKILL_NONE},
	{"a language and its parent", "English", "languages", SKILL_PARENT},
	{"skills of two parents", "python", "sql", SKILL_NONE},
};

static struct skill_list read(const char *const *typed, size_t n)
{
	struct slice items[8];
	struct id_list list = {n, items};

	for (size_t i = 0; i < n; i++)
		items[i] = slice_of(typed[i]);
	return skills_read(world_get()->arena, stall_get()->analyser,
			   &stall_get()->known, &list);
}

static void compares(void **state)
{
	const struct row *row = *state;
	struct skill_list a = read(&row->a, 1), b = read(&row->b, 1);

	assert_int_equal(a.count, 1);
	assert_int_equal(b.count, 1);
	assert_string_equal(
		skill_match_word(skill_compare(&a.items[0], &b.items[0])),
		skill_match_word(row->want));
	assert_string_equal(
		skill_match_word(skill_compare(&b.items[0], &a.items[0])),
		skill_match_word(row->want));
}

static void a_skill_without_a_word_is_left_out(void **state)
{
	static const char *const typed[] = {"!!", "python", " ", "C"};
	struct skill_list list = read(typed, COUNT(typed));

	(void)state;
	assert_int_equal(list.count, 2);
	assert_true(slice_is(list.items[0].typed, "python"));
	assert_true(slice_is(list.items[1].typed, "C"));
}

static void similarity_is_told_by_the_match(void **state)
{
	(void)state;
	assert_true(skill_similarity(SKILL_NONE) == 0);
	assert_true(skill_similarity(SKILL_EXACT) == 1);
	assert_true(skill_similarity(SKILL_ALIAS) == 1);
	assert_true(skill_similarity(SKILL_ALIAS) == 1);
	assert_true(skill_similarity(SKILL_PARENT) == .8);
	assert_true(skill_similarity(SKILL_SIBLING) == .6);
	assert_string_equal(skill_match_word(SKILL_PARENT), "parent");
	assert_string_equal(skill_match_word(SKILL_SIBLING), "sibling");
	assert_string_equal(skill_match_word(SKILL_NONE), "none");
	assert_string_equal(skill_match_word(SKILL_EXACT), "exact");
	assert_string_equal(skill_match_word(SKILL_ALIAS), "alias");
}

static struct rare {
	const char *name;
	const char *skills[4]; /* of each opening */
	const char *asked;
	double n, df;
} rares[] = {
	{"one of three", {"'python'", "'c'", "'cobol'", ""}, "python", 3, 1},
	{"openings without skills do not count",
	 {"'python'", "", "", ""},
	 "python",
	 1,
	 1},
	{"all of them",
	 {"'python'", "'python'", "'python','c'", "'python'"},
	 "python",
	 4,
	 4},
	{"nobody names it", {"'c'", "'c'", "", ""}, "python", 2, 0},
	{"in both scripts",
	 {"'軟件測試'", "'软件测试'", "'c'", "'c'"},
	 "软件测试",
	 4,
	 2},
	{"aliases count together",
	 {"'machine learning'", "'機器學習'", "'c'", "'c'"},
	 "機器學習",
	 4,
	 2},
	{"aliases of the taxonomy count together",
	 {"'sql'", "'查詢語言'", "'query language','SQL'", "'c'"},
	 "sql",
	 4,
	 3},
	{"named twice in one opening",
	 {"'python','Python'", "'c'", "'c'", "'c'"},
	 "python",
	 4,
	 1},
	{"named with its alias in one opening",
	 {"'machine learning','機器學習'", "'c'", "'c'", "'c'"},
	 "機器學習",
	 4,
	 1},
};

static void is_as_rare(void **state)
{
	const struct rare *row = *state;
	struct skill_list asked = read(&row->asked, 1);
	double want = log(1 + (row->n - row->df + .5) / (row->df + .5));
	struct buf b;
	struct snapshot *s;

	buf_init(&b, 4096);
	for (size_t i = 0; i < COUNT(row->skills); i++)
		buf_print(&b,
			  "%s{'id':'%c','kind':'job','title':{'en':'x'},"
			  "'skills':[%s]}",
			  i == 0 ? "[" : ",", (char)('a' + i), row->skills[i]);
	buf_add(&b, "]", 2);
	s = stall_snapshot(b.p);
	buf_done(&b);
	assert_true(fabs(skill_index_idf(s->leaves->segment->skills,
					 &asked.items[0]) -
			 want) < 1e-12);
	snapshot_free(s);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + COUNT(rares) + 2] = {0};
	size_t n = 0;

	for (size_t i = 0; i < COUNT(rows); i++)
		tests[n++] = (struct CMUnitTest){rows[i].name, compares, NULL,
						 NULL, &rows[i]};
	for (size_t i = 0; i < COUNT(rares); i++)
		tests[n++] = (struct CMUnitTest){rares[i].name, is_as_rare,
						 NULL, NULL, &rares[i]};
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		a_skill_without_a_word_is_left_out);
	tests[n] = (struct CMUnitTest)cmocka_unit_test(
		similarity_is_told_by_the_match);
	return cmocka_run_group_tests_name("skills", tests, stall_open,
					   stall_close);
}
