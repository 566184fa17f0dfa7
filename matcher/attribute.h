/* attribute - one row of attributes.json; the parts of vocabulary.c. */
#ifndef MATCHER_ATTRIBUTE_H
#define MATCHER_ATTRIBUTE_H

#include "matcher/vocabulary.h"

/* All but what names other attributes. */
void attribute_read(struct arena *a, const struct vocabulary *v,
		    const struct jr *n, struct attr *to, struct faults *f);

/* From which attributes it is worked out. */
void attribute_link(const struct vocabulary *v, const struct jr *n,
		    struct attr *to, struct faults *f);

/*
 * `members` of a list: key -> the attribute that it is like, or "number" for
 * the year.  The copies keep `derive` of that attribute, so that vocabulary.c
 * finds level and year by it.
 */
const struct schema *attribute_elements(struct arena *a,
					const struct vocabulary *v,
					const struct jr *n, struct faults *f);

#endif
