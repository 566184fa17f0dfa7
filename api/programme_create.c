/* POST /v1/admin/programmes - a programme with its dated rules.  WRITE. */
#include "api/handler.h"
#include "api/params.h"
#include "api/programme_row.h"
#include "base/arena.h"
#include "json/jr.h"

handler_fn handle_programme_create;

static enum err read_id(struct request *rq, struct posting *p, struct faults *f)
{
	struct stored_opening there;
	const struct jr *id = jr_need(p->body, "id", f);
	enum err e;

	if (id == NULL || !jr_read_id(id, &p->id, f))
		return ERR_INVALID;
	e = openings_get(rq->db, rq->arena, p->id, &there);
	if (e != ERR_OK)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	jr_fault(f, id, FAULT_DUPLICATE_ID, NULL);
	return ERR_CONFLICT;
}

enum err handle_programme_create(struct request *rq, struct reply *rp)
{
	struct posting p = {.is_programme = true, .confirmed = rq->today};
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = jr_parse(rq->arena, rq->http->body, &p.body, rp->faults);
	if (e == ERR_OK && !jr_is_object(p.body, rp->faults))
		e = ERR_INVALID;
	if (e == ERR_OK)
		e = read_id(rq, &p, rp->faults);
	if (e == ERR_OK)
		e = programme_row_keep(rq, &p, "programme.created", rp->faults);
	if (e == ERR_OK)
		e = posting_write(rq, rp, p.id);
	if (e != ERR_OK)
		return e;
	rp->http->status = 201;
	net_reply_field(
		rp->http, "Location",
		arena_print(rq->arena, "/v1/openings/%.*s", SLICE_ARG(p.id)));
	return ERR_OK;
}
