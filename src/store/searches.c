/* searches - see searches.h. */
#include "store/searches.h"

#include "base/clock.h"
#include "store/row.h"

static const struct column columns[] = {
	TEXT_COLUMN(stored_search, id),
	TEXT_COLUMN(stored_search, account),
	BLOB_COLUMN(stored_search, email_index),
	BLOB_COLUMN(stored_search, email_sealed),
	TEXT_COLUMN(stored_search, query),
	BLOB_COLUMN(stored_search, profile_sealed),
	TEXT_COLUMN(stored_search, lang),
	TEXT_COLUMN(stored_search, every),
	BLOB_COLUMN(stored_search, hash),
	I64_COLUMN(stored_search, confirmed_us),
	I64_COLUMN(stored_search, last_run_us),
	I64_COLUMN(stored_search, next_run_us),
	I64_COLUMN(stored_search, created_us),
};
static const struct shape shape = SHAPE(stored_search, columns);

static const struct column seen_columns[] = {
	TEXT_COLUMN(stored_seen, search),
	TEXT_COLUMN(stored_seen, opening),
	TEXT_COLUMN(stored_seen, verdict),
	I64_COLUMN(stored_seen, at_us),
};
static const struct shape seen_shape = SHAPE(stored_seen, seen_columns);

enum err searches_insert(struct db *db, const struct stored_search *search)
{
	return row_insert(db, QUERY_SAVED_SEARCH_INSERT, &shape, search);
}

enum err searches_get(struct db *db, struct arena *a, struct slice id,
		      struct slice account, struct stored_search *ret_search)
{
	return row_one(db, a,
		       ASK(QUERY_SAVED_SEARCH_BY_ID, TEXT_VALUE(id),
			   TEXT_VALUE(account)),
		       &shape, ret_search);
}

enum err searches_by_token(struct db *db, struct arena *a, struct slice hash,
			   struct stored_search *ret_search)
{
	return row_one(db, a, ASK(QUERY_SAVED_SEARCH_BY_HASH, BLOB_VALUE(hash)),
		       &shape, ret_search);
}

enum err searches_update(struct db *db, const struct stored_search *s)
{
	enum err e = row_change(
		db,
		ASK(QUERY_SAVED_SEARCH_UPDATE, TEXT_VALUE(s->query),
		    BLOB_VALUE(s->profile_sealed), TEXT_VALUE(s->lang),
		    TEXT_VALUE(s->every), I64_VALUE(s->next_run_us),
		    TEXT_VALUE(s->id), TEXT_VALUE(s->account)),
		NULL, NULL);

	return e == ERR_OK ? row_write(db, ASK(QUERY_SAVED_SEARCH_UNSEE,
					       TEXT_VALUE(s->id)))
			   : e;
}

static enum err read_page(struct db *db, struct arena *a, const struct ask *ask,
			  struct stored_searches *ret_searches)
{
	struct rows rows;
	enum err e = row_page(db, a, ask, &shape, &rows);

	if (e == ERR_OK)
		*ret_searches =
			(struct stored_searches){rows.count, rows.items};
	return e;
}

enum err searches_of_account(struct db *db, struct arena *a,
			     struct slice account, const struct page *page,
			     struct stored_searches *ret_searches)
{
	return read_page(db, a,
			 ASK(QUERY_SAVED_SEARCHES_OF_ACCOUNT,
			     TEXT_VALUE(account), TEXT_VALUE(page->id),
			     LIMIT_VALUE(page)),
			 ret_searches);
}

enum err searches_confirm(struct db *db, struct slice hash, int64_t next_run_us)
{
	enum err e = row_change(db,
				ASK(QUERY_SAVED_SEARCH_CONFIRM,
				    I64_VALUE(clock_now_us()),
				    I64_VALUE(next_run_us), BLOB_VALUE(hash)),
				NULL, NULL);

	return e == ERR_NOT_FOUND ? ERR_GONE : e;
}

enum err searches_due(struct db *db, struct arena *a, int64_t by_us,
		      const struct page *page,
		      struct stored_searches *ret_searches)
{
	return read_page(db, a,
			 ASK(QUERY_SAVED_SEARCHES_DUE, I64_VALUE(page->number),
			     TEXT_VALUE(page->id), I64_VALUE(by_us),
			     LIMIT_VALUE(page)),
			 ret_searches);
}

enum err searches_unconfirmed(struct db *db, struct arena *a, int64_t before_us,
			      size_t limit,
			      struct stored_searches *ret_searches)
{
	return read_page(db, a,
			 ASK(QUERY_SAVED_SEARCHES_WAITING, I64_VALUE(before_us),
			     I64_VALUE((int64_t)limit)),
			 ret_searches);
}

enum err searches_ran(struct db *db, struct slice id, int64_t next_run_us)
{
	return row_change(db,
			  ASK(QUERY_SAVED_SEARCH_RAN, I64_VALUE(clock_now_us()),
			      I64_VALUE(next_run_us), TEXT_VALUE(id)),
			  NULL, NULL);
}

enum err searches_remove(struct db *db, struct slice id)
{
	enum err e =
		row_write(db, ASK(QUERY_SAVED_SEARCH_UNSEE, TEXT_VALUE(id)));

	if (e != ERR_OK)
		return e;
	return row_change(db, ASK(QUERY_SAVED_SEARCH_DELETE, TEXT_VALUE(id)),
			  NULL, NULL);
}

enum err searches_see(struct db *db, const struct stored_seen *seen)
{
	return row_insert(db, QUERY_SAVED_SEARCH_SEE, &seen_shape, seen);
}

enum err searches_seen(struct db *db, struct arena *a, struct slice search,
		       const struct page *page,
		       struct stored_seen_list *ret_seen)
{
	struct rows rows;
	enum err e;

	e = row_page(db, a,
		     ASK(QUERY_SAVED_SEARCH_SEEN, TEXT_VALUE(search),
			 TEXT_VALUE(page->id), LIMIT_VALUE(page)),
		     &seen_shape, &rows);
	if (e == ERR_OK)
		*ret_seen = (struct stored_seen_list){rows.count, rows.items};
	return e;
}
