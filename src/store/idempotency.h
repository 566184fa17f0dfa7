/*
 * idempotency - replies that a retried request is given again.
 *
 * Keys are per account and route.  The reply is written in the transaction of
 * the job, so that there is never one without the other.
 */
#ifndef STORE_IDEMPOTENCY_H
#define STORE_IDEMPOTENCY_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/slice.h"

struct arena;
struct db;

struct stored_reply {
	struct slice account;
	struct slice route; /* name of its row in the table of routes */
	struct slice key;
	struct slice request; /* hash of path and body */
	int64_t status;
	struct slice reply; /* the body */
	int64_t created_us;
};

/*
 * What was answered to the account, route, key and request of `want`.
 * ERR_NOT_FOUND: nothing yet, or before `want->created_us`, which the caller
 * sets to the oldest that still counts.  ERR_INVALID: another request had the
 * key.
 */
MUST_USE enum err idempotency_find(struct db *db, struct arena *a,
				   const struct stored_reply *want,
				   struct stored_reply *ret_reply);

/* ERR_CONFLICT: the key has a reply that was not made before `oldest_us`. */
MUST_USE enum err idempotency_insert(struct db *db,
				     const struct stored_reply *reply,
				     int64_t oldest_us);

/* Removes up to `limit` that were made before then. */
MUST_USE enum err idempotency_purge(struct db *db, int64_t before_us,
				    size_t limit, size_t *ret_count);

#endif
