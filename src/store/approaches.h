/*
 * approaches - seekers that an organisation invited to apply, and organisations
 * that a seeker is no candidate for.
 *
 * Writers call inside a transaction.
 */
#ifndef STORE_APPROACHES_H
#define STORE_APPROACHES_H

#include <stdbool.h>

#include "base/err.h"
#include "store/page.h"

struct arena;
struct db;

struct stored_approach {
	struct slice opening;
	struct slice person; /* account */
	struct slice organisation;
	struct slice by; /* account, or a stand-in */
	int64_t at_us;
};

/* ERR_CONFLICT: the person was invited there already. */
MUST_USE enum err approaches_insert(struct db *db,
				    const struct stored_approach *approach);
MUST_USE enum err approaches_have(struct db *db, struct slice opening,
				  struct slice person, bool *ret_has);

/* Of an organisation since then, for its quota. */
MUST_USE enum err approaches_since(struct db *db, struct slice organisation,
				   int64_t since_us, int64_t *ret_count);

struct stored_hidden {
	struct slice account;
	struct slice organisation;
	int64_t at_us;
};

struct stored_hidden_list {
	size_t count;
	struct stored_hidden *items;
};

/* Again changes nothing.  ERR_CONFLICT: there is no such account. */
MUST_USE enum err hidden_put(struct db *db, const struct stored_hidden *hidden);

/* ERR_NOT_FOUND: it was not. */
MUST_USE enum err hidden_remove(struct db *db, struct slice account,
				struct slice organisation);
MUST_USE enum err hidden_has(struct db *db, struct slice account,
			     struct slice organisation, bool *ret_has);

/* Key: organisation, as page->id. */
MUST_USE enum err hidden_of_account(struct db *db, struct arena *a,
				    struct slice account,
				    const struct page *page,
				    struct stored_hidden_list *ret_list);

#endif
