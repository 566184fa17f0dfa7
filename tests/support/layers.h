/*
 * layers - the same openings in one leaf, or moved about in several.
 *
 * What a snapshot tells must not depend on how its openings came to lie.
 */
#ifndef SUPPORT_LAYERS_H
#define SUPPORT_LAYERS_H

#include <stddef.h>

struct random;
struct snapshot;

/*
 * Documents of random_stall.h, in `leaves` leaves: the base has them all, and
 * some of them, drawn anew for each further leaf, were put there again as they
 * are.  To be freed by snapshot_free().
 */
struct snapshot *layers_new(struct random *r, const char *const *documents,
			    size_t n, size_t leaves);

/*
 * The next one, with `added` (of other ids than there are) in a leaf of its
 * own; `old` is gone.
 */
struct snapshot *layers_add(struct snapshot *old, const char *const *added,
			    size_t n);

#endif
