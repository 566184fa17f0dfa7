/*
 * typo - the word that was probably meant by one that occurs nowhere.
 *
 * Distance: optimal string alignment, a transposition of neighbours counting
 * as one (Damerau 1964).  1 for words of 4 letters or more, 2 from 8 on.
 * Candidates come from deletion neighbourhoods of prefixes (Garbe's SymSpell),
 * verified by the distance; the pick is by distance, then document frequency,
 * then bytes.  Letters only; never for Han, never without telling the user.
 */
#ifndef MATCHER_TYPO_H
#define MATCHER_TYPO_H

#include <stddef.h>

#include "base/err.h"
#include "base/slice.h"

struct arena;
struct sections;
struct term;
struct typo_index;

enum {
	TYPO_DF_MIN = 2,      /* of a word that may be suggested */
	TYPO_LETTERS_MIN = 4, /* of a word that may be wrong */
	TYPO_TWO_MIN = 8,     /* ... and twice so */
	TYPO_LETTERS_MAX = 32
};

/* `words` are borrowed one by one, the array is not. */
const struct typo_index *
typo_index_build(struct arena *a, const struct term *const *words, size_t n);

/* Names the bytes that it is made of again; they live as long as x and `a`. */
void typo_index_save(struct arena *a, const struct typo_index *x,
		     struct sections *to);

/* Over the same terms, by id; the bytes are borrowed.  ERR_MALFORMED. */
MUST_USE enum err typo_index_load(struct arena *a, const struct term *terms,
				  size_t term_count,
				  const struct sections *from,
				  const struct typo_index **ret_index);

/* NULL when nothing is near enough. */
const struct term *typo_correct(const struct typo_index *x, struct slice word);

size_t typo_index_bytes(const struct typo_index *x);

#endif
