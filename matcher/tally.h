/*
 * tally - for each document how many of some bitmaps it is in.
 *
 * Counts are kept bit by bit, one bitmap a binary digit, so that 64 documents
 * are counted by a few operations on words.  Up to TALLY_MAX bitmaps.
 */
#ifndef MATCHER_TALLY_H
#define MATCHER_TALLY_H

#include <stddef.h>
#include <stdint.h>

struct arena;

enum { TALLY_DIGITS = 8, TALLY_MAX = 255 };

struct tally {
	struct arena *arena;
	size_t words;
	unsigned count;                 /* of bitmaps added */
	uint64_t *digits[TALLY_DIGITS]; /* NULL until counts reach it */
};

struct tally tally_new(struct arena *a, size_t words);
void tally_clear(struct tally *t);
void tally_add(struct tally *t, const uint64_t *bitmap);

/* Sets the bits of those that are in `need` of them or more, and no others. */
void tally_reach(const struct tally *t, unsigned need, uint64_t *ret_bitmap);

#endif
