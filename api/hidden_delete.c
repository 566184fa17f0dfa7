/*
 * DELETE /v1/me/hidden/{organisation} - the seeker may be its candidate again.
 *
 * WRITE.
 */
#include "api/handler.h"
#include "api/params.h"
#include "store/approaches.h"

handler_fn handle_hidden_delete;

enum err handle_hidden_delete(struct request *rq, struct reply *rp)
{
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = hidden_remove(rq->db, rq->caller.id, rq->argument);
	if (e != ERR_OK)
		return e;
	rp->http->status = 204;
	return ERR_OK;
}
