/* person - the facts object of a profile, a member or a venture. */
#ifndef MATCHER_PERSON_H
#define MATCHER_PERSON_H

#include "matcher/facts.h"

enum facts_holder {
	HOLDER_PROFILE, /* attributes of any scope */
	HOLDER_MEMBER,  /* not those of a venture */
	HOLDER_VENTURE, /* not those of a person */
};

/* Each member of the object n into `of`; awards into `to`. */
void person_read(struct arena *a, const struct vocabulary *v,
		 const struct jr *n, enum facts_holder holder, struct fact *of,
		 struct facts *to, struct faults *f);

/*
 * What follows: education and year of awards, and for computed attributes that
 * which they are counted from.
 */
void person_derive(struct arena *a, const struct vocabulary *v, struct fact *of,
		   struct facts *to, struct faults *f);

#endif
