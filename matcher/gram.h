/*
 * gram - the runs of 3 and 4 letters in a word, its edges marked by "_".
 *
 * They carry what stems cannot: compounds, other languages, misspellings.
 * They are terms of a space of their own, in memory only.
 */
#ifndef MATCHER_GRAM_H
#define MATCHER_GRAM_H

#include "base/slice.h"

/* First byte of a gram's term; TERM_ENGLISH_STEM and so on are others. */
enum { TERM_GRAM = 0x03, GRAM_LETTERS_MIN = 3 };

typedef void gram_emit(void *ctx, struct slice term);

/*
 * First those of 3, then those of 4, each kind in order; a gram that stands
 * twice comes twice.  None for a word under GRAM_LETTERS_MIN or not in UTF-8.
 */
void grams_of(struct slice word, gram_emit *emit, void *ctx);

#endif
