/*
 * revise - what has to be read again after a change.
 *
 * An opening is indexed together with its programme's rules and with the name
 * of its organisation, so that a change to one of those is a change to all that
 * name it.
 */
#ifndef MATCHER_REVISE_H
#define MATCHER_REVISE_H

#include <stdbool.h>
#include <stddef.h>

#include "matcher/opening.h"

struct arena;
struct snapshot;

/* Each at least once; those of openings are programmes' as well. */
struct changed_ids {
	struct id_list openings;
	struct id_list organisations;
};

/* The openings to be read again, each once, whether still there or not. */
struct id_list revise_affected(struct arena *a, const struct snapshot *s,
			       const struct changed_ids *changed);

/*
 * Leaves that are worth joining: [from, to), after the base, of about one
 * size; false: none.  So that a snapshot has few leaves and an
 * opening is indexed anew a few times only, however many are written.
 */
bool revise_may_join(const struct snapshot *s, size_t *ret_from,
		     size_t *ret_to);

/*
 * So much is new or gone that a base of its own is due: more than
 * REVISE_ADDED_MAX, or half as many as the base has and a few, or a
 * REVISE_GONE_SHARE of it.
 */
bool revise_is_due(const struct snapshot *s);

/* The last leaf takes up what comes next, instead of one more being made. */
bool revise_extends_last(const struct snapshot *s);

enum {
	REVISE_LEAF_MIN = 8,     /* a smaller last leaf takes more up */
	REVISE_ALIKE = 3,        /* leaves of one size that are joined */
	REVISE_ADDED_MAX = 4096, /* beside the base */
	REVISE_GONE_SHARE = 50   /* a fiftieth of the base */
};

#endif
