/*
 * many_pairs - openings and seekers drawn at random, as arrays.
 *
 * From random_rules.h, read by the engine only.  Everything lives in the arena
 * given.
 */
#ifndef SUPPORT_MANY_PAIRS_H
#define SUPPORT_MANY_PAIRS_H

#include "matcher/judge.h"
#include "support/rule_pair.h"

struct many_openings {
	size_t count;
	const struct opening_pair *pairs;
	const struct judged *judged;
};

struct many_seekers {
	size_t count;
	const struct seeker_pair *pairs;
	const struct facts *const *facts;
};

void many_openings_draw(struct arena *a, const struct words *w,
			struct random *r, size_t count,
			struct many_openings *ret);
void many_seekers_draw(struct arena *a, const struct words *w, struct random *r,
		       size_t count, struct many_seekers *ret);

#endif
