/*
 * DELETE /v1/organisations/{id}/imports/{import} - all of it is taken back:
 * what it made is gone, what it changed is as it was.
 *
 * Not when something changed since, somebody applied, or it still goes on: then
 * nothing is.
 *
 * WRITE.
 */
#include "api/handler.h"
#include "api/import_row.h"
#include "api/params.h"
#include "api/posting.h"
#include "json/jr.h"
#include "store/applications.h"

handler_fn handle_import_undo;

/* ERR_CONFLICT: somebody applied for what it made. */
static enum err remove_made(struct request *rq, struct slice id)
{
	int64_t count;
	enum err e = applications_count(rq->db, id, &count);

	if (e == ERR_OK && count > 0)
		e = ERR_CONFLICT;
	return e == ERR_OK ? openings_remove(rq->db, id) : e;
}

static enum err undo_one(struct request *rq, void *ctx,
			 const struct stored_import_change *c)
{
	struct stored_opening now;
	enum err e = openings_get(rq->db, rq->arena, c->opening, &now);

	if (e == ERR_NOT_FOUND || (e == ERR_OK && now.version != c->version))
		return ERR_CONFLICT;
	if (e != ERR_OK)
		return e;
	if (slice_is(c->change, "created"))
		return remove_made(rq, c->opening);
	return posting_restore(rq, c->document, ctx);
}

enum err handle_import_undo(struct request *rq, struct reply *rp)
{
	struct stored_import row;
	bool goes_on = false;
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = imports_get(rq->db, rq->arena, rq->second, rq->argument, &row);
	if (e == ERR_OK)
		e = import_row_is_going_on(rq, rq->second, &goes_on);
	if (e == ERR_OK && goes_on)
		e = ERR_CONFLICT;
	if (e == ERR_OK)
		e = imports_undo(rq->db, rq->second, rq->argument,
				 rq->hands.now_us);
	if (e == ERR_STALE)
		return ERR_CONFLICT; /* it was undone already */
	if (e == ERR_OK)
		e = import_row_each(rq, rq->second, undo_one, rp->faults);
	return e == ERR_OK ? import_row_write(rq, rp, rq->second) : e;
}
