/*
 * fuzz_analyse - any bytes give tokens on borders, the same for DOCUMENT and
 * AUX; a term that is no stem, analysed again, is itself.
 */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "fuzz/fuzz_world.h"
#include "matcher/analyse.h"

struct walk {
	struct slice text;
	struct buf seen; /* every token, to compare two walks */
	uint32_t last;
};

static int take(void *ctx, unsigned flags, struct slice term, uint32_t from,
		uint32_t to)
{
	struct walk *w = ctx;
	size_t bad;

	ASSERT(term.n > 0 && term.n <= ANALYSE_TERM_MAX);
	ASSERT(from < to && to <= w->text.n);
	ASSERT(utf8_is_valid(slice_cut(w->text, from, to), &bad));
	ASSERT(utf8_is_valid(term, &bad));
	if ((flags & TOKEN_COLOCATED) == 0) {
		ASSERT(from >= w->last);
		w->last = from;
	}
	buf_print(&w->seen, "%u %u %u ", flags, (unsigned)from, (unsigned)to);
	buf_add_slice(&w->seen, term);
	return 0;
}

static void walk(struct walk *w, enum analyse_mode mode, struct slice text)
{
	*w = (struct walk){.text = text};
	buf_init(&w->seen, SIZE_MAX / 2);
	ASSERT(analyse(fuzz_world()->analyser, mode, text, take, w) == 0);
}

struct again {
	struct slice want;
	unsigned plain;
};

static int take_again(void *ctx, unsigned flags, struct slice term,
		      uint32_t from, uint32_t to)
{
	struct again *g = ctx;

	(void)from;
	(void)to;
	if (flags & TOKEN_COLOCATED)
		return 0;
	ASSERT(slice_eq(term, g->want));
	g->plain++;
	return 0;
}

static int analyse_term(void *ctx, unsigned flags, struct slice term,
			uint32_t from, uint32_t to)
{
	char copy[ANALYSE_TERM_MAX];
	struct again g = {{copy, term.n}, 0};

	(void)from;
	(void)to;
	/* A pair of characters is two tokens and itself beside the first. */
	if ((flags & TOKEN_STEM) != 0 ||
	    ((flags & TOKEN_HAN) != 0 && (flags & TOKEN_COLOCATED) != 0))
		return 0;
	memcpy(copy, term.p, term.n);
	ASSERT(analyse(ctx, ANALYSE_DOCUMENT, g.want, take_again, &g) == 0);
	ASSERT(g.plain == 1);
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = {(const char *)data, size};
	struct walk document, aux, query;
	struct analyser *second = analyser_new();

	walk(&document, ANALYSE_DOCUMENT, text);
	walk(&aux, ANALYSE_AUX, text);
	walk(&query, ANALYSE_QUERY, text);
	ASSERT(slice_eq(buf_slice(&document.seen), buf_slice(&aux.seen)));
	ASSERT((document.seen.n == 0) == (query.seen.n == 0));
	analyse(fuzz_world()->analyser, ANALYSE_DOCUMENT, text, analyse_term,
		second);
	analyser_free(second);
	buf_done(&document.seen);
	buf_done(&aux.seen);
	buf_done(&query.seen);
	return 0;
}
