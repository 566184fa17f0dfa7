/*
 * population - openings and profiles in the proportions of the real ones.
 *
 * Openings replay the rules of the shipped catalogue, in equal shares, with
 * bounds moved and values left out at random; profiles state about as much as
 * people do.  A pool of each is read once; larger numbers repeat its members in
 * random order.  Same seed, same population.
 *
 * Dense openings are the worst case that is still a rule: twelve tests in each,
 * on twelve facts that everybody states.
 *
 * What cannot be read ends the program with a message.
 */
#ifndef BENCH_POPULATION_H
#define BENCH_POPULATION_H

#include <stddef.h>
#include <stdint.h>

#include "matcher/judge.h"

struct arena;

enum { POOL_OPENINGS = 16384, POOL_PROFILES = 16384 };

struct population {
	const struct vocabulary *vocabulary;
	const struct judged *openings;       /* POOL_OPENINGS */
	const struct judged *dense;          /* POOL_OPENINGS / 16 */
	const struct facts *const *profiles; /* POOL_PROFILES */
	const struct facts *const *full;     /* that state everything */
	uint64_t seed;
};

void population_read(struct arena *a, const char *root, uint64_t seed,
		     struct population *ret_population);

/* Arrays of n from the pool, in random order. */
const struct judged *population_openings(struct arena *a,
					 const struct population *p, size_t n);
const struct judged *population_dense(struct arena *a,
				      const struct population *p, size_t n);
const struct facts *const *
population_profiles(struct arena *a, const struct population *p, size_t n);

#endif
