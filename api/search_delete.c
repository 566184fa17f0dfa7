/* DELETE /v1/me/searches/{id} - forgets it and what it told.  WRITE. */
#include "api/handler.h"
#include "api/params.h"
#include "store/searches.h"

handler_fn handle_search_delete;

enum err handle_search_delete(struct request *rq, struct reply *rp)
{
	struct stored_search row;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = searches_get(rq->db, rq->arena, rq->argument, rq->caller.id, &row);
	if (e == ERR_OK)
		e = searches_remove(rq->db, row.id);
	if (e == ERR_OK)
		rp->http->status = 204;
	return e;
}
