/*
 * highlight - where a text has what a query asked for.
 *
 * Byte ranges of the source, on code-point borders, ascending, merged where
 * they touch.  Marked are the words, their stems and corrections, members of
 * synonym groups, and pairs of Han characters; a single Han character only
 * when the query's run had one.  Grams mark nothing.
 */
#ifndef MATCHER_HIGHLIGHT_H
#define MATCHER_HIGHLIGHT_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct analyser;
struct arena;
struct textquery;

struct text_range {
	uint32_t from;
	uint32_t to;
};

/* Linear in the text; the ranges live in the arena. */
size_t highlight(struct arena *a, struct analyser *an,
		 const struct textquery *q, struct slice text,
		 const struct text_range **ret_ranges);

#endif
