/*
 * import_jobs - imports that are too long for one reply: how far they are, and
 * the openings that they will put.
 *
 * Writers call inside a transaction.
 */
#ifndef STORE_IMPORT_JOBS_H
#define STORE_IMPORT_JOBS_H

#include "base/err.h"
#include "store/page.h"

struct arena;
struct db;

struct stored_import_job {
	struct slice id;
	struct slice organisation; /* empty: an administrator's */
	struct slice account;
	struct slice state; /* "reading", "checked", "active", "refused" */
	int64_t is_dry;
	int64_t rows_read;
	int64_t rows_staged; /* that change something */
	int64_t rows_put;
	struct slice report; /* JSON */
	int64_t at_us;
	int64_t ended_us; /* 0: it goes on */
};

struct stored_import_jobs {
	size_t count;
	struct stored_import_job *items;
};

MUST_USE enum err import_jobs_insert(struct db *db,
				     const struct stored_import_job *j);

/* ERR_NOT_FOUND: none of that organisation. */
MUST_USE enum err import_jobs_get(struct db *db, struct arena *a,
				  struct slice id, struct slice organisation,
				  struct stored_import_job *ret_job);

/* State, rows, report and end.  ERR_NOT_FOUND: there is none. */
MUST_USE enum err import_jobs_put(struct db *db,
				  const struct stored_import_job *j);

/* Those that have not ended; key: id. */
MUST_USE enum err import_jobs_open(struct db *db, struct arena *a,
				   const struct page *page,
				   struct stored_import_jobs *ret_jobs);

/* Those that ended before it; nothing of them may be staged. */
MUST_USE enum err import_jobs_purge(struct db *db, int64_t before_us,
				    size_t limit, size_t *ret_count);

struct stored_stage {
	struct slice job;
	int64_t number;
	struct slice opening;
	struct slice change;   /* "created", "updated", "closed" */
	struct slice document; /* as it will be */
	int64_t version;       /* of what was there; 0: nothing */
};

struct stored_stages {
	size_t count;
	struct stored_stage *items;
};

/* One that is there already stays. */
MUST_USE enum err import_jobs_stage(struct db *db,
				    const struct stored_stage *s);

MUST_USE enum err import_jobs_staged(struct db *db, struct arena *a,
				     struct slice job, size_t limit,
				     struct stored_stages *ret_stages);

/* How many openings are others by now than when they were read. */
MUST_USE enum err import_jobs_stale(struct db *db, struct slice job,
				    int64_t *ret_count);

MUST_USE enum err import_jobs_unstage(struct db *db, struct slice job,
				      int64_t up_to);

#endif
