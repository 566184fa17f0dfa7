/* awards - the list of a person's awards, and what follows from it. */
#ifndef MATCHER_AWARDS_H
#define MATCHER_AWARDS_H

#include "matcher/facts.h"

/* The array of awards as facts; false after a fault. */
bool awards_read(struct arena *a, const struct vocabulary *v,
		 const struct jr *n, struct facts *to, struct faults *f);

/*
 * Education and graduation year from the awards, or one award from those two.
 * `of` are the facts of the person, `to` what holds them.
 */
void awards_derive(struct arena *a, const struct vocabulary *v, struct fact *of,
		   struct facts *to, struct faults *f);

#endif
