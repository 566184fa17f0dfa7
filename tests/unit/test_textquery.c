/* textquery: which titles a query finds and in what order, one row each. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/compiler.h"
#include "support/text_world.h"

static const char *const titles[] = {
	/* 0 */ "Software engineer internship",
	/* 1 */ "軟體設計實習生",
	/* 2 */ "软体设计实习生招聘",
	/* 3 */ "Senior designer",
	/* 4 */ "Venture capital for young founders",
	/* 5 */ "創業公司種子基金",
	/* 6 */ "Estágio em engenharia",
	/* 7 */ "Node.js and C++ developer",
	/* 8 */ "Startup incubator, Qianhai",
	/* 9 */ "Engineering manager for software",
	/* 10 */ "Software tester, software team",
	/* 11 */ "前海青年創業孵化計劃",
	/* 12 */ "Designer of designs",
	/* 13 */ "Rechtsanwaltsgehilfe",
	/* 14 */ "港澳青年内地实习计划",
	/* 15 */ "深圳青年实习计划",
	NULL,
};

static const char synonyms[] =
	"{\"groups\":["
	"{\"weight\":0.8,\"members\":{\"en\":[\"internship\"],"
	"\"zh-Hant\":[\"實習\"],\"pt\":[\"estágio\"]}},"
	"{\"weight\":0.8,\"members\":{\"en\":[\"venture capital\"],"
	"\"zh-Hant\":[\"種子基金\"]}},"
	"{\"weight\":0.8,\"members\":{\"en\":[\"seed money\"],"
	"\"zh-Hans\":[\"种子基金\"]}}]}";

static struct row {
	const char *name;
	enum textquery_mode mode;
	const char *query;
	const char *want;
} rows[] = {
	{"one word, its stem last", TEXTQUERY_SEARCH, "engineering", "9 0"},
	{"two words must both be met", TEXTQUERY_SEARCH, "software engineer",
	 "0 9"},
	{"of three words two are enough", TEXTQUERY_SEARCH,
	 "software engineer internship", "0 9"},
	{"ranking takes whatever shares a term", TEXTQUERY_RANK, "前海基金",
	 "5 11"},
	{"a run of four needs all its pairs", TEXTQUERY_SEARCH, "创业孵化",
	 "11"},
	{"Traditional finds the same", TEXTQUERY_SEARCH, "創業孵化", "11"},
	{"of a longer run 60 % will do", TEXTQUERY_SEARCH, "軟件設計實習生",
	 "1 2"},
	{"one character is looked for alone", TEXTQUERY_SEARCH, "種", "5"},
	{"pairs that stand nowhere find nothing", TEXTQUERY_SEARCH, "習設",
	 "-"},
	{"a run of four relaxes to two of three pairs", TEXTQUERY_SEARCH,
	 "青年实践", "15"},
	{"a run of three needs both pairs", TEXTQUERY_SEARCH, "青年实", "15"},
	{"and does not relax to one", TEXTQUERY_SEARCH, "青年人", "-"},
	{"symbols stay", TEXTQUERY_SEARCH, "c++", "7"},
	{"a dotted word is found by its parts", TEXTQUERY_SEARCH, "nodejs",
	 "7"},
	{"and by its first part", TEXTQUERY_SEARCH, "node", "7"},
	{"a hyphen finds the joined word", TEXTQUERY_SEARCH, "start-up", "8"},
	{"and its stems", TEXTQUERY_SEARCH, "start-ups", "8"},
	{"operators are words or nothing", TEXTQUERY_SEARCH,
	 "\"c++\" -* NEAR( : ^", "-"},
	{"quotes are nothing", TEXTQUERY_SEARCH, "\"incubator\"*", "8"},
	{"a synonym in another language", TEXTQUERY_SEARCH, "estágio",
	 "6 0 1 15 2 14"},
	{"a synonym of several words", TEXTQUERY_SEARCH, "venture capital",
	 "4 5"},
	{"and from Han to several words", TEXTQUERY_SEARCH, "種子基金", "5 4"},
	{"groups are not chained", TEXTQUERY_SEARCH, "seed money", "5"},
	{"one wrong letter in a word of four or more", TEXTQUERY_SEARCH,
	 "desiner", "12 3"},
	{"two in a word of eight or more", TEXTQUERY_SEARCH, "sofwtaer",
	 "10 0 9"},
	{"a word that is nowhere is met by its grams", TEXTQUERY_SEARCH,
	 "anwaltsgehilfen", "13"},
	{"nothing in, nothing out", TEXTQUERY_SEARCH, " , ", "-"},
	{"nothing ranked", TEXTQUERY_RANK, "!", "-"},
};

static struct text_world world;

static void finds_in_order(void **state)
{
	const struct row *row = *state;

	assert_string_equal(text_world_order(&world, row->mode, row->query),
			    row->want);
}

static const struct textquery *read_query(enum textquery_mode mode,
					  const char *text)
{
	return textquery_read(world.arena, world.analyser, world.index, mode,
			      slice_of(text));
}

static void a_correction_is_told(void **state)
{
	const struct correction *items;
	const struct textquery *q =
		read_query(TEXTQUERY_SEARCH, "Desiner Softwre xyzzyx c+ ab1d");

	(void)state;
	assert_int_equal(textquery_corrections(q, &items), 2);
	assert_true(slice_is(items[0].from, "Desiner"));
	assert_true(slice_is(items[0].to, "designer"));
	assert_true(slice_is(items[1].from, "Softwre"));
	assert_true(slice_is(items[1].to, "software"));
}

static void a_known_word_is_not_corrected(void **state)
{
	const struct correction *items;

	(void)state;
	assert_int_equal(
		textquery_corrections(
			read_query(TEXTQUERY_SEARCH, "designs seed node 設計"),
			&items),
		0);
}

static void a_corrected_word_scores_nine_tenths_of_the_word(void **state)
{
	struct text_scores good;
	struct text_scores bad;

	(void)state;
	good = text_world_run(&world, read_query(TEXTQUERY_RANK, "designer"),
			      NULL);
	bad = text_world_run(&world, read_query(TEXTQUERY_RANK, "desiner"),
			     NULL);
	assert_true(bad.scores[3] < good.scores[3]);
	assert_true(bad.scores[3] > .9 * good.scores[3] - 1e-9);
}

static void relaxing_is_told(void **state)
{
	struct text_scores r;

	(void)state;
	r = text_world_run(&world, read_query(TEXTQUERY_SEARCH, "驗設計"),
			   NULL);
	assert_int_equal(r.count, 0);
	assert_false(r.relaxed);
	r = text_world_run(&world, read_query(TEXTQUERY_SEARCH, "設計實習"),
			   NULL);
	assert_int_equal(r.count, 2);
	assert_false(r.relaxed);
	r = text_world_run(&world, read_query(TEXTQUERY_SEARCH, "青年創新"),
			   NULL);
	assert_int_equal(r.count, 1);
	assert_true(r.relaxed);
}

static void the_gate_limits_what_is_matched(void **state)
{
	const struct textquery *q = read_query(TEXTQUERY_SEARCH, "designer");
	uint64_t gate = UINT64_C(1) << 12;
	struct text_scores r = text_world_run(&world, q, &gate);

	(void)state;
	assert_int_equal(r.count, 1);
	assert_true(r.matched[0] == gate);
	assert_true(r.scores[12] > 0);
	assert_true(r.scores[3] == 0);
}

static void a_query_is_empty_without_letters(void **state)
{
	(void)state;
	assert_true(textquery_is_empty(read_query(TEXTQUERY_SEARCH, " ?! ")));
	assert_false(textquery_is_empty(read_query(TEXTQUERY_SEARCH, "a")));
}

static void a_title_of_average_length_scores_what_self_says(void **state)
{
	static const char *const own[] = {"alpha 設計", "beta 實習",
					  "alpha 基金", NULL};
	struct text_world w;
	const struct textquery *q;
	struct text_scores r;

	(void)state;
	text_world_open(&w, NULL, own);
	q = textquery_read(w.arena, w.analyser, w.index, TEXTQUERY_RANK,
			   SLICE("alpha 設計 zzzz"));
	r = text_world_run(&w, q, NULL);
	assert_true(r.scores[0] > .95 * textquery_self(w.index, q));
	assert_true(r.scores[0] < 1.05 * textquery_self(w.index, q));
	assert_true(r.scores[2] < .6 * textquery_self(w.index, q));
	text_world_close(&w);
}

static void a_query_that_is_nowhere_has_no_self(void **state)
{
	(void)state;
	assert_true(textquery_self(world.index,
				   read_query(TEXTQUERY_RANK, "qqq")) == 0);
}

static void a_translated_title_gains_nothing(void **state)
{
	static const char *const own[] = {"design intern", "design intern",
					  "cook", NULL};
	struct text_world w;
	struct text_scores r;

	(void)state;
	text_world_open(&w, NULL, own);
	w.docs[1].in[FIELD_TITLE][LANG_ZH_HANT] = SLICE("設計見習");
	w.docs[1].in[FIELD_TITLE][LANG_ZH_HANS] = SLICE("设计见习");
	w.docs[1].in[FIELD_TITLE][LANG_PT] = SLICE("design intern");
	text_world_index(&w);
	r = text_world_run(&w,
			   textquery_read(w.arena, w.analyser, w.index,
					  TEXTQUERY_RANK, SLICE("intern")),
			   NULL);
	assert_true(r.scores[0] > 0);
	assert_true(r.scores[0] == r.scores[1]);
	text_world_close(&w);
}

static void a_rare_alias_does_not_outweigh_the_word(void **state)
{
	static const char group[] =
		"{\"groups\":[{\"weight\":0.8,\"members\":"
		"{\"en\":[\"internship\",\"placement\"]}}]}";
	static const char *const own[] = {"internship one", "internship two",
					  "internship three", "placement four",
					  NULL};
	struct text_world w;

	(void)state;
	text_world_open(&w, group, own);
	assert_string_equal(
		text_world_order(&w, TEXTQUERY_SEARCH, "internship"),
		"0 1 2 3");
	text_world_close(&w);
}

/* The shorter member would meet two of the three words by itself. */
static void the_longest_member_at_a_place_wins(void **state)
{
	static const char nested[] =
		"{\"groups\":[{\"weight\":0.8,\"members\":"
		"{\"en\":[\"alpha beta\"],\"zh-Hant\":[\"甲乙丙\"]}},"
		"{\"weight\":0.8,\"members\":"
		"{\"en\":[\"alpha beta gamma\"],\"zh-Hant\":[\"丁戊己\"]}}]}";
	static const char *const own[] = {"丁戊己", "甲乙丙", NULL};
	struct text_world w;

	(void)state;
	text_world_open(&w, nested, own);
	assert_string_equal(
		text_world_order(&w, TEXTQUERY_SEARCH, "alpha beta gamma"),
		"0");
	assert_string_equal(
		text_world_order(&w, TEXTQUERY_SEARCH, "alpha beta"), "1");
	text_world_close(&w);
}

/* Same documents in another order: the same scores, to the last bit. */
/* 41 words of 69 and, by its grams alone, one more: 60 %. */
static void all_words_of_a_long_search_are_matched(void **state)
{
	const char *one_title[2] = {NULL, NULL};
	struct text_world w;
	struct buf title, query;

	(void)state;
	buf_init(&title, 4096);
	buf_init(&query, 4096);
	for (int i = 0; i < 68; i++) {
		buf_print(&query, "%s%d ", i < 41 ? "w" : "zz", i);
		if (i < 41)
			buf_print(&title, "w%d ", i);
	}
	buf_add_text(&title, "Rechtsanwaltsgehilfe");
	buf_add_char(&title, '\0');
	one_title[0] = title.p;
	text_world_open(&w, NULL, one_title);
	assert_string_equal(text_world_order(&w, TEXTQUERY_SEARCH, "zz"), "-");
	buf_add_text(&query, "anwaltsgehilfen");
	buf_add_char(&query, '\0');
	assert_string_equal(text_world_order(&w, TEXTQUERY_SEARCH, query.p),
			    "0");
	text_world_close(&w);
	buf_done(&title);
	buf_done(&query);
}

static void the_order_of_documents_changes_no_bit(void **state)
{
	const char *turned[COUNT(titles)];
	size_t n = COUNT(titles) - 1;
	struct text_world w;

	(void)state;
	for (size_t i = 0; i < n; i++)
		turned[i] = titles[(i * 7 + 3) % n];
	turned[n] = NULL;
	text_world_open(&w, synonyms, turned);
	for (size_t k = 0; k < COUNT(rows); k++) {
		struct text_scores a = text_world_run(
			&world, read_query(rows[k].mode, rows[k].query), NULL);
		struct text_scores b = text_world_run(
			&w,
			textquery_read(w.arena, w.analyser, w.index,
				       rows[k].mode, slice_of(rows[k].query)),
			NULL);

		for (size_t i = 0; i < n; i++)
			assert_memory_equal(&a.scores[(i * 7 + 3) % n],
					    &b.scores[i], sizeof(double));
	}
	text_world_close(&w);
}

static void explanations_add_up(void **state)
{
	(void)state;
	for (size_t k = 0; k < COUNT(rows); k++) {
		const struct textquery *q =
			read_query(rows[k].mode, rows[k].query);
		struct text_scores r = text_world_run(&world, q, NULL);

		for (uint32_t d = 0; d < world.count; d++) {
			struct evidence items[TEXTQUERY_EVIDENCE_MAX];
			struct explained doc = {d, &world.docs[d]};
			double sum = 0;
			size_t n;

			if (r.scores[d] == 0)
				continue;
			assert_true(fabs(textquery_score(q, d) - r.scores[d]) <
				    1e-9);
			n = textquery_explain(world.arena, world.analyser, q,
					      &doc, items);
			assert_true(n > 0);
			for (size_t i = 0; i < n; i++) {
				assert_true(items[i].found.n > 0);
				assert_true(items[i].typed.n > 0);
				sum += items[i].share;
			}
			assert_true(fabs(sum - 1) < 1e-9);
		}
	}
}

static struct told {
	const char *name;
	const char *query;
	uint32_t doc;
	const char *typed;
	const char *found;
	enum match_how how;
} told[] = {
	{"told: the word", "tester", 10, "tester", "tester", MATCH_WORD},
	{"told: the stem", "engineers", 9, "engineers", "Engineering",
	 MATCH_STEM},
	{"told: the correction", "desiner", 3, "desiner", "designer",
	 MATCH_TYPO},
	{"told: the synonym in its script", "estágio", 1, "estágio", "實習",
	 MATCH_SYNONYM},
	{"told: a synonym of several words", "種子基金", 4, "種子基金",
	 "Venture capital", MATCH_SYNONYM},
	{"told: the grams", "anwaltsgehilfen", 13, "anwaltsgehilfen",
	 "Rechtsanwaltsgehilfe", MATCH_GRAM},
	{"told: the longest stretch of a run", "軟件設計實習", 2, "設計實習",
	 "设计实习", MATCH_WORD},
};

static void tells_why(void **state)
{
	const struct told *t = *state;
	const struct textquery *q = read_query(TEXTQUERY_RANK, t->query);
	struct evidence items[TEXTQUERY_EVIDENCE_MAX];
	struct explained doc = {t->doc, &world.docs[t->doc]};

	assert_true(textquery_explain(world.arena, world.analyser, q, &doc,
				      items) > 0);
	assert_string_equal(arena_copy(world.arena, items[0].typed).p,
			    t->typed);
	assert_string_equal(arena_copy(world.arena, items[0].found).p,
			    t->found);
	assert_string_equal(match_how_word(items[0].how),
			    match_how_word(t->how));
	assert_int_equal(items[0].field, FIELD_TITLE);
}

/* Texts that could cost: each ends, within the limits of a query. */
static void odd_and_endless_texts_stay_bounded(void **state)
{
	static const char *const pieces[] = {
		"a",
		"設",
		"設計",
		"internship ",
		"\xED\xA0\x80",
		"👨‍👩‍👧",
		"\xEE\x90\x8C",
		"種子基金 venture capital ",
		"a-b ",
		"a.b",
	};
	size_t bytes = 10 << 20;
	char *text = malloc(bytes);

	(void)state;
	assert_non_null(text);
	for (size_t i = 0; i < COUNT(pieces); i++) {
		size_t each = strlen(pieces[i]);
		struct slice s = {text, bytes - bytes % each};

		for (size_t at = 0; at + each <= bytes; at += each)
			memcpy(text + at, pieces[i], each);
		for (int m = 0; m < 2; m++) {
			struct arena *a = arena_new(0);
			const struct textquery *q =
				textquery_read(a, world.analyser, world.index,
					       (enum textquery_mode)m, s);

			text_world_run(&world, q, NULL);
			assert_true(textquery_self(world.index, q) >= 0);
			assert_true(arena_bytes(a) < 8 << 20);
			arena_free(a);
		}
	}
	free(text);
}

static int open_world(void **state)
{
	(void)state;
	text_world_open(&world, synonyms, titles);
	return 0;
}

static int close_world(void **state)
{
	(void)state;
	text_world_close(&world);
	return 0;
}

enum { PLAIN = 15 };

int main(void)
{
	struct CMUnitTest tests[PLAIN + COUNT(rows) + COUNT(told)] = {
		cmocka_unit_test(a_correction_is_told),
		cmocka_unit_test(a_known_word_is_not_corrected),
		cmocka_unit_test(
			a_corrected_word_scores_nine_tenths_of_the_word),
		cmocka_unit_test(relaxing_is_told),
		cmocka_unit_test(the_gate_limits_what_is_matched),
		cmocka_unit_test(a_query_is_empty_without_letters),
		cmocka_unit_test(
			a_title_of_average_length_scores_what_self_says),
		cmocka_unit_test(a_query_that_is_nowhere_has_no_self),
		cmocka_unit_test(a_translated_title_gains_nothing),
		cmocka_unit_test(a_rare_alias_does_not_outweigh_the_word),
		cmocka_unit_test(the_longest_member_at_a_place_wins),
		cmocka_unit_test(all_words_of_a_long_search_are_matched),
		cmocka_unit_test(the_order_of_documents_changes_no_bit),
		cmocka_unit_test(explanations_add_up),
		cmocka_unit_test(odd_and_endless_texts_stay_bounded),
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		tests[PLAIN + i].name = rows[i].name;
		tests[PLAIN + i].test_func = finds_in_order;
		tests[PLAIN + i].initial_state = &rows[i];
	}
	for (size_t i = 0; i < COUNT(told); i++) {
		tests[PLAIN + COUNT(rows) + i].name = told[i].name;
		tests[PLAIN + COUNT(rows) + i].test_func = tells_why;
		tests[PLAIN + COUNT(rows) + i].initial_state = &told[i];
	}
	return cmocka_run_group_tests_name("textquery", tests, open_world,
					   close_world);
}
