/* accounts - see accounts.h. */
#include "store/accounts.h"

#include "base/clock.h"
#include "store/handle.h"
#include "store/row.h"
#include "store/stmt.h"

static const struct column columns[] = {
	TEXT_COLUMN(stored_account, id),
	BLOB_COLUMN(stored_account, email_index),
	BLOB_COLUMN(stored_account, email_sealed),
	TEXT_COLUMN(stored_account, password),
	TEXT_COLUMN(stored_account, role),
	TEXT_COLUMN(stored_account, lang),
	TEXT_COLUMN(stored_account, state),
	I64_COLUMN(stored_account, epoch),
	BLOB_COLUMN(stored_account, key_wrapped),
	I64_COLUMN(stored_account, created_us),
	I64_COLUMN(stored_account, updated_us),
	I64_COLUMN(stored_account, last_login_us),
	I64_COLUMN(stored_account, password_changed_us),
};
static const struct shape shape = SHAPE(stored_account, columns);

static const struct column roster_columns[] = {
	TEXT_COLUMN(roster_row, id),    TEXT_COLUMN(roster_row, role),
	TEXT_COLUMN(roster_row, state), TEXT_COLUMN(roster_row, lang),
	I64_COLUMN(roster_row, epoch),
};
static const struct shape roster_shape = SHAPE(roster_row, roster_columns);

enum err accounts_insert(struct db *db, const struct stored_account *account)
{
	struct stored_account row = *account;
	enum err e;

	row.epoch = 1;
	row.created_us = clock_now_us();
	row.updated_us = row.created_us;
	row.last_login_us = row.created_us;
	row.password_changed_us = row.created_us;
	e = row_insert(db, QUERY_ACCOUNT_INSERT, &shape, &row);
	return e == ERR_OK ? feed_append(db, FEED_ACCOUNT, row.id) : e;
}

enum err accounts_get(struct db *db, struct arena *a, struct slice id,
		      struct stored_account *ret_account)
{
	return row_one(db, a, ASK(QUERY_ACCOUNT_BY_ID, TEXT_VALUE(id)), &shape,
		       ret_account);
}

enum err accounts_by_email(struct db *db, struct arena *a,
			   struct slice email_index,
			   struct stored_account *ret_account)
{
	return row_one(db, a,
		       ASK(QUERY_ACCOUNT_BY_EMAIL, BLOB_VALUE(email_index)),
		       &shape, ret_account);
}

static enum err read_page(struct db *db, struct arena *a, const struct ask *ask,
			  struct stored_accounts *ret_accounts)
{
	struct rows rows;
	enum err e = row_page(db, a, ask, &shape, &rows);

	if (e == ERR_OK)
		*ret_accounts =
			(struct stored_accounts){rows.count, rows.items};
	return e;
}

enum err accounts_page(struct db *db, struct arena *a, const struct page *page,
		       struct stored_accounts *ret_accounts)
{
	return read_page(db, a,
			 ASK(QUERY_ACCOUNTS_PAGE, TEXT_VALUE(page->id),
			     LIMIT_VALUE(page)),
			 ret_accounts);
}

enum err accounts_idle(struct db *db, struct arena *a, const struct page *page,
		       int64_t before_us, struct stored_accounts *ret_accounts)
{
	return read_page(db, a,
			 ASK(QUERY_ACCOUNTS_IDLE, I64_VALUE(page->number),
			     TEXT_VALUE(page->id), I64_VALUE(before_us),
			     LIMIT_VALUE(page)),
			 ret_accounts);
}

enum err accounts_roster(struct db *db, struct arena *a, struct slice id,
			 struct roster_row *ret_row)
{
	return row_one(db, a, ASK(QUERY_ACCOUNT_ROSTER, TEXT_VALUE(id)),
		       &roster_shape, ret_row);
}

enum err accounts_each(struct db *db, accounts_visit *visit, void *ctx)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_ACCOUNTS_ROSTER);

	while (stmt_next(st)) {
		struct roster_row row;
		enum err e;

		row_peek(st, &roster_shape, &row);
		e = visit(ctx, &row);
		if (e != ERR_OK)
			return e;
	}
	return stmt_end(st);
}

static enum err change(struct db *db, struct slice id, const struct ask *ask)
{
	return row_change_fed(db, ask, FEED_ACCOUNT, id);
}

/* For those who say what it should be now. */
static enum err stale(enum err e)
{
	return e == ERR_NOT_FOUND ? ERR_STALE : e;
}

enum err accounts_set_password(struct db *db, struct slice id,
			       struct slice password)
{
	return change(db, id,
		      ASK(QUERY_ACCOUNT_SET_PASSWORD, TEXT_VALUE(password),
			  I64_VALUE(clock_now_us()), TEXT_VALUE(id)));
}

enum err accounts_set_role(struct db *db, struct slice id, struct slice role)
{
	return change(db, id,
		      ASK(QUERY_ACCOUNT_SET_ROLE, TEXT_VALUE(role),
			  I64_VALUE(clock_now_us()), TEXT_VALUE(id)));
}

enum err accounts_set_lang(struct db *db, struct slice id, struct slice lang)
{
	return change(db, id,
		      ASK(QUERY_ACCOUNT_SET_LANG, TEXT_VALUE(lang),
			  I64_VALUE(clock_now_us()), TEXT_VALUE(id)));
}

enum err accounts_raise_epoch(struct db *db, struct slice id)
{
	return change(db, id,
		      ASK(QUERY_ACCOUNT_RAISE_EPOCH, I64_VALUE(clock_now_us()),
			  TEXT_VALUE(id)));
}

enum err accounts_set_email(struct db *db, struct slice id,
			    struct slice email_index, struct slice email_sealed)
{
	return row_change(db,
			  ASK(QUERY_ACCOUNT_SET_EMAIL, BLOB_VALUE(email_index),
			      BLOB_VALUE(email_sealed),
			      I64_VALUE(clock_now_us()), TEXT_VALUE(id)),
			  NULL, NULL);
}

enum err accounts_set_state(struct db *db, struct slice id, struct slice from,
			    struct slice to)
{
	return stale(change(db, id,
			    ASK(QUERY_ACCOUNT_SET_STATE, TEXT_VALUE(to),
				I64_VALUE(clock_now_us()), TEXT_VALUE(id),
				TEXT_VALUE(from))));
}

enum err accounts_rehash(struct db *db, struct slice id, struct slice from,
			 struct slice to)
{
	return stale(row_change(db,
				ASK(QUERY_ACCOUNT_REHASH, TEXT_VALUE(to),
				    I64_VALUE(clock_now_us()), TEXT_VALUE(id),
				    TEXT_VALUE(from)),
				NULL, NULL));
}

enum err accounts_rewrap(struct db *db, struct slice id, struct slice from,
			 struct slice to)
{
	return stale(row_change(db,
				ASK(QUERY_ACCOUNT_SET_KEY, BLOB_VALUE(to),
				    TEXT_VALUE(id), BLOB_VALUE(from)),
				NULL, NULL));
}

enum err accounts_signed_in(struct db *db, struct slice id, int64_t at_us)
{
	return row_write(db, ASK(QUERY_ACCOUNT_SIGNED_IN, I64_VALUE(at_us),
				 TEXT_VALUE(id)));
}
