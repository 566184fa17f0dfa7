/*
 * bounds - documents by what each can be worth at most, the most first.
 *
 * Who looks for the best k where an exact value is dear takes documents in
 * falling order of their bounds, values them, and stops once the k-th exact
 * value is above bounds_rest(): no other can come before it.
 *
 * Each batch is one pass over all of them, most of which are refused by one
 * comparison; nothing is sorted but the batch.
 */
#ifndef MATCHER_BOUNDS_H
#define MATCHER_BOUNDS_H

#include <stddef.h>
#include <stdint.h>

struct arena;

struct bound {
	float most; /* at least the value; 0 or more, finite */
	uint32_t doc;
};

struct bounds;

/* Borrows the items, which stay as they are. */
struct bounds *bounds_new(struct arena *a, const struct bound *items, size_t n);

/*
 * The same of numbered rows in several sets, which are bits.  A row's bound is
 * in its set's array, and no bound of a word is above that of its 64 rows.
 */
struct bound_rows {
	uint32_t first; /* the number of row 0; ascending by set */
	size_t words;
	const uint64_t *rows;
	const float *bounds, *tops;
};
struct bounds *bounds_of_rows(struct arena *a, const struct bound_rows *sets,
			      size_t n);

/*
 * The next `want` (above 0) in falling order, equal ones by document; fewer
 * where no more are left.
 */
size_t bounds_take(struct bounds *b, size_t want, const struct bound **ret);

/* Those not taken that are worth `floor` or more, in the order of the items. */
size_t bounds_above(const struct bounds *b, float floor, struct bound **ret);

/* What none of those not taken exceeds; -1: all are taken. */
double bounds_rest(const struct bounds *b);

#endif
