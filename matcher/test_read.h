/* test_read - one test or quantifier of a criteria tree; part of criteria.c. */
#ifndef MATCHER_TEST_READ_H
#define MATCHER_TEST_READ_H

#include "matcher/criteria.h"

/* Whose attributes a test may name. */
enum criteria_place { PLACE_PROFILE, PLACE_MEMBER, PLACE_AWARD };

/* One rule while it is read. */
struct criteria_reading {
	struct arena *arena;
	const struct vocabulary *vocabulary;
	struct faults *faults;
	size_t test_count; /* those inside `where` as well */
	size_t id_count;   /* explicit ids, then all */
	struct slice ids[CRITERIA_TESTS_MAX];
	size_t count; /* of tests outside of `where` */
	struct test *tests[CRITERIA_TESTS_MAX];
};

/* False when a test of the rule has the id, or it is reserved. */
bool criteria_take_id(struct criteria_reading *r, struct slice id);

void test_read(struct criteria_reading *r, const struct jr *n,
	       enum criteria_place place, struct test *to);

/* `where` is left to criteria.c, which reads trees. */
void quantifier_read(struct criteria_reading *r, const struct jr *n,
		     enum criteria_place place, struct test *to,
		     struct quantifier *quantifier);

#endif
