/*
 * follow - keeps the published snapshot as new as the record, and in shape.
 *
 * A thread that looks every so often at what other processes (an import) have
 * changed, has it published, and then tends the snapshot (publish.h).  Readers
 * go on meanwhile.
 */
#ifndef APP_FOLLOW_H
#define APP_FOLLOW_H

#include <stdint.h>

#include "base/err.h"

struct db;
struct follower;
struct publisher;
struct world;

struct follow_plan {
	const struct world *world; /* its analyser is the follower's from now */
	struct db *db;             /* a reader, the follower's own */
	struct publisher *publisher;
	int64_t interval_us;
};

/* Logs what fails. */
MUST_USE enum err follow_start(const struct follow_plan *plan,
			       struct follower **ret_follower);
void follow_stop(struct follower *f);

#endif
