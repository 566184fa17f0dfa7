/* logins - see logins.h. */
#include "store/logins.h"

#include "store/handle.h"
#include "store/row.h"
#include "store/stmt.h"

static const struct column columns[] = {
	BLOB_COLUMN(stored_login, hash),
	TEXT_COLUMN(stored_login, account),
	TEXT_COLUMN(stored_login, kind),
	TEXT_COLUMN(stored_login, label),
	TEXT_COLUMN(stored_login, family),
	I64_COLUMN(stored_login, created_us),
	I64_COLUMN(stored_login, expires_us),
	I64_COLUMN(stored_login, ends_us),
	I64_COLUMN(stored_login, epoch),
};
static const struct shape shape = SHAPE(stored_login, columns);

enum err logins_put(struct db *db, const struct stored_login *login)
{
	return row_insert(db, QUERY_LOGIN_PUT, &shape, login);
}

enum err logins_get(struct db *db, struct arena *a, struct slice hash,
		    struct stored_login *ret_login)
{
	return row_one(db, a, ASK(QUERY_LOGIN_BY_HASH, BLOB_VALUE(hash)),
		       &shape, ret_login);
}

enum err logins_each(struct db *db, int64_t after_us, logins_visit *visit,
		     void *ctx)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_LOGINS_ALL);

	stmt_bind_i64(st, 1, after_us);
	while (stmt_next(st)) {
		struct stored_login login;
		enum err e;

		row_peek(st, &shape, &login);
		e = visit(ctx, &login);
		if (e != ERR_OK)
			return e;
	}
	return stmt_end(st);
}

enum err logins_of_account(struct db *db, struct arena *a, struct slice account,
			   const struct page *page,
			   struct stored_logins *ret_logins)
{
	struct rows rows;
	enum err e;

	e = row_page(db, a,
		     ASK(QUERY_LOGINS_OF_ACCOUNT, TEXT_VALUE(account),
			 I64_VALUE(page->number), BLOB_VALUE(page->id),
			 LIMIT_VALUE(page)),
		     &shape, &rows);
	if (e == ERR_OK)
		*ret_logins = (struct stored_logins){rows.count, rows.items};
	return e;
}

enum err logins_drop(struct db *db, struct slice hash)
{
	return row_write(db, ASK(QUERY_LOGIN_DELETE, BLOB_VALUE(hash)));
}

enum err logins_drop_all(struct db *db, struct slice account)
{
	return row_write(
		db, ASK(QUERY_LOGINS_DELETE_OF_ACCOUNT, TEXT_VALUE(account)));
}

enum err logins_drop_family(struct db *db, struct slice account,
			    struct slice family)
{
	return row_write(db, ASK(QUERY_LOGINS_DELETE_OF_FAMILY,
				 TEXT_VALUE(account), TEXT_VALUE(family)));
}

enum err logins_purge(struct db *db, int64_t before_us, size_t limit,
		      size_t *ret_count)
{
	return row_purge(db, QUERY_LOGIN_PURGE, before_us, limit, ret_count);
}
