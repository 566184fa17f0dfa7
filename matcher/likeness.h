/*
 * likeness - how alike two titles are, in whatever languages they have.
 *
 * By their terms as the analyser folds them, without stems: twice those that
 * both have, over those of the two together (Dice).  The best pair of
 * languages counts, so that a Traditional title meets a Simplified one.
 */
#ifndef MATCHER_LIKENESS_H
#define MATCHER_LIKENESS_H

#include "base/lang.h"

struct analyser;
struct arena;

enum { LIKENESS_TERMS_MAX = 256 };

/* The terms of one title, to be compared with many. */
struct likeness {
	size_t count[LANG__COUNT];
	const unsigned long long *terms[LANG__COUNT]; /* hashes, ascending */
};

/* Terms beyond LIKENESS_TERMS_MAX of a language are not looked at. */
struct likeness likeness_of(struct arena *a, struct analyser *analyser,
			    const struct text *title);

/* 0..100; 0 when either has no term. */
int likeness_hundredths(const struct likeness *x, const struct likeness *y);

#endif
