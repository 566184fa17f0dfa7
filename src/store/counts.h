/*
 * counts - what is only counted and names no person; persons of imported
 * history, who have facts and no account.
 *
 * Days are days since 1970 at +08:00.  Writers call inside a transaction.
 */
#ifndef STORE_COUNTS_H
#define STORE_COUNTS_H

#include "base/err.h"
#include "store/page.h"

struct arena;
struct db;

/* An attempt to apply that the rules turned away. */
struct blocked_attempts {
	int64_t day;
	struct slice opening;
	struct slice test; /* the first that failed */
	struct slice channel;
	int64_t count;
};

struct blocked_list {
	size_t count;
	struct blocked_attempts *items;
};

struct day_span {
	int64_t from_day;
	int64_t to_day; /* both inside */
};

/* One more; `count` is not looked at. */
MUST_USE enum err counts_add_blocked(struct db *db,
				     const struct blocked_attempts *one);

/* Up to PAGE_MAX in order of day, opening, test, channel; after that or NULL. */
MUST_USE enum err counts_blocked(struct db *db, struct arena *a,
				 const struct day_span *span,
				 const struct blocked_attempts *after,
				 struct blocked_list *ret_list);

struct daily_count {
	int64_t day;
	struct slice name; /* of the counter */
	struct slice key;  /* kinds it is split by, spaces between */
	int64_t count;
};

struct daily_list {
	size_t count;
	struct daily_count *items;
};

/* Adds `count->count`. */
MUST_USE enum err counts_add(struct db *db, const struct daily_count *count);

/* Up to PAGE_MAX in order of day, name, key; after that or NULL. */
MUST_USE enum err counts_list(struct db *db, struct arena *a,
			      const struct day_span *span,
			      const struct daily_count *after,
			      struct daily_list *ret_list);

/* Facts are canonical JSON as in a profile. */
MUST_USE enum err persons_put(struct db *db, struct slice id,
			      struct slice facts);
MUST_USE enum err persons_get(struct db *db, struct arena *a, struct slice id,
			      struct slice *ret_facts); /* ERR_NOT_FOUND */

#endif
