/* idempotency - see idempotency.h. */
#include "store/idempotency.h"

#include "store/row.h"

static const struct column columns[] = {
	TEXT_COLUMN(stored_reply, account),
	TEXT_COLUMN(stored_reply, route),
	TEXT_COLUMN(stored_reply, key),
	BLOB_COLUMN(stored_reply, request),
	I64_COLUMN(stored_reply, status),
	BLOB_COLUMN(stored_reply, reply),
	I64_COLUMN(stored_reply, created_us),
};
static const struct shape shape = SHAPE(stored_reply, columns);

enum err idempotency_find(struct db *db, struct arena *a,
			  const struct stored_reply *want,
			  struct stored_reply *ret_reply)
{
	struct stored_reply reply;
	enum err e;

	e = row_one(db, a,
		    ASK(QUERY_IDEMPOTENCY_BY_KEY, TEXT_VALUE(want->account),
			TEXT_VALUE(want->route), TEXT_VALUE(want->key)),
		    &shape, &reply);
	if (e != ERR_OK)
		return e;
	if (reply.created_us < want->created_us)
		return ERR_NOT_FOUND;
	if (!slice_eq(reply.request, want->request))
		return ERR_INVALID;
	*ret_reply = reply;
	return ERR_OK;
}

enum err idempotency_insert(struct db *db, const struct stored_reply *reply,
			    int64_t oldest_us)
{
	enum err e = row_change(
		db,
		ASK(QUERY_IDEMPOTENCY_INSERT, TEXT_VALUE(reply->account),
		    TEXT_VALUE(reply->route), TEXT_VALUE(reply->key),
		    BLOB_VALUE(reply->request), I64_VALUE(reply->status),
		    BLOB_VALUE(reply->reply), I64_VALUE(reply->created_us),
		    I64_VALUE(oldest_us)),
		NULL, NULL);

	return e == ERR_NOT_FOUND ? ERR_CONFLICT : e;
}

enum err idempotency_purge(struct db *db, int64_t before_us, size_t limit,
			   size_t *ret_count)
{
	return row_purge(db, QUERY_IDEMPOTENCY_PURGE, before_us, limit,
			 ret_count);
}
