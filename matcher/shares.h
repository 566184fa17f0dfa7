/* shares - what some members of a venture own together, in percent. */
#ifndef MATCHER_SHARES_H
#define MATCHER_SHARES_H

#include <stddef.h>

#include "matcher/verdict.h"

struct fact;

/*
 * Adds up shares, member by member: who surely counts raises both ends, who may
 * raises the upper one.  A share that is not stated lies between 0 and what the
 * stated ones leave of 100; all of those together cannot exceed that rest.
 */
struct shares {
	double sure, possible;
	double stated;      /* of all members, counted or not */
	bool has_open_part; /* somebody who may count states no share */
};

void shares_add(struct shares *s, const struct fact *equity,
		enum verdict counts);
double shares_least(const struct shares *s);
double shares_most(const struct shares *s);

/* Sums of decimal parts, freed of what binary fractions add to them. */
double shares_round(double sum);

#endif
