/*
 * ventures - teams that apply together, and what becomes of them.
 *
 * The document is canonical JSON in the clear (facts, and the facts of members
 * without their names); the name and texts are sealed.  Events are only ever
 * appended: reports count them.  Writers call inside a transaction.
 */
#ifndef STORE_VENTURES_H
#define STORE_VENTURES_H

#include "base/err.h"
#include "store/page.h"

struct arena;
struct db;

struct stored_venture {
	struct slice id;
	struct slice lead; /* account; empty when it was erased */
	struct slice document;
	struct slice sealed;
	int64_t version; /* from 1, one more with each change */
	int64_t created_us;
	int64_t updated_us;
};

struct stored_ventures {
	size_t count;
	struct stored_venture *items;
};

/*
 * Replaces version `venture->version` of that lead; 0 makes the first.
 * ERR_STALE: another version or lead, or none.  ERR_CONFLICT: the id is taken.
 */
MUST_USE enum err ventures_put(struct db *db,
			       const struct stored_venture *venture,
			       int64_t *ret_version);
MUST_USE enum err ventures_get(struct db *db, struct arena *a, struct slice id,
			       struct stored_venture *ret_venture);

/*
 * Its lead gives it up: members, facts and texts go; the id stays, for what
 * reports count of it.  ERR_NOT_FOUND: none of that lead.
 */
MUST_USE enum err ventures_empty(struct db *db, struct slice id,
				 struct slice lead);

/* Key: id. */
MUST_USE enum err ventures_of_lead(struct db *db, struct arena *a,
				   struct slice lead, const struct page *page,
				   struct stored_ventures *ret_ventures);

struct stored_venture_member {
	struct slice venture;
	struct slice account;
	struct slice role; /* as the venture calls it */
	int64_t equity_hundredths;
	struct slice state; /* "asked" or "joined" */
	int64_t since_us;
};

struct stored_venture_members {
	size_t count;
	struct stored_venture_member *items;
};

/* Adds one, or changes role, equity and state; since_us stays. */
MUST_USE enum err ventures_put_member(struct db *db,
				      const struct stored_venture_member *m);

/* ERR_NOT_FOUND: is none. */
MUST_USE enum err ventures_remove_member(struct db *db, struct slice venture,
					 struct slice account);

/* Keys: account; venture (both as page->id). */
MUST_USE enum err ventures_members(struct db *db, struct arena *a,
				   struct slice venture,
				   const struct page *page,
				   struct stored_venture_members *ret_members);
MUST_USE enum err
ventures_of_account(struct db *db, struct arena *a, struct slice account,
		    const struct page *page,
		    struct stored_venture_members *ret_members);

struct stored_venture_event {
	struct slice venture;
	struct slice kind; /* "founded", "funded", "landed", "incorporated",
			      "alive", "closed", "employed" */
	int64_t day;       /* when it happened */
	struct slice city; /* place id, or empty */
	struct slice organisation; /* base or funder, or empty */
	int64_t amount_minor;      /* 0: none */
	struct slice currency;
	int64_t at_us;      /* when it was told */
	struct slice actor; /* account, or "system" */
	int64_t number;     /* from 1 for each venture; set by the store */
};

struct stored_venture_events {
	size_t count;
	struct stored_venture_event *items;
};

MUST_USE enum err ventures_append_event(struct db *db,
					const struct stored_venture_event *v);

/* In order; key: number. */
MUST_USE enum err ventures_events(struct db *db, struct arena *a,
				  struct slice venture, const struct page *page,
				  struct stored_venture_events *ret_events);

#endif
