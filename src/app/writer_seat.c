/* writer_seat - see writer_seat.h. */
#include "app/writer_seat.h"

#include "app/forget.h"
#include "app/logins.h"
#include "app/publish.h"
#include "store/store.h"

static struct db *db_of(void *seat)
{
	struct writer_seat *w = seat;

	return w->seat.db;
}

static enum err op_begin(void *seat)
{
	return db_begin(db_of(seat));
}

static enum err op_savepoint(void *seat)
{
	return db_savepoint(db_of(seat));
}

static enum err op_release(void *seat)
{
	return db_release(db_of(seat));
}

static enum err op_rollback_to(void *seat)
{
	return db_rollback_to(db_of(seat));
}

static enum err op_commit(void *seat)
{
	return db_commit(db_of(seat));
}

static void op_rollback(void *seat)
{
	db_rollback(db_of(seat));
}

static enum err op_published(void *seat)
{
	struct writer_seat *w = seat;
	struct publisher *p = atomic_load(&w->publisher);

	if (w->is_alone)
		return ERR_OK;
	return p == NULL ? ERR_BUSY : publisher_apply(p, w->seat.db);
}

static bool op_idle(void *seat)
{
	struct writer_seat *w = seat;
	bool more =
		w->logins != NULL && logins_tidy(w->logins, seat, w->seat.db);

	forget_tend(w);
	return store_idle(w->seat.db) || more;
}

const struct writer_ops writer_seat_ops = {
	.begin = op_begin,
	.savepoint = op_savepoint,
	.release = op_release,
	.rollback_to = op_rollback_to,
	.commit = op_commit,
	.rollback = op_rollback,
	.published = op_published,
	.idle = op_idle,
};
