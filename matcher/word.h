/*
 * word - from folded characters of other scripts than Han to words.
 *
 * What joins, what splits, which symbols
 * stay, which further forms stand at the same place.  A part of the analyser;
 * nobody else needs it.
 */
#ifndef MATCHER_WORD_H
#define MATCHER_WORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "matcher/analyse.h"
#include "matcher/cluster.h"

struct stemmers;

/* Where tokens go; `stop` is what emit returned, and nothing follows it. */
struct token_sink {
	analyse_emit *emit;
	void *ctx;
	int stop;
};

struct word {
	size_t n;
	size_t marked_n;
	size_t first_n;    /* bytes before the first inner dot; 0: none */
	uint32_t first_to; /* and where they end in the source */
	uint32_t from;
	uint32_t to;
	unsigned letters;
	bool digits;
	bool symbols;
	bool full; /* longer than a term may be: the rest is not kept */
	char text[ANALYSE_TERM_MAX];
	char marked[ANALYSE_TERM_MAX * 2];
};

enum word_state {
	WORD_BETWEEN,
	WORD_LEADING_DOT,
	WORD_INSIDE,
	WORD_AFTER_DOT,
	WORD_SUFFIX
};

struct word_reader {
	struct token_sink *sink;
	struct stemmers *stemmers;
	enum word_state state;
	uint32_t before; /* the separator just read; 0 at a start */
	uint32_t dot_from;
	char suffix[2];
	unsigned suffix_n;
	uint32_t suffix_to;
	bool chained;     /* the word began right after word and hyphen */
	bool possessive;  /* the word began right after word and apostrophe */
	bool has_pending; /* `pending` waits for what follows its hyphen */
	struct word pending;
	struct word word;
};

void words_init(struct word_reader *r, struct token_sink *sink,
		struct stemmers *stemmers);

/* The character c->codes[at], which is not Han. */
void words_push(struct word_reader *r, const struct cluster *c, unsigned at);

/* Han or the end of the text follows. */
void words_end(struct word_reader *r);

#endif
