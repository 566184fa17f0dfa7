/*
 * trackers - "I applied there": a seeker's own notes of openings elsewhere.
 *
 * In no report.  Writers call inside a transaction.
 */
#ifndef STORE_TRACKERS_H
#define STORE_TRACKERS_H

#include "base/err.h"
#include "store/page.h"

struct arena;
struct db;

struct stored_tracker {
	struct slice account;
	struct slice opening;
	struct slice state; /* "saved", "applied", "interview", "offered",
			       "refused", "closed" */
	struct slice note_sealed;
	int64_t day;       /* applied, days since 1970; 0 none */
	int64_t remind_us; /* 0 never */
	int64_t updated_us;
};

struct stored_trackers {
	size_t count;
	struct stored_tracker *items;
};

/* Makes it or replaces it.  ERR_CONFLICT: no such account or state. */
MUST_USE enum err trackers_put(struct db *db, const struct stored_tracker *t);

/* ERR_NOT_FOUND. */
MUST_USE enum err trackers_remove(struct db *db, struct slice account,
				  struct slice opening);

/* Key: opening as id. */
MUST_USE enum err trackers_of_account(struct db *db, struct arena *a,
				      struct slice account,
				      const struct page *page,
				      struct stored_trackers *ret_trackers);

/* Reminders due by then, up to PAGE_MAX; after the last one read, or NULL. */
MUST_USE enum err trackers_due(struct db *db, struct arena *a, int64_t by_us,
			       const struct stored_tracker *after,
			       struct stored_trackers *ret_trackers);

#endif
