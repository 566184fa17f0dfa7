/*
 * logins - who is signed in, so that it outlives a restart.
 *
 * Only the hash of a token is kept.  Whether a login still counts is not said
 * here: its epoch is compared with the account's by whoever looks it up.
 * Writers call inside a transaction.
 */
#ifndef STORE_LOGINS_H
#define STORE_LOGINS_H

#include "base/err.h"
#include "store/page.h"

struct arena;
struct db;

struct stored_login {
	struct slice hash; /* of the token */
	struct slice account;
	struct slice kind;   /* "cookie" or "bearer" */
	struct slice label;  /* browser or device, as it said */
	struct slice family; /* of bearers that follow one another; or empty */
	int64_t created_us;
	int64_t expires_us; /* unless used before */
	int64_t ends_us;    /* however often it is used */
	int64_t epoch;      /* of the account when it was made */
};

struct stored_logins {
	size_t count;
	struct stored_login *items;
};

/*
 * Makes it, or moves its expires_us and its epoch (an epoch that no account has
 * marks that it was ended); nothing else of one changes.
 */
MUST_USE enum err logins_put(struct db *db, const struct stored_login *login);

/* Expired or not.  ERR_NOT_FOUND. */
MUST_USE enum err logins_get(struct db *db, struct arena *a, struct slice hash,
			     struct stored_login *ret_login);

/* Every one that expires after then; slices during the call only. */
typedef enum err logins_visit(void *ctx, const struct stored_login *login);
MUST_USE enum err logins_each(struct db *db, int64_t after_us,
			      logins_visit *visit, void *ctx);

/* Oldest first; key: created_us and hash. */
MUST_USE enum err logins_of_account(struct db *db, struct arena *a,
				    struct slice account,
				    const struct page *page,
				    struct stored_logins *ret_logins);

/* What is not there is dropped already. */
MUST_USE enum err logins_drop(struct db *db, struct slice hash);
MUST_USE enum err logins_drop_all(struct db *db, struct slice account);
MUST_USE enum err logins_drop_family(struct db *db, struct slice account,
				     struct slice family);

/* Removes up to `limit` that expired before then. */
MUST_USE enum err logins_purge(struct db *db, int64_t before_us, size_t limit,
			       size_t *ret_count);

#endif
