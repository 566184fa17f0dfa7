/*
 * feed - what changed, in the order in which it was committed.
 *
 * Every write of the record appends one row in its own transaction; the number
 * comes from a counter row, so that the order of numbers is the order of
 * commits and a follower that has seen `seq` misses nothing before it.  A row
 * names the thing and not what happened: the follower reads it again, and when
 * it is gone, it was removed.
 *
 * `part` tells apart writers that number for themselves; there is one, part 0.
 */
#ifndef STORE_FEED_H
#define STORE_FEED_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/slice.h"

struct arena;
struct db;

enum { FEED_PART = 0, FEED_PAGE_MAX = 4096 };

/*
 * A programme is an opening here: they share table and ids.  An account stands
 * for its role, state, epoch and memberships; a profile, named by its account,
 * for its consents too; an organisation for its verification too.
 */
enum feed_entity {
	FEED_OPENING,
	FEED_ORGANISATION,
	FEED_ACCOUNT,
	FEED_PROFILE,
	FEED_APPLICATION,
	FEED__COUNT
};

struct feed_change {
	int64_t seq;
	enum feed_entity entity;
	struct slice id;
};

struct feed_changes {
	size_t count;
	struct feed_change *items;
};

/* The number of the newest change; 0 before the first. */
MUST_USE enum err feed_position(struct db *db, int64_t *ret_seq);

/*
 * The changes after `seq`, oldest first, at most `limit` (up to FEED_PAGE_MAX).
 * A thing that changed twice is there twice.  They live in the arena.
 */
MUST_USE enum err feed_since(struct db *db, struct arena *a, int64_t seq,
			     size_t limit, struct feed_changes *ret_changes);

/* For the functions of src/store that write, in the transaction of the write. */
MUST_USE enum err feed_append(struct db *db, enum feed_entity entity,
			      struct slice id);

#endif
