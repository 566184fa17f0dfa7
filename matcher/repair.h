/*
 * repair - the least that would have to change for an ineligible result.
 *
 * The smallest set of failed tests which, counted as passed, lift the verdict
 * out of ineligible.  No test on what can never change; of a test on time only
 * while waiting helps, which it cannot past a maximum or when the test looks at
 * a fixed day (`at` closes, starts or a date), nor when on the day it leads to
 * the result would be ineligible all the same.
 * What only grows (attr->grows) is never lowered.  An award never changes; a venture's members do, by effort, whatever is
 * measured of them.
 *
 * Sets are ordered by number of tests, number of time tests, latest day, then
 * document order: that of the first test in which they differ.  Tests that are
 * one literal (rule.h) are one step, named by the first of them.  The
 * programme's rule and the own rule are repaired separately, the steps of the
 * programme first.  A rule that is not in force is never repaired.
 */
#ifndef MATCHER_REPAIR_H
#define MATCHER_REPAIR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "matcher/judge.h"

struct arena;

struct repair_step {
	const struct test *test; /* its `negated` says which way it failed */
	/* A time test: the first day on which it is no longer false.  Else
	 * DAY_NONE. */
	int32_t when;
};

struct repair {
	size_t count;
	const struct repair_step *steps; /* in document order of each rule */
};

/* False: the result is not ineligible, or nothing can be done. */
bool repair_find(struct arena *a, const struct judged *j,
		 const struct facts *facts, int32_t as_of,
		 struct repair *ret_repair);

/* Ineligible by exactly one test that can still change.  Allocates nothing. */
bool repair_is_near_miss(const struct judged *j, const struct facts *facts,
			 int32_t as_of);

#endif
