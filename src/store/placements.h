/*
 * placements - from the on-board notice on.
 *
 * As for applications: the caller names the state it believes in, a change and
 * its event are one call, and a corrected day is a later event.  Days are days
 * since 1970 at +08:00, 0 none.  Writers call inside a transaction.
 */
#ifndef STORE_PLACEMENTS_H
#define STORE_PLACEMENTS_H

#include "base/err.h"
#include "store/page.h"

struct arena;
struct db;

struct stored_placement {
	struct slice id;
	struct slice application; /* has one at most */
	struct slice opening;
	struct slice organisation;
	struct slice person;
	struct slice state; /* "in_post", "posted", "completed", "ended_early",
			       "retained", "not_retained" */
	int64_t start_day;
	int64_t posted_day; /* began in the city */
	int64_t end_day;
	struct slice end_reason;          /* code of an early end */
	struct slice not_retained_reason; /* code */
	struct slice city;                /* place id, or empty */
	struct slice industry;            /* sector id, or empty */
	struct slice occupation;          /* ISCO-08, or empty */
	int64_t pay_start_minor;          /* a month; 0 not stated */
	int64_t pay_end_minor;
	struct slice currency;
	int64_t events; /* how many; set by the store, as the next two */
	int64_t created_us;
	int64_t updated_us;
};

struct stored_placements {
	size_t count;
	struct stored_placement *items;
};

struct stored_placement_event {
	struct slice placement;
	int64_t number;      /* from 1; set by the store */
	struct slice state;  /* it took */
	int64_t day;         /* when it happened */
	struct slice reason; /* code, or empty */
	struct slice actor;  /* account, "system", or a stand-in */
	int64_t at_us;       /* when it was told */
};

struct stored_placement_events {
	size_t count;
	struct stored_placement_event *items;
};

/*
 * As `in_post` since start_day, told by `actor` now.  ERR_CONFLICT: the
 * application has one, or there is no such application.
 */
MUST_USE enum err placements_start(struct db *db,
				   const struct stored_placement *placement,
				   struct slice actor);

/* ERR_NOT_FOUND. */
MUST_USE enum err placements_get(struct db *db, struct arena *a,
				 struct slice id,
				 struct stored_placement *ret_placement);
MUST_USE enum err
placements_by_application(struct db *db, struct arena *a,
			  struct slice application,
			  struct stored_placement *ret_placement);

/*
 * To `event->state`; to the state it has already corrects its day or reason.
 * ERR_STALE: its state is not `from`, or it is not there.  ERR_CONFLICT: a
 * state has no meaning.
 */
MUST_USE enum err placements_move(struct db *db, struct slice from,
				  const struct stored_placement_event *event);

/* A month, in minor units; what is 0 stays.  ERR_NOT_FOUND. */
struct placement_pay {
	int64_t start_minor;
	int64_t end_minor;
	struct slice currency;
};
MUST_USE enum err placements_set_pay(struct db *db, struct slice id,
				     const struct placement_pay *pay);

/* Key: id. */
MUST_USE enum err placements_of_person(struct db *db, struct arena *a,
				       struct slice person,
				       const struct page *page,
				       struct stored_placements *ret_them);
MUST_USE enum err
placements_of_organisation(struct db *db, struct arena *a,
			   struct slice organisation, const struct page *page,
			   struct stored_placements *ret_them);

/* In order; key: number. */
MUST_USE enum err placements_events(struct db *db, struct arena *a,
				    struct slice placement,
				    const struct page *page,
				    struct stored_placement_events *ret_events);

struct stored_check_in {
	struct slice placement;
	int64_t months; /* 3, 6, 12, 18, 24 */
	int64_t due_day;
	int64_t asked;       /* letters sent; set by the store */
	struct slice answer; /* code; empty: no answer, never "left" */
	int64_t answered_us;
};

struct stored_check_ins {
	size_t count;
	struct stored_check_in *items;
};

/* Plans it, or moves its due day while it has no answer. */
MUST_USE enum err placements_plan_check_in(struct db *db,
					   struct slice placement,
					   int64_t months, int64_t due_day);

/* ERR_NOT_FOUND: none is planned. */
MUST_USE enum err placements_asked(struct db *db, struct slice placement,
				   int64_t months);

/* At the time of now.  ERR_GONE: it has an answer, or none was planned. */
MUST_USE enum err placements_answer(struct db *db, struct slice placement,
				    int64_t months, struct slice answer);

/* Key: months as number. */
MUST_USE enum err placements_check_ins(struct db *db, struct arena *a,
				       struct slice placement,
				       const struct page *page,
				       struct stored_check_ins *ret_them);

/* Without an answer, due by then; `after` is the last one read, or NULL. */
MUST_USE enum err placements_waiting(struct db *db, struct arena *a,
				     int64_t by_day,
				     const struct stored_check_in *after,
				     struct stored_check_ins *ret_them);

#endif
