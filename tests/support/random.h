/*
 * random - numbers for tests that can be replayed from their seed.
 *
 * xorshift64* (Vigna, "An experimental exploration of Marsaglia's xorshift
 * generators, scrambled", 2016).  Same seed, same numbers, on every machine.
 */
#ifndef SUPPORT_RANDOM_H
#define SUPPORT_RANDOM_H

#include <stdbool.h>
#include <stdint.h>

struct random {
	uint64_t state;
};

void random_seed(struct random *r, uint64_t seed);
uint64_t random_next(struct random *r);
int random_below(struct random *r, int n);          /* 0..n-1, n > 0 */
int random_range(struct random *r, int lo, int hi); /* both inclusive */
bool random_chance(struct random *r, int percent);

#endif
