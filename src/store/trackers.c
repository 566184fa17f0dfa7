/* trackers - see trackers.h. */
#include "store/trackers.h"

#include "store/row.h"

static const struct column columns[] = {
	TEXT_COLUMN(stored_tracker, account),
	TEXT_COLUMN(stored_tracker, opening),
	TEXT_COLUMN(stored_tracker, state),
	BLOB_COLUMN(stored_tracker, note_sealed),
	I64_COLUMN(stored_tracker, day),
	I64_COLUMN(stored_tracker, remind_us),
	I64_COLUMN(stored_tracker, updated_us),
};
static const struct shape shape = SHAPE(stored_tracker, columns);

enum err trackers_put(struct db *db, const struct stored_tracker *t)
{
	return row_insert(db, QUERY_TRACKER_PUT, &shape, t);
}

enum err trackers_remove(struct db *db, struct slice account,
			 struct slice opening)
{
	return row_change(db,
			  ASK(QUERY_TRACKER_DELETE, TEXT_VALUE(account),
			      TEXT_VALUE(opening)),
			  NULL, NULL);
}

static enum err read_page(struct db *db, struct arena *a, const struct ask *ask,
			  struct stored_trackers *ret_trackers)
{
	struct rows rows;
	enum err e = row_page(db, a, ask, &shape, &rows);

	if (e == ERR_OK)
		*ret_trackers =
			(struct stored_trackers){rows.count, rows.items};
	return e;
}

enum err trackers_of_account(struct db *db, struct arena *a,
			     struct slice account, const struct page *page,
			     struct stored_trackers *ret_trackers)
{
	return read_page(db, a,
			 ASK(QUERY_TRACKERS_OF_ACCOUNT, TEXT_VALUE(account),
			     TEXT_VALUE(page->id), LIMIT_VALUE(page)),
			 ret_trackers);
}

enum err trackers_due(struct db *db, struct arena *a, int64_t by_us,
		      const struct stored_tracker *after,
		      struct stored_trackers *ret_trackers)
{
	static const struct stored_tracker before_all = {.remind_us =
								 PAGE_FIRST};

	if (after == NULL)
		after = &before_all;
	return read_page(db, a,
			 ASK(QUERY_TRACKERS_DUE, I64_VALUE(after->remind_us),
			     TEXT_VALUE(after->account),
			     TEXT_VALUE(after->opening), I64_VALUE(by_us),
			     I64_VALUE(PAGE_MAX)),
			 ret_trackers);
}
