/*
 * suitability - how well an opening suits each profile: the fit of the opening
 * to the profile (candidates.h), exactly for one row and from above for all.
 */
#ifndef MATCHER_SUITABILITY_H
#define MATCHER_SUITABILITY_H

#include <stdint.h>

#include "matcher/fit.h"
#include "matcher/opening_text.h"
#include "matcher/people.h"
#include "matcher/scan.h"

struct suitability_query {
	struct analyser *analyser;
	const struct people *people;
	const struct segment *segment;
	size_t opening;
	int32_t as_of;
	const uint64_t *gate; /* the rows that come into question */
};

struct suitability {
	const struct people *people;
	const struct opening *opening;
	size_t number; /* of the opening */
	struct weights weights;
	struct opening_text text;
	const struct scan *preferences; /* one each: who meets it */
	const uint16_t *skill; /* from above, of TEXT_MOST; NULL: no weight */
	const uint16_t *pref;  /* likewise */
	/* By row: no fit is greater, in hundredths; 0 where it is 0. */
	const uint16_t *most;
};

void suitability_prepare(struct arena *a, const struct suitability_query *q,
			 struct suitability *ret);

/* `f` has the profile's skills and occupations. */
struct fit suitability_of(const struct suitability *s, const struct fitter *f,
			  size_t row);

#endif
