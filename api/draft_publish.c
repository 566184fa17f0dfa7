/*
 * POST /v1/organisations/{id}/drafts/{draft}/publish - the draft becomes an
 * opening that anyone may see, and is gone.  WRITE.
 */
#include "api/draft_row.h"
#include "api/handler.h"
#include "api/params.h"
#include "base/arena.h"

handler_fn handle_draft_publish;

static enum err publish(struct request *rq, const struct stored_draft *draft,
			struct posting *p, struct faults *f)
{
	struct stored_opening there;
	const struct opening *o;
	enum err e = draft_row_posting(rq, draft, p);

	if (e == ERR_OK)
		e = posting_read(rq, p, &o, f);
	if (e != ERR_OK)
		return e;
	e = openings_get(rq->db, rq->arena, p->id, &there);
	if (e == ERR_OK) {
		fault_at_pointer(f, FAULT_OWN_ID, "/id", NULL);
		return ERR_CONFLICT;
	}
	if (e == ERR_NOT_FOUND)
		e = posting_keep(rq, o);
	if (e == ERR_OK)
		e = desk_remove_draft(rq->db, draft->id, draft->organisation);
	return e;
}

enum err handle_draft_publish(struct request *rq, struct reply *rp)
{
	struct stored_draft draft;
	struct posting p;
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = desk_get_draft(rq->db, rq->arena, rq->second, rq->argument, &draft);
	if (e == ERR_OK &&
	    net_if_match(rq->http, draft_row_etag(rq->arena, draft.version)) ==
		    NET_MATCH_NO)
		e = ERR_STALE;
	if (e == ERR_OK)
		e = posting_may(rq, rq->argument);
	if (e == ERR_OK)
		e = publish(rq, &draft, &p, rp->faults);
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
