/*
 * traits - what openings are filtered, counted and wished by, in columns.
 *
 * Row i is opening i.  Openings share few different sets of places, of sectors
 * and of preferences, so a row holds the number of its list, and what a list is
 * worth is worked out once for all who have it.  Immutable.
 */
#ifndef MATCHER_TRAITS_H
#define MATCHER_TRAITS_H

#include <stddef.h>
#include <stdint.h>

#include "matcher/opening.h"

struct arena;
struct sections;

/* The different lists of one trait; list 0 is the empty one. */
struct trait_lists {
	size_t count;
	const struct place_list *items;
	const uint32_t *of;   /* by opening */
	const uint32_t *uses; /* by list: how many openings have it */
	/* By list and value of the vocabulary: 1 where one of the list equals,
	 * lies in or contains it. */
	const uint8_t *related;
};

struct traits {
	size_t count;
	const struct vocabulary *vocabulary;
	const uint8_t *kind, *status;
	const int32_t *opens, *closes, *starts, *confirmed; /* or DAY_NONE */
	const struct pay *const *pay; /* NULL: not comparable */
	const double *pay_max;        /* HKD a month; below 0: not comparable */
	const uint64_t *published;    /* bit by opening: not a draft */
	struct trait_lists places, sectors;
	const uint8_t *preferences; /* how many; 255: that or more */
	size_t organisation_count;  /* 0 is "not stated" */
	const struct slice *organisations;
	const uint32_t *organisation; /* by opening */
};

const struct traits *traits_new(struct arena *a, const struct vocabulary *v,
				const struct opening *const *openings,
				size_t n);

size_t traits_bytes(const struct traits *t); /* of memory taken */

/* Names the bytes that it is made of again; they live as long as t and `a`. */
void traits_save(struct arena *a, const struct traits *t, struct sections *to);

/*
 * Of n openings; the bytes are borrowed.  ERR_MALFORMED: they do not fit
 * together, or are not of this vocabulary.
 */
MUST_USE enum err traits_load(struct arena *a, const struct vocabulary *v,
			      size_t n, const struct sections *from,
			      const struct traits **ret_traits);

/*
 * One byte a row, 1 where opening_state() is open that day: what every match
 * and most searches ask, in a loop without a branch.
 */
void traits_open(const struct traits *t, int32_t day, uint8_t *ret_bytes);

/* opening_state() of row i. */
enum state traits_state(const struct traits *t, size_t i, int32_t day);

#endif
