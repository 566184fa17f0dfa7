/*
 * follow - keeps the published snapshot as new as the record.
 *
 * A thread that looks at the feed position every so often and, when another
 * process (an import) has moved it, builds a new snapshot and publishes it.
 * Readers go on with the old one meanwhile.
 */
#ifndef APP_FOLLOW_H
#define APP_FOLLOW_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct db;
struct epoch;
struct follower;
struct world;

struct follow_plan {
	const struct world *world; /* its analyser is the follower's from now */
	struct db *db;             /* a reader, the follower's own */
	struct epoch *snapshots;
	int64_t interval_us;
};

/* Publishes the first snapshot before it returns.  Logs what fails. */
MUST_USE enum err follow_start(const struct follow_plan *plan,
			       struct follower **ret_follower);
void follow_stop(struct follower *f);

/* In the snapshot published last. */
size_t follow_openings(const struct follower *f);

#endif
