/*
 * cluster - source text as folded code points that know where they stand.
 *
 * A cluster is a code point with its combining marks (Unicode Standard Annex
 * 29, simplified).  It is folded as a whole: HKSCS private use, NFKC, case,
 * Latin marks, Han forms; so "ﬁ", "㈱", "ｶﾞ" keep the place of their source
 * although their length changes.  Zero-width characters, soft hyphens and
 * variation selectors vanish.
 */
#ifndef MATCHER_CLUSTER_H
#define MATCHER_CLUSTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

enum { CLUSTER_CODES_MAX = 64 };

enum char_class {
	CHAR_SEPARATOR,
	CHAR_HAN,
	CHAR_LETTER,
	CHAR_DIGIT,
	CHAR_MARK /* a combining mark that is kept: of no letter, nothing */
};

struct cluster_reader {
	struct slice text;
	size_t at;
};

struct cluster {
	uint32_t from;
	uint32_t to;
	unsigned count;
	unsigned marked_count;
	uint32_t codes[CLUSTER_CODES_MAX];
	/* The same with its Latin marks, for a stemmer that wants them. */
	uint32_t marked[CLUSTER_CODES_MAX];
};

/*
 * False at the end.  Bytes that are not strict UTF-8 come one by one as code
 * point 0.  `count` may be 0: then nothing is left of the cluster.
 */
bool cluster_next(struct cluster_reader *r, struct cluster *ret);

/* Of a folded code point. */
enum char_class char_class_of(uint32_t code);

#endif
