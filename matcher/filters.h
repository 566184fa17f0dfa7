/*
 * filters - what narrows a list, and the facets that say how far.
 *
 * Places and sectors relate when one equals, lies in, or contains the other
 * (SEMANTICS 6): place=qianhai finds what is offered for all of Shenzhen, and
 * place=shenzhen what is offered in Qianhai.  Facets count by the same rule,
 * each without its own filter, before anything is cut off.
 */
#ifndef MATCHER_FILTERS_H
#define MATCHER_FILTERS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "matcher/opening.h"

struct arena;
struct leaf;

enum filter {
	FILTER_KIND,
	FILTER_PLACE,
	FILTER_SECTOR,
	FILTER_ORGANISATION,
	FILTER_STATUS,
	FILTER_PAY,
	FILTER_CLOSES,
	FILTER__COUNT,
	FILTER_FACETS = FILTER_STATUS + 1 /* those before have a facet */
};

struct filters {
	unsigned kinds;  /* bit i: enum kind i; 0: all */
	unsigned states; /* bit i: enum state i; 0: all but drafts */
	struct place_list places, sectors;
	struct id_list organisations;
	double pay_min;        /* HKD a month; 0: none */
	int32_t closes_before; /* on or before; DAY_NONE: none */
	int32_t day;           /* on which states are told */
};

/* Nothing is filtered, as seen on that day. */
struct filters filters_none(int32_t day);

/*
 * Each filter as a bitmap over a leaf, of openings that are shown; NULL: it is
 * not set, all pass.  Cheap where few different lists of places and
 * sectors stand for many openings.
 */
struct filter_sets {
	size_t words;
	const uint64_t *shown;
	const uint64_t *of[FILTER__COUNT];
};
struct filter_sets filters_read(struct arena *a, const struct leaf *leaf,
				const struct filters *f);

/* The openings that pass all but `skip`, within `among` (NULL: all). */
void filters_intersect(const struct filter_sets *sets, enum filter skip,
		       const uint64_t *among, uint64_t *ret_bitmap);

/* There may be thousands; places, sectors, kinds and states are all told. */
enum { FACET_ORGANISATIONS_MAX = 100 };

struct facet_value {
	struct slice value;
	size_t count;
};

struct facet {
	size_t count;
	const struct facet_value *values; /* count descending, then value */
};

/* One leaf to be counted; matched: a bitmap over it, NULL for all. */
struct facets_leaf {
	const struct leaf *leaf;
	const struct filter_sets *sets;
	const uint64_t *matched;
};

/* Over all the leaves; day: on which states are told.  No zero is told. */
struct facets_plan {
	size_t count; /* at least 1 */
	const struct facets_leaf *leaves;
	int32_t day;
};
void facets_count(struct arena *a, const struct facets_plan *p,
		  struct facet ret_facets[FILTER_FACETS]);

/* "kind", "place", "sector", "organisation", "status". */
const char *facet_word(enum filter f);

/* Whether any of the opening's values relates to value number `wanted`. */
bool values_relate(const struct values *v, const struct place_list *list,
		   size_t wanted);

#endif
