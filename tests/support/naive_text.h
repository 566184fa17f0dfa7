/*
 * naive_text - the scorer again, slow and simple, to hold the fast one against.
 *
 * It takes the analyser's tokens and nothing else from the engine: no index,
 * no postings, no merging.  It knows words, stems, Han runs and grams; it does
 * not know synonyms, corrections and words with hyphen or dot.
 */
#ifndef SUPPORT_NAIVE_TEXT_H
#define SUPPORT_NAIVE_TEXT_H

#include "base/arena.h"
#include "matcher/textindex.h"

struct naive_text;

struct naive_text *naive_text_new(struct arena *a, struct analyser *an,
				  const struct textdoc *docs, size_t n);

/* One score a document, as of a ranking text of at most 64 parts. */
void naive_text_rank(struct naive_text *t, struct slice query,
		     double *ret_scores);

/* Whether a search matches the document; without grams, not relaxed. */
bool naive_text_matches(struct naive_text *t, struct slice query, size_t doc);

#endif
