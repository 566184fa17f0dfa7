/*
 * lanes - 512 bits at a time, in vector registers.
 *
 * GNU C's vectors of 16 bytes, which every target of gcc and clang has or
 * imitates; four of them, by name, so that they stay in registers: an array of
 * words would be written back to memory in every round of a loop.
 */
#ifndef MATCHER_LANES_H
#define MATCHER_LANES_H

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/compiler.h"

enum { LANES_WORDS = 8, LANES_BYTES = 64 };

typedef uint64_t lane VECTOR(16);

struct lanes {
	lane a, b, c, d;
};

static inline struct lanes lanes_load(const uint64_t *words)
{
	struct lanes x;

	memcpy(&x.a, words, sizeof(x.a));
	memcpy(&x.b, words + 2, sizeof(x.b));
	memcpy(&x.c, words + 4, sizeof(x.c));
	memcpy(&x.d, words + 6, sizeof(x.d));
	return x;
}

static inline void lanes_store(uint64_t *words, struct lanes x)
{
	memcpy(words, &x.a, sizeof(x.a));
	memcpy(words + 2, &x.b, sizeof(x.b));
	memcpy(words + 4, &x.c, sizeof(x.c));
	memcpy(words + 6, &x.d, sizeof(x.d));
}

static inline struct lanes lanes_or(struct lanes x, struct lanes y)
{
	return (struct lanes){x.a | y.a, x.b | y.b, x.c | y.c, x.d | y.d};
}

static inline struct lanes lanes_and(struct lanes x, struct lanes y)
{
	return (struct lanes){x.a & y.a, x.b & y.b, x.c & y.c, x.d & y.d};
}

/* x and not y */
static inline struct lanes lanes_but(struct lanes x, struct lanes y)
{
	return (struct lanes){x.a & ~y.a, x.b & ~y.b, x.c & ~y.c, x.d & ~y.d};
}

static inline bool lanes_any(struct lanes x)
{
	lane all = x.a | x.b | x.c | x.d;

	return (all[0] | all[1]) != 0;
}

static inline struct lanes lanes_none(void)
{
	return (struct lanes){{0}, {0}, {0}, {0}};
}

#endif
