/*
 * analyse(): its tokens, one row a text, and what holds for any bytes.
 *
 * Tokens are written term[from,to) in order; "|" stands before one that is
 * colocated.  Stems are left out but in the rows that say so, where they are
 * written en:stem and pt:stem.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/compiler.h"
#include "base/utf8.h"
#include "matcher/analyse.h"

static struct analyser *analyser;

enum { PLACES = 1, STEMS = 2 };

static struct row {
	const char *name;
	enum analyse_mode mode;
	int show;
	const char *text;
	const char *want;
} rows[] = {
	{"words are split and folded", ANALYSE_DOCUMENT, PLACES,
	 "Junior Analyst, 2026", "junior[0,6) analyst[7,14) 2026[16,20)"},
	{"+ and # stay at the end of a word", ANALYSE_DOCUMENT, 0,
	 "C++ c# F#, A+ b+c g+++ #1 ++", "c++ c# f# a+ b c g++ 1"},
	{"an inner dot gives three forms", ANALYSE_DOCUMENT, PLACES, "Node.js.",
	 "node.js[0,7) |nodejs[0,7) |node[0,4)"},
	{"a leading dot stays before a letter", ANALYSE_DOCUMENT, 0,
	 ".NET .5 ...so x. c#.net", ".net 5 so x c# .net"},
	{"numbers keep their dot", ANALYSE_DOCUMENT, 0, "3.5", "3.5 |35 |3"},
	{"two parts with a hyphen are also one", ANALYSE_DOCUMENT, PLACES,
	 "Start-up now", "start[0,5) |startup[0,8) up[6,8) now[9,12)"},
	{"the hyphen of Unicode too", ANALYSE_DOCUMENT, 0, "e‐mail",
	 "e |email mail"},
	{"three parts stay three", ANALYSE_DOCUMENT, 0, "a-b-c d - e f-1",
	 "a b c d e f 1"},
	{"a final 's is dropped", ANALYSE_DOCUMENT, 0,
	 "women's men’s don't O'Shea s", "women men don t o shea s"},
	{"/ and _ split", ANALYSE_DOCUMENT, 0, "and/or snake_case",
	 "and or snake case"},
	{"digits and letters do not split", ANALYSE_DOCUMENT, 0, "Web3 b2b H5",
	 "web3 b2b h5"},
	{"both stems stand beside the word", ANALYSE_DOCUMENT, STEMS,
	 "Internships", "internships |en:internship |pt:internships"},
	{"no stem under four letters, with digits or symbols", ANALYSE_DOCUMENT,
	 STEMS, "its web3s node.js", "its web3s node.js |nodejs |node"},
	{"the Portuguese stem sees the accents", ANALYSE_DOCUMENT, STEMS,
	 "informações informação",
	 "informacoes |en:informaco |pt:inform "
	 "informacao |en:informacao |pt:inform"},
	{"a joined word has its stems", ANALYSE_DOCUMENT, STEMS, "co-ops",
	 "co |coops |en:coop |pt:coops ops"},
	{"accents are dropped, composed or not", ANALYSE_DOCUMENT, PLACES,
	 "ção e\xCC\x81t\xC3\xA9", "cao[0,5) ete[6,12)"},
	{"full width is folded", ANALYSE_DOCUMENT, PLACES, "ＡＢＣ＋＋",
	 "abc++[0,15)"},
	{"a ligature keeps its place", ANALYSE_DOCUMENT, PLACES, "ﬁx Ⅲ",
	 "fix[0,4) iii[5,8)"},
	{"zero width inside a word vanishes", ANALYSE_DOCUMENT, PLACES,
	 "in\xC2\xADtern\xE2\x80\x8Bship", "internship[0,15)"},
	{"Han gives characters and pairs", ANALYSE_DOCUMENT, PLACES, "設計師",
	 "设[0,3) |设计[0,6) 计[3,6) |计师[3,9) 师[6,9)"},
	{"a Han query gives pairs and the last character", ANALYSE_QUERY,
	 PLACES, "設計師", "设计[0,6) 计师[3,9) 师[6,9)"},
	{"one Han character is itself in a query", ANALYSE_QUERY, PLACES, "師",
	 "师[0,3)"},
	{"a run ends between Han and Latin", ANALYSE_QUERY, 0,
	 "IT業 AI工程師 3D打印 C++工程師",
	 "it 业 ai 工程 程师 师 3d 打印 印 "
	 "c++ 工程 程师 师"},
	{"half-width kana joins its dakuten", ANALYSE_DOCUMENT, PLACES, "ｶﾞ",
	 "ガ[0,6)"},
	{"a squared word keeps its place", ANALYSE_DOCUMENT, PLACES, "㈱あ",
	 "株[0,3) あ[3,6)"},
	{"a compatibility ideograph is the plain one", ANALYSE_DOCUMENT, 0,
	 "\xEF\xA4\x80\xE8\xB1\x88", "岂 |岂岂 岂"},
	{"old HKSCS is read", ANALYSE_DOCUMENT, PLACES,
	 "\xEE\x90\x8C\xE7\x94\x9F", "卫[0,3) |卫生[0,6) 生[3,6)"},
	{"Han of four bytes is Han", ANALYSE_QUERY, PLACES, "𠮷𨋢",
	 "𠮷䢂[0,8) 䢂[4,8)"},
	{"unknown private use separates", ANALYSE_QUERY, 0, "設\xEF\xA3\xBF計",
	 "设 计"},
	{"a variation selector inside a run vanishes", ANALYSE_QUERY, PLACES,
	 "設\xEF\xB8\x80計", "设计[0,9) 计[6,9)"},
	{"emoji, joined or not, separate", ANALYSE_QUERY, 0,
	 "設👨‍👩‍👧計 a🙂b", "设 计 a b"},
	{"bad UTF-8 separates", ANALYSE_DOCUMENT, PLACES,
	 "a\x80"
	 "b\xED\xA0\x80"
	 "c\xF8"
	 "d",
	 "a[0,1) b[2,3) c[6,7) d[8,9)"},
	{"Korean, Cyrillic and Hindi are words", ANALYSE_DOCUMENT, 0,
	 "한국 Привет हिन्दी", "한국 привет हिन्दी"},
	{"nothing gives nothing", ANALYSE_DOCUMENT, 0, " ,-. ", ""},
};

struct shown {
	struct buf out;
	int show;
};

static int show(void *ctx, unsigned flags, struct slice term, uint32_t from,
		uint32_t to)
{
	struct shown *s = ctx;

	if ((flags & TOKEN_STEM) && !(s->show & STEMS))
		return 0;
	if (s->out.n > 0)
		buf_add_char(&s->out, ' ');
	if (flags & TOKEN_COLOCATED)
		buf_add_char(&s->out, '|');
	if (flags & TOKEN_STEM) {
		buf_add_text(&s->out,
			     term.p[0] == TERM_ENGLISH_STEM ? "en:" : "pt:");
		term = slice_cut(term, 1, term.n);
	}
	buf_add_slice(&s->out, term);
	if (s->show & PLACES)
		buf_print(&s->out, "[%u,%u)", from, to);
	return 0;
}

static void shows(enum analyse_mode mode, int what, struct slice text,
		  const char *want)
{
	struct shown s = {.show = what};

	buf_init(&s.out, 4096);
	assert_int_equal(analyse(analyser, mode, text, show, &s), 0);
	buf_add_char(&s.out, '\0');
	assert_string_equal(s.out.p, want);
	buf_done(&s.out);
}

static void gives_the_tokens(void **state)
{
	const struct row *row = *state;

	shows(row->mode, row->show, slice_of(row->text), row->want);
}

static void a_nul_separates(void **state)
{
	(void)state;
	shows(ANALYSE_DOCUMENT, PLACES, SLICE("a\0b"), "a[0,1) b[2,3)");
}

/* Emitted tokens as bytes, to compare two analyses. */
static int record(void *ctx, unsigned flags, struct slice term, uint32_t from,
		  uint32_t to)
{
	struct buf *b = ctx;

	buf_print(b, "%u %u %u ", flags, from, to);
	buf_add_slice(b, term);
	buf_add_char(b, '\n');
	return 0;
}

static int record_terms(void *ctx, unsigned flags, struct slice term,
			uint32_t from, uint32_t to)
{
	struct buf *b = ctx;

	(void)from;
	(void)to;
	buf_print(b, "%u ", flags);
	buf_add_slice(b, term);
	buf_add_char(b, '\n');
	return 0;
}

static void twins_give_equal_terms(void **state)
{
	static const char *const twins[][2] = {
		{"創業孵化", "创业孵化"}, {"軟體設計實習生", "软体设计实习生"},
		{"綫上衞生", "線上衛生"}, {"FinTech創業", "fintech创业"},
		{"滙豐銀行", "汇丰银行"}, {"着重", "著重"},
		{"Résumé", "resume"},     {"ＩＴ業", "IT业"},
	};
	struct buf a;
	struct buf b;

	(void)state;
	buf_init(&a, 4096);
	buf_init(&b, 4096);
	for (size_t i = 0; i < COUNT(twins); i++) {
		buf_clear(&a);
		buf_clear(&b);
		analyse(analyser, ANALYSE_DOCUMENT, slice_of(twins[i][0]),
			record_terms, &a);
		analyse(analyser, ANALYSE_DOCUMENT, slice_of(twins[i][1]),
			record_terms, &b);
		if (i == 6) /* the Portuguese stemmer saw an accent */
			a.n = b.n = strlen("0 resume\n");
		assert_true(slice_eq(buf_slice(&a), buf_slice(&b)));
	}
	buf_done(&a);
	buf_done(&b);
}

struct once {
	struct slice want;
	unsigned plain; /* tokens that are neither stem nor joined */
};

static int expect_itself(void *ctx, unsigned flags, struct slice term,
			 uint32_t from, uint32_t to)
{
	struct once *o = ctx;

	(void)from;
	(void)to;
	if (flags & TOKEN_COLOCATED)
		return 0;
	o->plain++;
	assert_true(slice_eq(term, o->want));
	return 0;
}

/* A word, or a single Han character, analysed again is itself. */
static int analyse_again(void *ctx, unsigned flags, struct slice term,
			 uint32_t from, uint32_t to)
{
	char copy[ANALYSE_TERM_MAX];
	struct once o = {{copy, term.n}, 0};

	(void)from;
	(void)to;
	if (flags & TOKEN_STEM)
		return 0;
	if ((flags & TOKEN_HAN) && (flags & TOKEN_COLOCATED))
		return 0;
	memcpy(copy, term.p, term.n);
	analyse(ctx, ANALYSE_DOCUMENT, o.want, expect_itself, &o);
	assert_int_equal(o.plain, 1);
	return 0;
}

struct order {
	struct slice text;
	uint32_t last;
	bool any;
};

static bool is_border(struct slice text, uint32_t at)
{
	return at == text.n || ((unsigned char)text.p[at] & 0xC0) != 0x80 ||
	       at == 0;
}

static int expect_order(void *ctx, unsigned flags, struct slice term,
			uint32_t from, uint32_t to)
{
	struct order *o = ctx;

	assert_true(term.n > 0 && term.n <= ANALYSE_TERM_MAX);
	assert_true(from < to && to <= o->text.n);
	assert_true(from >= o->last);
	assert_true(o->any || !(flags & TOKEN_COLOCATED));
	o->last = from;
	o->any = true;
	return 0;
}

static uint32_t next_random(uint64_t *seed)
{
	*seed = *seed * UINT64_C(6364136223846793005) + 1442695040888963407u;
	return (uint32_t)(*seed >> 33);
}

/* Pieces that meet the rules, and bare bytes, in any order. */
static size_t random_text(uint64_t *seed, char *to, size_t size)
{
	static const char *const pieces[] = {
		"a",
		"Z",
		"ss",
		"9",
		"+",
		"#",
		".",
		"-",
		"'",
		"_",
		" ",
		"é",
		"ß",
		"İ",
		"ﬁ",
		"設",
		"计",
		"𨋢",
		"ｶ",
		"ﾞ",
		"㈱",
		"\xCC\x81",
		"\xE2\x80\x8D",
		"🙂",
		"한",
		"हि",
		"Ⅲ",
		"ﷺ",
		"'s",
		"\xEE\x90\x8C",
		"Ａ",
		"々",
		"ー",
		"\xE3\x82\x99",
	};
	size_t n = 0;

	while (n + 8 < size) {
		uint32_t pick = next_random(seed) % (COUNT(pieces) + 4);

		if (pick < COUNT(pieces)) {
			memcpy(to + n, pieces[pick], strlen(pieces[pick]));
			n += strlen(pieces[pick]);
		} else if (pick < COUNT(pieces) + 3) {
			char bytes[4];
			uint32_t code = next_random(seed) % 0x30000;
			size_t length = (size_t)utf8_encode(code, bytes);

			memcpy(to + n, bytes, length);
			n += length;
		} else {
			to[n++] = (char)next_random(seed);
		}
		if (next_random(seed) % 60 == 0)
			break;
	}
	return n;
}

static void holds_for(struct slice text, struct analyser *second)
{
	struct order o = {.text = text};
	struct buf document;
	struct buf aux;

	buf_init(&document, 1 << 20);
	buf_init(&aux, 1 << 20);
	analyse(analyser, ANALYSE_DOCUMENT, text, expect_order, &o);
	analyse(analyser, ANALYSE_DOCUMENT, text, analyse_again, second);
	analyse(analyser, ANALYSE_DOCUMENT, text, record, &document);
	analyse(analyser, ANALYSE_AUX, text, record, &aux);
	assert_true(slice_eq(buf_slice(&document), buf_slice(&aux)));
	buf_done(&document);
	buf_done(&aux);
}

static void any_bytes_give_tokens_in_order_that_stay_themselves(void **state)
{
	struct analyser *second = analyser_new();
	uint64_t seed = 20261124;
	char text[256];

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct slice s = {text, random_text(&seed, text, sizeof(text))};

		holds_for(s, second);
	}
	analyser_free(second);
}

static int expect_borders(void *ctx, unsigned flags, struct slice term,
			  uint32_t from, uint32_t to)
{
	const struct slice *text = ctx;

	(void)flags;
	(void)term;
	assert_true(is_border(*text, from) && is_border(*text, to));
	return 0;
}

static void every_code_point_alone_stays_itself_on_borders(void **state)
{
	struct analyser *second = analyser_new();

	(void)state;
	for (uint32_t code = 1; code <= 0x10FFFF; code++) {
		char bytes[4];
		struct slice text = {bytes, 0};

		if (code >= 0xD800 && code <= 0xDFFF)
			continue;
		text.n = (size_t)utf8_encode(code, bytes);
		analyse(analyser, ANALYSE_DOCUMENT, text, analyse_again,
			second);
		analyse(analyser, ANALYSE_DOCUMENT, text, expect_borders,
			&text);
	}
	analyser_free(second);
}

static int count_tokens(void *ctx, unsigned flags, struct slice term,
			uint32_t from, uint32_t to)
{
	(void)flags;
	(void)from;
	(void)to;
	assert_true(term.n <= ANALYSE_TERM_MAX);
	++*(unsigned *)ctx;
	return 0;
}

static void a_word_without_end_is_one_token(void **state)
{
	struct buf b;
	unsigned count = 0;

	(void)state;
	buf_init(&b, 16 << 20);
	for (int i = 0; i < 10 << 20; i++)
		buf_add_char(&b, 'a');
	analyse(analyser, ANALYSE_DOCUMENT, buf_slice(&b), count_tokens,
		&count);
	assert_int_equal(count, 1);
	buf_done(&b);
}

static int refuse(void *ctx, unsigned flags, struct slice term, uint32_t from,
		  uint32_t to)
{
	(void)flags;
	(void)term;
	(void)from;
	(void)to;
	return ++*(int *)ctx == 3 ? 42 : 0;
}

static void emit_may_end_the_analysis(void **state)
{
	int calls = 0;

	(void)state;
	assert_int_equal(analyse(analyser, ANALYSE_DOCUMENT,
				 SLICE("一二三四五六"), refuse, &calls),
			 42);
	assert_int_equal(calls, 3);
}

static void the_version_is_the_same_each_time(void **state)
{
	(void)state;
	assert_true(analyser_version() == analyser_version());
	assert_true(analyser_version() != 0);
}

static int open_analyser(void **state)
{
	(void)state;
	analyser = analyser_new();
	return 0;
}

static int close_analyser(void **state)
{
	(void)state;
	analyser_free(analyser);
	return 0;
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + 7] = {
		cmocka_unit_test(a_nul_separates),
		cmocka_unit_test(twins_give_equal_terms),
		cmocka_unit_test(
			any_bytes_give_tokens_in_order_that_stay_themselves),
		cmocka_unit_test(
			every_code_point_alone_stays_itself_on_borders),
		cmocka_unit_test(a_word_without_end_is_one_token),
		cmocka_unit_test(emit_may_end_the_analysis),
		cmocka_unit_test(the_version_is_the_same_each_time),
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		tests[i + 7].name = rows[i].name;
		tests[i + 7].test_func = gives_the_tokens;
		tests[i + 7].initial_state = &rows[i];
	}
	return cmocka_run_group_tests_name("analyse", tests, open_analyser,
					   close_analyser);
}
