/*
 * publish - the one place where a snapshot replaces another.
 *
 * Whoever has changed the record says so (publisher_apply) and returns when the
 * change is seen by every reader that pins from then on; a follower says so of
 * what other processes changed, and keeps the snapshot in shape: small leaves
 * are joined, and what has outgrown its base is built anew, both beside the
 * readers and the writer, who wait for the exchange alone.
 */
#ifndef APP_PUBLISH_H
#define APP_PUBLISH_H

#include <stddef.h>

#include "base/err.h"

struct db;
struct epoch;
struct publisher;
struct snapshot;
struct world;

/*
 * Takes over the first snapshot and publishes it.  The world is borrowed; an
 * analyser of its own is the publisher's.
 */
struct publisher *publisher_new(const struct world *w, struct epoch *snapshots,
				struct snapshot *first);
void publisher_free(struct publisher *p); /* NULL is fine */

/*
 * Any thread, with a connection of its own outside a transaction: all that is
 * committed is published when it returns.  As dear as what changed.
 */
MUST_USE enum err publisher_apply(struct publisher *p, struct db *db);

/*
 * One step to keep the snapshot in shape; *ret_did: there may be more to do.
 * One thread, whose analyser is that of the world given.
 */
MUST_USE enum err publisher_tend(struct publisher *p, const struct world *w,
				 struct db *db, bool *ret_did);

size_t publisher_openings(struct publisher *p);

#endif
