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
struct snapshot;

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

/* Whether opening number i of the snapshot passes all filters but `skip`. */
bool filters_pass(const struct snapshot *s, size_t i, const struct filters *f,
		  enum filter skip);

struct facet_value {
	struct slice value;
	size_t count;
};

struct facet {
	size_t count;
	const struct facet_value *values; /* count descending, then value */
};

/* matched: a bitmap over the snapshot, NULL for all.  Zero counts are left out. */
void facets_count(struct arena *a, const struct snapshot *s,
		  const struct filters *f, const uint64_t *matched,
		  struct facet ret_facets[FILTER_FACETS]);

/* "kind", "place", "sector", "organisation", "status". */
const char *facet_word(enum filter f);

/* Whether any of the opening's values relates to value number `wanted`. */
bool values_relate(const struct values *v, const struct place_list *list,
		   size_t wanted);

#endif
