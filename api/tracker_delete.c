/* DELETE /v1/me/trackers/{id} - the note of an opening goes.  WRITE. */
#include "api/handler.h"
#include "api/params.h"
#include "store/trackers.h"

handler_fn handle_tracker_delete;

enum err handle_tracker_delete(struct request *rq, struct reply *rp)
{
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = trackers_remove(rq->db, rq->caller.id, rq->argument);
	if (e == ERR_OK)
		rp->http->status = 204;
	return e;
}
