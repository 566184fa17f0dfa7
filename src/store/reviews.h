/*
 * reviews - what reviewers think of an application, and times to meet.
 *
 * Writers call inside a transaction.
 */
#ifndef STORE_REVIEWS_H
#define STORE_REVIEWS_H

#include "base/err.h"
#include "store/page.h"

struct arena;
struct db;

struct stored_score {
	struct slice application;
	struct slice reviewer; /* account, or a stand-in */
	int64_t score;         /* 0..100 */
	struct slice note_sealed;
	int64_t at_us;
};

struct stored_scores {
	size_t count;
	struct stored_score *items;
};

/* A reviewer's only one.  ERR_CONFLICT: no such application, or not 0..100. */
MUST_USE enum err reviews_put_score(struct db *db,
				    const struct stored_score *score);

/* Key: reviewer. */
MUST_USE enum err reviews_scores(struct db *db, struct arena *a,
				 struct slice application,
				 const struct page *page,
				 struct stored_scores *ret_scores);

struct stored_slot {
	struct slice id;
	struct slice application;
	int64_t starts_us;
	int64_t minutes;
	struct slice where_sealed;
	struct slice state; /* "proposed", "taken", "declined", "held",
			       "missed" */
	int64_t updated_us;
};

struct stored_slots {
	size_t count;
	struct stored_slot *items;
};

/* ERR_CONFLICT: the id is taken, or no such application. */
MUST_USE enum err reviews_insert_slot(struct db *db,
				      const struct stored_slot *slot);

/* ERR_NOT_FOUND. */
MUST_USE enum err reviews_get_slot(struct db *db, struct arena *a,
				   struct slice id,
				   struct stored_slot *ret_slot);

/*
 * ERR_STALE: its state is not `from`, or it is not there.  ERR_CONFLICT: the
 * application has another one taken.
 */
MUST_USE enum err reviews_move_slot(struct db *db, struct slice id,
				    struct slice from, struct slice to);

/* In order of time; key: starts_us and id. */
MUST_USE enum err reviews_slots(struct db *db, struct arena *a,
				struct slice application,
				const struct page *page,
				struct stored_slots *ret_slots);

#endif
