/*
 * retire - forgets whose an application was that came to nothing.
 *
 * It stays for reports, with a random number in the place of the person, which
 * is kept beside the account nowhere.  Octets that SQLite leaves in the file are
 * the caller's to clear, as after an erasure.
 */
#ifndef STORE_RETIRE_H
#define STORE_RETIRE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/slice.h"

struct arena;
struct db;

struct retire_ids {
	size_t count;
	struct slice *items;
};

/* Ended before then, up to `limit`; of accounts that are not erased. */
MUST_USE enum err retire_due(struct db *db, struct arena *a, int64_t before_us,
			     size_t limit, struct retire_ids *ret_ids);

/* In the transaction of the caller.  ERR_NOT_FOUND: there is none. */
MUST_USE enum err retire_application(struct db *db, struct slice id,
				     struct slice stand_in);

#endif
