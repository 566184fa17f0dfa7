/* fact_read - one value of a profile, by the type of its attribute. */
#ifndef MATCHER_FACT_READ_H
#define MATCHER_FACT_READ_H

#include "matcher/facts.h"

/*
 * False after a fault; the fact is then unknown.  Lists and computed attributes
 * are not read here.
 */
bool fact_read(struct arena *a, const struct attr *attr, const struct jr *n,
	       struct fact *to, struct faults *f);

/* A number within the attribute's bounds, whole where it has to be. */
bool fact_read_number(const struct attr *attr, const struct jr *n, double *ret,
		      struct faults *f);

/* The index of the value that n names, or -1 after a fault listing them. */
int fact_read_value(const struct values *v, const struct jr *n,
		    struct faults *f);

/* Open ids, ascending and without duplicates; false after a fault. */
bool fact_read_ids(struct arena *a, const struct jr *n, struct slice **ret_ids,
		   size_t *ret_count, struct faults *f);

/*
 * What a fact can be besides from what it follows: both must hold, so that the
 * narrower end counts on either side.  False when they contradict each other.
 */
bool fact_narrow(struct fact *fact, double lo, double hi);

/* The same value, however it was written. */
bool fact_eq(const struct attr *attr, const struct fact *a,
	     const struct fact *b);

#endif
