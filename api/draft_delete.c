/* DELETE /v1/organisations/{id}/drafts/{draft} - thrown away.  WRITE. */
#include "api/handler.h"
#include "api/params.h"
#include "store/desk.h"

handler_fn handle_draft_delete;

enum err handle_draft_delete(struct request *rq, struct reply *rp)
{
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = desk_remove_draft(rq->db, rq->second, rq->argument);
	if (e == ERR_OK)
		rp->http->status = 204;
	return e;
}
