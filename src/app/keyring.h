/* keyring - the master key of a database, for whoever opens one. */
#ifndef APP_KEYRING_H
#define APP_KEYRING_H

#include "base/err.h"

struct arena;
struct config;
struct db;
struct keys;

/*
 * The key of this database, or a new one where nothing was sealed with any; its
 * name is kept.  `db` is the writer, outside a transaction.  The cause of a
 * refusal is logged.
 */
MUST_USE enum err keyring_open(struct arena *a, const struct config *c,
			       struct db *db, struct keys **ret_keys);

/* The key that is there, to read with.  ERR_NOT_FOUND, and so on: logged. */
MUST_USE enum err keyring_find(struct arena *a, const struct config *c,
			       struct keys **ret_keys);

#endif
