/*
 * one_times - what a link in a letter stands for.
 *
 * Only the hash of a token is kept.  A link works once, for the purpose it was
 * made for, before it expires.  Writers call inside a transaction.
 */
#ifndef STORE_ONE_TIMES_H
#define STORE_ONE_TIMES_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/slice.h"

struct arena;
struct db;

struct stored_one_time {
	struct slice hash;    /* of the token */
	struct slice kind;    /* "verify", "reset", "email", "invite", "digest",
			      "check_in", "unsubscribe" */
	struct slice account; /* or empty */
	struct slice payload; /* what its maker needs again; sealed or ids */
	int64_t created_us;
	int64_t expires_us;
	int64_t used_us; /* 0: not yet */
};

/* ERR_CONFLICT: the hash is there already, or the kind has no meaning. */
MUST_USE enum err one_times_insert(struct db *db,
				   const struct stored_one_time *it);

/* Whatever became of it.  ERR_NOT_FOUND. */
MUST_USE enum err one_times_get(struct db *db, struct arena *a,
				struct slice hash,
				struct stored_one_time *ret_it);

/*
 * Uses the one of `want->hash`, at the time of now, and gives it back whole.
 * ERR_NOT_FOUND: there is none.  ERR_MALFORMED: it is for another purpose than
 * `want->kind`.  ERR_GONE: it was used, voided or has expired.
 */
MUST_USE enum err one_times_use(struct db *db, struct arena *a,
				const struct stored_one_time *want,
				struct stored_one_time *ret_it);

/* What an account has of a kind works no longer. */
MUST_USE enum err one_times_void(struct db *db, struct slice account,
				 struct slice kind);

/* Removes up to `limit` that expired before then. */
MUST_USE enum err one_times_purge(struct db *db, int64_t before_us,
				  size_t limit, size_t *ret_count);

#endif
