/* one_times - see one_times.h. */
#include "store/one_times.h"

#include "base/clock.h"
#include "store/row.h"

static const struct column columns[] = {
	BLOB_COLUMN(stored_one_time, hash),
	TEXT_COLUMN(stored_one_time, kind),
	TEXT_COLUMN(stored_one_time, account),
	BLOB_COLUMN(stored_one_time, payload),
	I64_COLUMN(stored_one_time, created_us),
	I64_COLUMN(stored_one_time, expires_us),
	I64_COLUMN(stored_one_time, used_us),
};
static const struct shape shape = SHAPE(stored_one_time, columns);

enum err one_times_insert(struct db *db, const struct stored_one_time *it)
{
	return row_insert(db, QUERY_ONE_TIME_INSERT, &shape, it);
}

enum err one_times_get(struct db *db, struct arena *a, struct slice hash,
		       struct stored_one_time *ret_it)
{
	return row_one(db, a, ASK(QUERY_ONE_TIME_BY_HASH, BLOB_VALUE(hash)),
		       &shape, ret_it);
}

enum err one_times_use(struct db *db, struct arena *a,
		       const struct stored_one_time *want,
		       struct stored_one_time *ret_it)
{
	int64_t now_us = clock_now_us();
	struct stored_one_time it;
	enum err e = one_times_get(db, a, want->hash, &it);

	if (e != ERR_OK)
		return e;
	if (!slice_eq(it.kind, want->kind))
		return ERR_MALFORMED;
	e = row_change(db,
		       ASK(QUERY_ONE_TIME_USE, I64_VALUE(now_us),
			   BLOB_VALUE(want->hash), TEXT_VALUE(want->kind)),
		       NULL, NULL);
	if (e == ERR_NOT_FOUND)
		return ERR_GONE;
	it.used_us = now_us;
	if (e == ERR_OK)
		*ret_it = it;
	return e;
}

enum err one_times_void(struct db *db, struct slice account, struct slice kind)
{
	return row_write(db, ASK(QUERY_ONE_TIME_VOID, I64_VALUE(clock_now_us()),
				 TEXT_VALUE(account), TEXT_VALUE(kind)));
}

enum err one_times_purge(struct db *db, int64_t before_us, size_t limit,
			 size_t *ret_count)
{
	return row_purge(db, QUERY_ONE_TIME_PURGE, before_us, limit, ret_count);
}
