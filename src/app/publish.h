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
 * Takes the first snapshot from the file (snapshot_file.h) when it is there and
 * whole, held to the record document by document; from the record otherwise.
 * Publishes it.  All are borrowed; an analyser of its own is the publisher's.
 * Logs what fails.
 */
struct publish_plan {
	const struct world *world;
	struct epoch *snapshots;
	const char *file; /* of the base, for the next start; NULL: none */
};
MUST_USE enum err publisher_open(const struct publish_plan *plan,
				 struct db *reader,
				 struct publisher **ret_publisher);
void publisher_close(struct publisher *p); /* NULL is fine */

/*
 * Any thread, with a connection of its own outside a transaction: all that is
 * committed is published when it returns.  As dear as what changed.
 */
MUST_USE enum err publisher_apply(struct publisher *p, struct db *db);

/*
 * One step to follow what other processes changed, and to keep the snapshot in
 * shape and its base in the file; *ret_did: there may be more to do.  A change
 * too large for a leaf, an import, is published as a new base, whole.
 * One thread, whose analyser is that of the world given.
 */
MUST_USE enum err publisher_tend(struct publisher *p, const struct world *w,
				 struct db *db, bool *ret_did);

/*
 * The file of the base goes, and is written again with the next look.  Any
 * thread.  ERR_INTERNAL: it could not be removed; logged.
 */
MUST_USE enum err publisher_forget(struct publisher *p);

size_t publisher_openings(struct publisher *p);

#endif
