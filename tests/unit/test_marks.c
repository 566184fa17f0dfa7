/*
 * What is marked in texts of mixed scripts: every byte of them, against the
 * tokens of the text that the query has too, and nothing else; without its
 * marks a text is what it was.
 *
 * Each text is one of those indexed, as it is where openings are shown.
 * BAYBRIDGE_SEED replays a run, 100,000 texts with BAYBRIDGE_TESTS_LONG=1.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/compiler.h"
#include "base/map.h"
#include "matcher/highlight.h"
#include "support/random.h"
#include "support/size_of_run.h"
#include "support/text_world.h"

enum { SEED = 20261203, TEXTS = 10000, TEXTS_LONG = 100000, BYTES_MAX = 400 };

static const char *const pieces[] = {"design",
				     "Designer",
				     "designers",
				     "start-up",
				     "startup",
				     "up",
				     "Node.js",
				     "nodejs",
				     "node",
				     "C++",
				     "c#",
				     ".NET",
				     "formação",
				     "formações",
				     "FORMACAO",
				     "résumé",
				     "intern's",
				     "web3",
				     "設計",
				     "设计師",
				     "實習生",
				     "习",
				     "前海青年",
				     "創業",
				     "业",
				     "衞生",
				     "卫",
				     "𨋢",
				     "𠮷野家",
				     "人人人",
				     "ＡＩ",
				     "ｶﾞｲﾄﾞ",
				     "ガイド",
				     "㈱",
				     "Ⅲ",
				     "ﬁnance",
				     "e\xCC\x81",
				     "\xEE\x90\x8C",
				     "한국",
				     "дизайн",
				     "🙂",
				     "👨‍👩‍👧",
				     "\x80",
				     "\xED\xA0\x80",
				     "\xC3",
				     "，",
				     "設\xEF\xB8\x80計",
				     "soft\xC2\xADware",
				     "software",
				     "a\xE2\x80\x8D"
				     "b"};

static const char *const between[] = {"",   "",   " ", " ", "-", ".",
				      "、", "\n", "/", "_", "'"};

static struct text_world world;

static struct slice some_text(struct arena *a, struct random *r, int most)
{
	struct buf b;
	struct slice s;

	buf_init(&b, 1 << 16);
	for (int n = random_range(r, 1, most); n > 0; n--) {
		buf_add_text(&b, pieces[random_below(r, (int)COUNT(pieces))]);
		buf_add_text(&b, between[random_below(r, (int)COUNT(between))]);
	}
	s = arena_copy(a, buf_slice(&b));
	buf_done(&b);
	return s;
}

/* What a query asks to be marked: its words with their forms, its pairs, and a
 * single character only where it stands alone. */
struct wanted {
	struct map *terms;
	struct slice single; /* of a run that may go on */
	bool in_run;
	struct arena *arena;
};

static void settle_single(struct wanted *w)
{
	if (w->single.n > 0)
		map_put(w->terms, w->single, w);
	w->single = SLICE("");
}

static int want_token(void *ctx, unsigned flags, struct slice term,
		      uint32_t from, uint32_t to)
{
	struct wanted *w = ctx;
	struct slice own = arena_copy(w->arena, term);

	(void)from;
	(void)to;
	if ((flags & TOKEN_HAN) && (flags & TOKEN_COLOCATED)) {
		w->single = SLICE(""); /* it begins a pair */
		w->in_run = true;
		map_put(w->terms, own, w);
		return 0;
	}
	if (!(flags & TOKEN_COLOCATED))
		settle_single(w);
	if (flags & TOKEN_HAN) {
		if (!w->in_run)
			w->single = own;
		w->in_run = false;
		return 0;
	}
	w->in_run = false;
	map_put(w->terms, own, w);
	return 0;
}

struct expecting {
	const struct wanted *wanted;
	bool marked[BYTES_MAX * 8];
};

static int expect_token(void *ctx, unsigned flags, struct slice term,
			uint32_t from, uint32_t to)
{
	struct expecting *e = ctx;

	(void)flags;
	if (map_get(e->wanted->terms, term) != NULL)
		memset(e->marked + from, true, to - from);
	return 0;
}

static void expect(struct arena *a, struct slice query, struct slice text,
		   struct expecting *ret)
{
	struct wanted *w = ARENA_NEW(a, struct wanted);

	assert_true(text.n < sizeof(ret->marked));
	w->arena = a;
	w->terms = map_new(a);
	analyse(world.analyser, ANALYSE_DOCUMENT, query, want_token, w);
	settle_single(w);
	memset(ret, 0, sizeof(*ret));
	ret->wanted = w;
	analyse(world.analyser, ANALYSE_DOCUMENT, text, expect_token, ret);
}

static bool is_border(struct slice text, size_t at)
{
	return at == 0 || at == text.n ||
	       ((unsigned char)text.p[at] & 0xC0) != 0x80 ||
	       /* octets of no character stand alone */
	       (unsigned char)text.p[at] == 0x80 ||
	       (unsigned char)text.p[at] == 0xA0;
}

static void same_marks(struct arena *a, struct slice query, struct slice text,
		       const struct text_range *ranges, size_t n)
{
	struct expecting *e = ARENA_NEW(a, struct expecting);
	bool *marked = ARENA_ARRAY(a, bool, text.n + 1);

	expect(a, query, text, e);
	for (size_t i = 0; i < n; i++) {
		assert_true(ranges[i].from < ranges[i].to &&
			    ranges[i].to <= text.n);
		assert_true(i == 0 || ranges[i].from > ranges[i - 1].to);
		assert_true(is_border(text, ranges[i].from) &&
			    is_border(text, ranges[i].to));
		memset(marked + ranges[i].from, true,
		       ranges[i].to - ranges[i].from);
	}
	for (size_t at = 0; at < text.n; at++) {
		if (marked[at] != e->marked[at])
			fail_msg("<%.*s> in <%.*s>: byte %zu is%s marked",
				 SLICE_ARG(query), SLICE_ARG(text), at,
				 marked[at] ? "" : " not");
	}
}

/* With brackets, which no text has, and without them again. */
static void marks_come_off(struct arena *a, struct slice text,
			   const struct text_range *ranges, size_t n)
{
	char *with = arena_take(a, text.n + 2 * n + 1);
	char *without = arena_take(a, text.n + 1);
	size_t w = 0, o = 0, next = 0;

	for (size_t at = 0; at <= text.n; at++) {
		if (next < n && at == ranges[next].to) {
			with[w++] = ']';
			next++;
		}
		if (next < n && at == ranges[next].from)
			with[w++] = '[';
		if (at < text.n)
			with[w++] = text.p[at];
	}
	assert_int_equal(w, text.n + 2 * n);
	for (size_t i = 0; i < w; i++) {
		if (with[i] != '[' && with[i] != ']')
			without[o++] = with[i];
	}
	assert_true(slice_eq((struct slice){without, o}, text));
}

static void texts_are_marked_to_the_byte(void **state)
{
	struct arena *a = arena_new(0);
	size_t marked = 0, tried = 0;
	struct random r;

	(void)state;
	random_seed(&r, seed_of_run(SEED) + 1);
	for (size_t i = 0; i < world.count; i++) {
		struct slice text = world.docs[i].in[FIELD_TITLE][LANG_EN];
		const struct correction *corrections;
		const struct text_range *ranges;
		const struct textquery *q;
		struct slice query;
		size_t n;

		arena_reset(a);
		query = some_text(a, &r, 5);
		q = textquery_read(a, world.analyser, world.index,
				   random_chance(&r, 50) ? TEXTQUERY_SEARCH
							 : TEXTQUERY_RANK,
				   query);
		/* What is marked then is another word: told elsewhere. */
		if (textquery_corrections(q, &corrections) > 0)
			continue;
		n = highlight(a, world.analyser, q, text, &ranges);
		same_marks(a, query, text, ranges, n);
		marks_come_off(a, text, ranges, n);
		marked += n > 0;
		tried++;
	}
	print_message("%zu texts, %zu of them with marks\n", tried, marked);
	assert_true(tried > world.count / 2 && marked > tried / 4);
	arena_free(a);
}

/* Those who mark ask for AUX; what is indexed is DOCUMENT. */
struct tokens {
	struct buf b;
};

static int note_token(void *ctx, unsigned flags, struct slice term,
		      uint32_t from, uint32_t to)
{
	struct tokens *t = ctx;

	buf_print(&t->b, "%u %u %u ", flags, from, to);
	buf_add_slice(&t->b, term);
	return 0;
}

static void a_text_to_be_marked_has_the_tokens_of_a_document(void **state)
{
	struct tokens document, aux;

	(void)state;
	buf_init(&document.b, 1 << 20);
	buf_init(&aux.b, 1 << 20);
	for (size_t i = 0; i < world.count; i += 5) {
		struct slice text = world.docs[i].in[FIELD_TITLE][LANG_EN];

		buf_clear(&document.b);
		buf_clear(&aux.b);
		analyse(world.analyser, ANALYSE_DOCUMENT, text, note_token,
			&document);
		analyse(world.analyser, ANALYSE_AUX, text, note_token, &aux);
		assert_true(
			slice_eq(buf_slice(&document.b), buf_slice(&aux.b)));
	}
	buf_done(&document.b);
	buf_done(&aux.b);
}

static int open_world(void **state)
{
	static const char *const none[] = {NULL};
	struct random r;

	(void)state;
	random_seed(&r, seed_of_run(SEED));
	text_world_open(&world, NULL, none);
	world.count = size_of_run(TEXTS, TEXTS_LONG);
	world.docs = ARENA_ARRAY(world.arena, struct textdoc, world.count);
	for (size_t d = 0; d < world.count; d++)
		world.docs[d].in[FIELD_TITLE][LANG_EN] =
			some_text(world.arena, &r, 12);
	text_world_index(&world);
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
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(texts_are_marked_to_the_byte),
		cmocka_unit_test(
			a_text_to_be_marked_has_the_tokens_of_a_document),
	};

	return cmocka_run_group_tests_name("marks", tests, open_world,
					   close_world);
}
