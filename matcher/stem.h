/*
 * stem - English and Portuguese stems (libstemmer, Snowball).
 *
 * Both stems are taken of every word, because nothing says in which language
 * a word is.  A stemmer holds the buffer of its last answer: one thread at a
 * time.
 */
#ifndef MATCHER_STEM_H
#define MATCHER_STEM_H

#include "base/slice.h"

enum stem_language { STEM_ENGLISH, STEM_PORTUGUESE, STEM__COUNT };

struct stemmers;

struct stemmers *stemmers_new(void);
void stemmers_free(struct stemmers *s); /* NULL is fine */

/* `word` is folded; the stem lives until the next call for that language. */
struct slice stem_word(struct stemmers *s, enum stem_language l,
		       struct slice word);

#endif
