/* members - members and verifications; see members.h. */
#include "store/members.h"

#include "store/handle.h"
#include "store/row.h"
#include "store/stmt.h"

static const struct column verification_columns[] = {
	TEXT_COLUMN(stored_verification, organisation),
	TEXT_COLUMN(stored_verification, state),
	TEXT_COLUMN(stored_verification, note),
	TEXT_COLUMN(stored_verification, by),
	I64_COLUMN(stored_verification, at_us),
};
static const struct shape verification_shape =
	SHAPE(stored_verification, verification_columns);

static const struct column member_columns[] = {
	TEXT_COLUMN(stored_member, organisation),
	TEXT_COLUMN(stored_member, account),
	TEXT_COLUMN(stored_member, role),
	I64_COLUMN(stored_member, since_us),
};
static const struct shape member_shape = SHAPE(stored_member, member_columns);

enum err members_verify(struct db *db, const struct stored_verification *v)
{
	enum err e =
		row_insert(db, QUERY_VERIFICATION_PUT, &verification_shape, v);

	if (e != ERR_OK)
		return e;
	return feed_append(db, FEED_ORGANISATION, v->organisation);
}

enum err members_verification(struct db *db, struct arena *a,
			      struct slice organisation,
			      struct stored_verification *ret_v)
{
	return row_one(db, a,
		       ASK(QUERY_VERIFICATION_BY_ORGANISATION,
			   TEXT_VALUE(organisation)),
		       &verification_shape, ret_v);
}

enum err members_verifications(struct db *db, struct arena *a,
			       struct slice state, const struct page *page,
			       struct stored_verifications *ret_them)
{
	struct rows rows;
	enum err e;

	e = row_page(db, a,
		     ASK(QUERY_VERIFICATIONS_BY_STATE, TEXT_VALUE(state),
			 I64_VALUE(page->number), TEXT_VALUE(page->id),
			 LIMIT_VALUE(page)),
		     &verification_shape, &rows);
	if (e == ERR_OK)
		*ret_them =
			(struct stored_verifications){rows.count, rows.items};
	return e;
}

enum err members_each_verification(struct db *db,
				   members_visit_verification *visit, void *ctx)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_VERIFICATIONS_ALL);

	while (stmt_next(st)) {
		struct stored_verification v;
		enum err e;

		row_peek(st, &verification_shape, &v);
		e = visit(ctx, &v);
		if (e != ERR_OK)
			return e;
	}
	return stmt_end(st);
}

enum err members_put(struct db *db, const struct stored_member *m)
{
	enum err e = row_insert(db, QUERY_MEMBER_PUT, &member_shape, m);

	return e == ERR_OK ? feed_append(db, FEED_ACCOUNT, m->account) : e;
}

enum err members_get(struct db *db, struct arena *a, struct slice organisation,
		     struct slice account, struct stored_member *ret_member)
{
	return row_one(db, a,
		       ASK(QUERY_MEMBER_BY_KEY, TEXT_VALUE(organisation),
			   TEXT_VALUE(account)),
		       &member_shape, ret_member);
}

enum err members_remove(struct db *db, struct slice organisation,
			struct slice account)
{
	return row_change_fed(db,
			      ASK(QUERY_MEMBER_DELETE, TEXT_VALUE(organisation),
				  TEXT_VALUE(account)),
			      FEED_ACCOUNT, account);
}

enum err members_owners(struct db *db, struct slice organisation,
			int64_t *ret_count)
{
	return row_number(db,
			  ASK(QUERY_MEMBERS_OWNERS, TEXT_VALUE(organisation)),
			  ret_count);
}

static enum err read_page(struct db *db, struct arena *a, const struct ask *ask,
			  struct stored_members *ret_members)
{
	struct rows rows;
	enum err e = row_page(db, a, ask, &member_shape, &rows);

	if (e == ERR_OK)
		*ret_members = (struct stored_members){rows.count, rows.items};
	return e;
}

enum err members_of_organisation(struct db *db, struct arena *a,
				 struct slice organisation,
				 const struct page *page,
				 struct stored_members *ret_members)
{
	return read_page(db, a,
			 ASK(QUERY_MEMBERS_OF_ORGANISATION,
			     TEXT_VALUE(organisation), TEXT_VALUE(page->id),
			     LIMIT_VALUE(page)),
			 ret_members);
}

enum err members_of_account(struct db *db, struct arena *a,
			    struct slice account, const struct page *page,
			    struct stored_members *ret_members)
{
	return read_page(db, a,
			 ASK(QUERY_MEMBERS_OF_ACCOUNT, TEXT_VALUE(account),
			     TEXT_VALUE(page->id), LIMIT_VALUE(page)),
			 ret_members);
}

enum err members_each(struct db *db, members_visit *visit, void *ctx)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_MEMBERS_ALL);

	while (stmt_next(st)) {
		struct stored_member m;
		enum err e;

		row_peek(st, &member_shape, &m);
		e = visit(ctx, &m);
		if (e != ERR_OK)
			return e;
	}
	return stmt_end(st);
}
