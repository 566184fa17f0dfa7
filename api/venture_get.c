/* GET /v1/me/ventures/{id} - for its lead and its members.  READ. */
#include "api/handler.h"
#include "api/params.h"
#include "api/venture_row.h"

handler_fn handle_venture_get;

enum err handle_venture_get(struct request *rq, struct reply *rp)
{
	struct stored_venture row;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = venture_row_find(rq, rq->argument, &row);
	if (e != ERR_OK)
		return e;
	rp->http->etag = venture_row_etag(rq->arena, row.version);
	return venture_row_write(rq, rp->json, &row);
}
