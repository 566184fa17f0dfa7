/* outbox - letters and notices; see outbox.h. */
#include "store/outbox.h"

#include "base/clock.h"
#include "store/row.h"

static const struct column columns[] = {
	TEXT_COLUMN(stored_letter, id),
	TEXT_COLUMN(stored_letter, kind),
	TEXT_COLUMN(stored_letter, account),
	BLOB_COLUMN(stored_letter, email_index),
	TEXT_COLUMN(stored_letter, webhook),
	BLOB_COLUMN(stored_letter, to_sealed),
	TEXT_COLUMN(stored_letter, subject),
	BLOB_COLUMN(stored_letter, payload),
	I64_COLUMN(stored_letter, due_us),
	I64_COLUMN(stored_letter, tries),
	TEXT_COLUMN(stored_letter, state),
	TEXT_COLUMN(stored_letter, error),
	I64_COLUMN(stored_letter, created_us),
};
static const struct shape shape = SHAPE(stored_letter, columns);

static const struct column notice_columns[] = {
	TEXT_COLUMN(stored_notice, id),   TEXT_COLUMN(stored_notice, account),
	TEXT_COLUMN(stored_notice, kind), TEXT_COLUMN(stored_notice, object),
	I64_COLUMN(stored_notice, at_us), I64_COLUMN(stored_notice, seen_us),
};
static const struct shape notice_shape = SHAPE(stored_notice, notice_columns);

enum err outbox_put(struct db *db, const struct stored_letter *letter)
{
	struct stored_letter row = *letter;

	row.tries = 0;
	row.state = SLICE("waiting");
	row.error = (struct slice){0};
	row.created_us = clock_now_us();
	return row_insert(db, QUERY_OUTBOX_INSERT, &shape, &row);
}

static enum err read_page(struct db *db, struct arena *a, const struct ask *ask,
			  struct stored_letters *ret_letters)
{
	struct rows rows;
	enum err e = row_page(db, a, ask, &shape, &rows);

	if (e == ERR_OK)
		*ret_letters = (struct stored_letters){rows.count, rows.items};
	return e;
}

enum err outbox_due(struct db *db, struct arena *a, struct slice kind,
		    int64_t by_us, const struct page *page,
		    struct stored_letters *ret_letters)
{
	return read_page(db, a,
			 ASK(QUERY_OUTBOX_DUE, I64_VALUE(page->number),
			     TEXT_VALUE(page->id), I64_VALUE(by_us),
			     TEXT_VALUE(kind), LIMIT_VALUE(page)),
			 ret_letters);
}

enum err outbox_count(struct db *db, struct slice state, int64_t *ret_count)
{
	return row_number(db, ASK(QUERY_OUTBOX_COUNT, TEXT_VALUE(state)),
			  ret_count);
}

enum err outbox_by_state(struct db *db, struct arena *a, struct slice state,
			 const struct page *page,
			 struct stored_letters *ret_letters)
{
	return read_page(db, a,
			 ASK(QUERY_OUTBOX_BY_STATE, TEXT_VALUE(state),
			     I64_VALUE(page->number), TEXT_VALUE(page->id),
			     LIMIT_VALUE(page)),
			 ret_letters);
}

static enum err settle(struct db *db, const struct ask *ask)
{
	enum err e = row_change(db, ask, NULL, NULL);

	return e == ERR_NOT_FOUND ? ERR_STALE : e;
}

enum err outbox_sent(struct db *db, struct slice id)
{
	return settle(db, ASK(QUERY_OUTBOX_SENT, TEXT_VALUE(id)));
}

enum err outbox_retry(struct db *db, struct slice id, int64_t due_us,
		      struct slice error)
{
	return settle(db, ASK(QUERY_OUTBOX_RETRY, I64_VALUE(due_us),
			      TEXT_VALUE(error), TEXT_VALUE(id)));
}

enum err outbox_fail(struct db *db, struct slice id, struct slice error)
{
	return settle(
		db, ASK(QUERY_OUTBOX_FAIL, TEXT_VALUE(error), TEXT_VALUE(id)));
}

enum err outbox_purge(struct db *db, int64_t before_us, size_t limit,
		      size_t *ret_count)
{
	return row_purge(db, QUERY_OUTBOX_PURGE, before_us, limit, ret_count);
}

enum err notices_put(struct db *db, const struct stored_notice *n)
{
	return row_insert(db, QUERY_NOTICE_INSERT, &notice_shape, n);
}

enum err notices_of_account(struct db *db, struct arena *a,
			    struct slice account, const struct page *page,
			    struct stored_notices *ret_notices)
{
	struct rows rows;
	enum err e;

	e = row_page(db, a,
		     ASK(QUERY_NOTICES_OF_ACCOUNT, TEXT_VALUE(account),
			 I64_VALUE(page->number), TEXT_VALUE(page->id),
			 LIMIT_VALUE(page)),
		     &notice_shape, &rows);
	if (e == ERR_OK)
		*ret_notices = (struct stored_notices){rows.count, rows.items};
	return e;
}

enum err notices_unseen(struct db *db, struct slice account, int64_t *ret_count)
{
	return row_number(db, ASK(QUERY_NOTICES_UNSEEN, TEXT_VALUE(account)),
			  ret_count);
}

enum err notices_see(struct db *db, struct slice account, int64_t up_to_us)
{
	return row_write(db, ASK(QUERY_NOTICES_SEE, I64_VALUE(clock_now_us()),
				 TEXT_VALUE(account), I64_VALUE(up_to_us)));
}
