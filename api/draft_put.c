/*
 * PUT /v1/organisations/{id}/drafts/{draft} - the draft as it is by now; it need
 * not be whole.  WRITE.
 */
#include "api/draft_row.h"
#include "api/handler.h"
#include "api/params.h"
#include "json/jr.h"
#include "json/jw.h"

handler_fn handle_draft_put;

static enum err put(struct request *rq, const struct jr *body)
{
	struct stored_draft row;
	int64_t version;
	enum err e = desk_get_draft(rq->db, rq->arena, rq->second, rq->argument,
				    &row);

	if (e != ERR_OK)
		return e;
	if (net_if_match(rq->http, draft_row_etag(rq->arena, row.version)) ==
	    NET_MATCH_NO)
		return ERR_STALE;
	row.account = rq->caller.id;
	row.document = jw_canonical(rq->arena, body);
	return desk_put_draft(rq->db, &row, &version);
}

enum err handle_draft_put(struct request *rq, struct reply *rp)
{
	const struct jr *body;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = jr_parse(rq->arena, rq->http->body, &body, rp->faults);
	if (e == ERR_OK && !jr_is_object(body, rp->faults))
		e = ERR_INVALID;
	if (e == ERR_OK)
		e = put(rq, body);
	return e == ERR_OK ? draft_row_write(rq, rp, rq->second) : e;
}
