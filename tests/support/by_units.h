/*
 * by_units - what a search matches, worked out once more from its rules.
 *
 * Takes the analyser's tokens and FTS5's answers (fts.h), one a term, and
 * nothing else from the engine: its own reading of units, pairs, joined words,
 * synonym groups and the share that has to be met (docs/SEMANTICS.md).  What a
 * group is, where a member stands and which members a query holds is found by
 * trying each member at each place.
 *
 * Left out are words that nothing has: those are a matter of grams and
 * corrections.  by_units_known() takes them away.
 */
#ifndef SUPPORT_BY_UNITS_H
#define SUPPORT_BY_UNITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"
#include "support/fts.h"

struct analyser;
struct arena;
struct jr;

struct by_units;

/* `synonyms` as in config/vocabulary/synonyms.json; NULL: none. */
struct by_units *by_units_new(struct arena *a, struct analyser *an,
			      struct fts *fts, const struct jr *synonyms);

/* The same text, blanks in the place of words that nothing has. */
struct slice by_units_known(struct by_units *u, struct arena *a,
			    struct slice query);

struct by_units_answer {
	const uint64_t *matched; /* one bit a document */
	size_t count;
	bool is_relaxed;
	size_t parts; /* of the query: a word or a character each, or a pair */
};

struct by_units_answer by_units_match(struct by_units *u, struct arena *a,
				      struct slice query);

#endif
