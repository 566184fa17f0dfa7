/*
 * analyse - clusters to words (word.c) or to Han characters and pairs.
 *
 * A Han character is held back until what follows is known: another one makes
 * a pair, anything else ends the run.
 */
#include "matcher/analyse.h"

#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "base/compiler.h"
#include "base/utf8.h"
#include "matcher/cluster.h"
#include "matcher/fold.h"
#include "matcher/hash.h"
#include "matcher/stem.h"
#include "matcher/word.h"

/* Raised by hand when the rules change: every index is then rebuilt. */
enum { RULES_REVISION = 1 };

struct analyser {
	struct stemmers *stemmers;
};

struct han_char {
	char bytes[4];
	size_t n;
	uint32_t from;
	uint32_t to;
};

struct han_run {
	struct token_sink *sink;
	enum analyse_mode mode;
	unsigned count; /* of characters in the run so far */
	struct han_char last;
};

struct analyser *analyser_new(void)
{
	struct analyser *a = malloc(sizeof(*a));

	if (a == NULL)
		out_of_memory(sizeof(*a));
	a->stemmers = stemmers_new();
	return a;
}

void analyser_free(struct analyser *a)
{
	if (a == NULL)
		return;
	stemmers_free(a->stemmers);
	free(a);
}

static void emit_char(struct han_run *r, const struct han_char *c)
{
	struct token_sink *s = r->sink;

	if (s->stop == 0)
		s->stop =
			s->emit(s->ctx, TOKEN_HAN,
				(struct slice){c->bytes, c->n}, c->from, c->to);
}

static void emit_pair(struct han_run *r, unsigned flags,
		      const struct han_char *a, const struct han_char *b)
{
	struct token_sink *s = r->sink;
	char bytes[8];

	memcpy(bytes, a->bytes, a->n);
	memcpy(bytes + a->n, b->bytes, b->n);
	if (s->stop == 0)
		s->stop = s->emit(s->ctx, flags,
				  (struct slice){bytes, a->n + b->n}, a->from,
				  b->to);
}

static void push_han(struct han_run *r, uint32_t code, const struct cluster *c)
{
	struct han_char next = {.from = c->from, .to = c->to};

	next.n = (size_t)utf8_encode(code, next.bytes);
	if (r->count > 0 && r->mode == ANALYSE_QUERY) {
		emit_pair(r, TOKEN_HAN, &r->last, &next);
	} else if (r->count > 0) {
		emit_char(r, &r->last);
		emit_pair(r, TOKEN_HAN | TOKEN_COLOCATED, &r->last, &next);
	}
	r->last = next;
	r->count++;
}

static void end_han(struct han_run *r)
{
	if (r->count > 0)
		emit_char(r, &r->last);
	r->count = 0;
}

int analyse(struct analyser *a, enum analyse_mode mode, struct slice text,
	    analyse_emit *emit, void *ctx)
{
	struct cluster_reader reader = {text, 0};
	struct token_sink sink = {emit, ctx, 0};
	struct han_run run = {.sink = &sink, .mode = mode};
	struct word_reader words;
	struct cluster c;

	if (reader.text.n > ANALYSE_TEXT_MAX)
		reader.text.n = ANALYSE_TEXT_MAX;
	words_init(&words, &sink, a->stemmers);
	while (sink.stop == 0 && cluster_next(&reader, &c)) {
		for (unsigned i = 0; i < c.count; i++) {
			if (char_class_of(c.codes[i]) == CHAR_HAN) {
				words_end(&words);
				push_han(&run, c.codes[i], &c);
			} else {
				end_han(&run);
				words_push(&words, &c, i);
			}
		}
	}
	words_end(&words);
	end_han(&run);
	return sink.stop;
}

static int hash_token(void *ctx, unsigned flags, struct slice term,
		      uint32_t from, uint32_t to)
{
	uint64_t *h = ctx;
	uint32_t numbers[] = {flags, from, to};

	*h = hash_bytes(*h, numbers, sizeof(numbers));
	*h = hash_bytes(*h, term.p, term.n);
	return 0;
}

/* libstemmer does not tell its version: its answers are hashed instead. */
uint64_t analyser_version(void)
{
	static const char probe[] =
		"internships happiness relational employers studied generously "
		"formações estágios programadora empresas rapidamente trabalhar "
		"C++ Node.js start-up's 軟體設計實習生 ㈱ｶﾞ ﬁ É";
	struct analyser *a = analyser_new();
	uint32_t revision = RULES_REVISION;
	uint64_t h = fold_version();
	const char *unicode = utf8proc_version();

	h = hash_bytes(h, &revision, sizeof(revision));
	h = hash_bytes(h, unicode, strlen(unicode));
	analyse(a, ANALYSE_DOCUMENT, SLICE(probe), hash_token, &h);
	analyser_free(a);
	return h;
}
