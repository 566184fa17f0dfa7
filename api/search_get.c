/* GET /v1/me/searches/{id} - one that was saved.  READ. */
#include "api/handler.h"
#include "api/params.h"
#include "api/search_row.h"

handler_fn handle_search_get;

enum err handle_search_get(struct request *rq, struct reply *rp)
{
	struct stored_search row;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = searches_get(rq->db, rq->arena, rq->argument, rq->caller.id, &row);
	if (e != ERR_OK)
		return e;
	rp->http->etag = search_row_etag(rq->arena, &row);
	jw_object(rp->json, NULL);
	e = search_row_members(rq, rp->json, &row);
	jw_end(rp->json);
	return e;
}
