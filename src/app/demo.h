/*
 * demo - people that are made up, each labelled so, for `baybridge demo`.
 *
 * All of it follows from the seed but keys, ids and passwords.  Inside a
 * writer's transaction; one thread.
 */
#ifndef APP_DEMO_H
#define APP_DEMO_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "people/hands.h"

struct catalogue;
struct opening;
struct profile;
struct rates;
struct vocabulary;

/* xorshift64* (Vigna 2016): the same numbers on every machine. */
struct demo_random {
	uint64_t state;
};
struct demo_random demo_seed(uint64_t seed);
int demo_below(struct demo_random *r, int n); /* 0..n-1 */
int demo_range(struct demo_random *r, int least, int most);

struct demo_seeker {
	struct slice account;
	const struct profile *profile; /* as it was put */
	struct slice name;
};

struct demo {
	struct arena *arena;
	const struct vocabulary *vocabulary;
	const struct rates *rates;
	const struct catalogue *catalogue; /* demo/openings.json */
	struct hands hands;
	struct demo_random random;
	int32_t today;

	/* Made by demo_people(); the first seeker is who signs in. */
	struct slice poster; /* owns the first organisation */
	struct slice password, address_of_seeker, address_of_poster;
	struct demo_seeker *seekers;
	size_t seeker_count;
	size_t applications, placements; /* made by demo_work() */
};

enum { DEMO_SEEKERS = 240 };

/* `stored`: the one password of the accounts that sign in, hashed. */
MUST_USE enum err demo_people(struct demo *d, struct slice stored);

/* What they applied for, what became of it, and where they started. */
MUST_USE enum err demo_work(struct demo *d);

/* As of how long ago: a moment during the day, `days` before today. */
int64_t demo_moment(struct demo *d, int days);

#endif
