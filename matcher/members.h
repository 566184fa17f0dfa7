/* members - the members of a venture, and what follows from the list. */
#ifndef MATCHER_MEMBERS_H
#define MATCHER_MEMBERS_H

#include "matcher/facts.h"

/* The array of members into `to`; false after a fault. */
bool members_read(struct arena *a, const struct vocabulary *v,
		  const struct jr *n, struct facts *to, struct faults *f);

/* How many they are, and the like, into the venture's facts `of`. */
void members_derive(const struct vocabulary *v, const struct jr *n,
		    struct fact *of, const struct facts *to, struct faults *f);

#endif
