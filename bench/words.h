/* words - queries made of what openings say, so that they find some. */
#ifndef BENCH_WORDS_H
#define BENCH_WORDS_H

#include "base/slice.h"

struct arena;
struct random;
struct snapshot;

enum { WORDS_TAKEN = 3 };

/*
 * Words of the title or summary of one opening drawn at random: that one has
 * all of them.  Empty where it has too few.  They are copied into `a`.
 */
void words_of_some(struct arena *a, const struct snapshot *s, struct random *r,
		   struct slice ret_words[WORDS_TAKEN]);

#endif
