/* highlight: [marks] in the source, one row a query and a text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/compiler.h"
#include "matcher/highlight.h"
#include "support/random.h"
#include "support/text_world.h"

static const char *const titles[] = {
	"internship designer software",
	"設計實習生 種子基金 venture capital",
	"Node.js 種",
	"designer internship",
	NULL,
};

static const char synonyms[] =
	"{\"groups\":[{\"weight\":0.8,\"members\":{\"en\":"
	"[\"venture capital\"],\"zh-Hant\":[\"種子基金\"]}},"
	"{\"weight\":0.8,\"members\":{\"en\":[\"internship\"],"
	"\"zh-Hans\":[\"实习\"]}}]}";

static struct row {
	const char *name;
	const char *query;
	const char *text;
	const char *want;
} rows[] = {
	{"Simplified marks Traditional", "设计实习", "軟體設計實習生",
	 "軟體[設計實習]生"},
	{"and Simplified", "设计实习", "软体设计实习生", "软体[设计实习]生"},
	{"pairs of another order mark nothing", "習計", "軟體設計實習生",
	 "軟體設計實習生"},
	{"a run marks only its pairs", "設計學", "設立設計部", "設立[設計]部"},
	{"ranges that touch are one", "設計 實習", "設計實習", "[設計實習]"},
	{"one character marks itself", "種", "種子與種", "[種]子與[種]"},
	{"a word, its case and accents", "designer", "DESIGNER, Desígner!",
	 "[DESIGNER], [Desígner]!"},
	{"a stem marks the whole word", "internship", "two internships",
	 "two [internships]"},
	{"a correction marks what it found", "desiner", "a designer",
	 "a [designer]"},
	{"a synonym in another script", "internship", "暑期實習計劃",
	 "暑期[實習]計劃"},
	{"a synonym of several words", "種子基金", "for Venture Capital, seed",
	 "for [Venture Capital], seed"},
	{"its words alone are not marked", "種子基金", "venture and capital",
	 "venture and capital"},
	{"a dotted word", "nodejs", "Use Node.js!", "Use [Node.js]!"},
	{"the parts of a joined word", "start-up", "a startup, a start-up",
	 "a startup, a [start]-[up]"},
	{"full width keeps its place", "designer", "ｄｅｓｉｇｎｅｒ２",
	 "ｄｅｓｉｇｎｅｒ２"},
	{"full width is marked whole", "designer", "（ｄｅｓｉｇｎｅｒ）",
	 "（[ｄｅｓｉｇｎｅｒ]）"},
	{"emoji stay outside", "設計", "🙂設計👨‍👩‍👧",
	 "🙂[設計]👨‍👩‍👧"},
	{"nothing asked, nothing marked", "", "designer", "designer"},
};

static struct text_world world;

static void marks(const char *query, struct slice text, struct buf *out)
{
	const struct textquery *q =
		textquery_read(world.arena, world.analyser, world.index,
			       TEXTQUERY_SEARCH, slice_of(query));
	const struct text_range *ranges;
	size_t n = highlight(world.arena, world.analyser, q, text, &ranges);
	size_t at = 0;

	for (size_t i = 0; i < n; i++) {
		assert_true(ranges[i].from >= at &&
			    ranges[i].to > ranges[i].from &&
			    ranges[i].to <= text.n);
		assert_true(i == 0 || ranges[i].from > ranges[i - 1].to);
		buf_add_slice(out, slice_cut(text, at, ranges[i].from));
		buf_add_char(out, '[');
		buf_add_slice(out,
			      slice_cut(text, ranges[i].from, ranges[i].to));
		buf_add_char(out, ']');
		at = ranges[i].to;
	}
	buf_add_slice(out, slice_cut(text, at, text.n));
}

static void marks_the_text(void **state)
{
	const struct row *row = *state;
	struct buf out;

	buf_init(&out, 4096);
	marks(row->query, slice_of(row->text), &out);
	buf_add_char(&out, '\0');
	assert_string_equal(out.p, row->want);
	buf_done(&out);
}

static int keep_terms(void *ctx, unsigned flags, struct slice term,
		      uint32_t from, uint32_t to)
{
	struct buf *b = ctx;

	(void)flags;
	(void)from;
	(void)to;
	buf_add_char(b, ' ');
	buf_add_slice(b, term);
	buf_add_char(b, ' ');
	return 0;
}

/* What is marked, analysed alone, holds a pair or word of the query. */
static bool shares_a_term(struct slice marked, const struct buf *query)
{
	struct buf own;
	bool shared = false;
	struct slice rest;

	buf_init(&own, 1 << 16);
	analyse(world.analyser, ANALYSE_QUERY, marked, keep_terms, &own);
	rest = buf_slice(&own);
	while (rest.n > 0 && !shared) {
		struct slice term = slice_split(rest, ' ', &rest);

		shared = term.n > 0 &&
			 memmem(query->p, query->n, term.p, term.n) != NULL;
	}
	buf_done(&own);
	return shared;
}

static void what_is_marked_in_any_text_holds_the_query(void **state)
{
	static const char *const pieces[] = {
		"設",   "计", "实", "習",       "生",   " ",  "designer", "C++",
		"🙂", "é",  "ｄ", "種子基金", "\x80", "在", "Node.js",
	};
	struct random r;
	struct buf text;
	struct buf query;

	(void)state;
	random_seed(&r, 20261125);
	buf_init(&text, 1 << 16);
	buf_init(&query, 1 << 16);
	analyse(world.analyser, ANALYSE_DOCUMENT, SLICE("设计实习 designer"),
		keep_terms, &query);
	for (int i = 0; i < 5000; i++) {
		const struct textquery *q = textquery_read(
			world.arena, world.analyser, world.index,
			TEXTQUERY_SEARCH, SLICE("设计实习 designer"));
		const struct text_range *ranges;
		size_t n;

		buf_clear(&text);
		for (int k = random_range(&r, 1, 20); k > 0; k--)
			buf_add_text(
				&text,
				pieces[random_below(&r, (int)COUNT(pieces))]);
		n = highlight(world.arena, world.analyser, q, buf_slice(&text),
			      &ranges);
		for (size_t k = 0; k < n; k++)
			assert_true(shares_a_term(slice_cut(buf_slice(&text),
							    ranges[k].from,
							    ranges[k].to),
						  &query));
	}
	buf_done(&text);
	buf_done(&query);
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

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + 1] = {
		cmocka_unit_test(what_is_marked_in_any_text_holds_the_query),
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		tests[i + 1].name = rows[i].name;
		tests[i + 1].test_func = marks_the_text;
		tests[i + 1].initial_state = &rows[i];
	}
	return cmocka_run_group_tests_name("highlight", tests, open_world,
					   close_world);
}
