/*
 * answers - the answers to one question that differ for two rules.
 *
 * Full, exact values of one attribute, within what is known of it already: one
 * for each stretch of numbers or days between two bounds, each value of a
 * choice, each set of the values that the tests mention which is closed under
 * implication, each level for the keys they mention.
 */
#ifndef MATCHER_ANSWERS_H
#define MATCHER_ANSWERS_H

#include <stdbool.h>

#include "matcher/rule.h"

struct asking {
	const struct attr *attr;
	const struct fact *known;        /* what the profile says so far */
	const struct rule *const *rules; /* two, either may be NULL */
	const struct days *days;
	/* Is shown each answer; false ends the asking. */
	bool (*hear)(void *context, const struct fact *answer);
	void *context;
};

/*
 * True when every answer was heard and none ended it.  False as well when they
 * are more than QUESTION_ANSWERS_MAX, or cannot be told apart (a list).
 */
bool answers_all(const struct asking *q);

#endif
