/*
 * POST /v1/me/ventures - a team that will apply together, led by the seeker.
 *
 * WRITE.
 */
#include "api/handler.h"
#include "api/params.h"
#include "api/venture_row.h"
#include "base/arena.h"
#include "crypt/id.h"

handler_fn handle_venture_create;

/* ERR_CONFLICT: they lead as many as may be. */
static enum err check_count(struct request *rq)
{
	struct page page = {.id = SLICE(""), .limit = VENTURES_MAX};
	struct stored_ventures rows;
	enum err e = ventures_of_lead(rq->db, rq->arena, rq->caller.id, &page,
				      &rows);

	return e == ERR_OK && rows.count >= VENTURES_MAX ? ERR_CONFLICT : e;
}

enum err handle_venture_create(struct request *rq, struct reply *rp)
{
	struct stored_venture row = {.lead = rq->caller.id};
	char id[ID_CHARS + 1];
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	id_new(id);
	row.id = arena_copy(rq->arena, slice_of(id));
	e = venture_row_body(rq, &row, rp->faults);
	if (e == ERR_OK)
		e = check_count(rq);
	if (e == ERR_OK)
		e = ventures_put(rq->db, &row, &row.version);
	if (e == ERR_OK)
		e = ventures_get(rq->db, rq->arena, row.id, &row);
	if (e != ERR_OK)
		return e;
	rp->http->status = 201;
	rp->http->etag = venture_row_etag(rq->arena, row.version);
	net_reply_field(rp->http, "Location",
			arena_print(rq->arena, "/v1/me/ventures/%.*s",
				    SLICE_ARG(row.id)));
	return venture_row_write(rq, rp->json, &row);
}
