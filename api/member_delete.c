/* DELETE /v1/organisations/{id}/members/{account} - acts for it no more.  WRITE. */
#include "api/handler.h"
#include "api/params.h"
#include "people/membership.h"

handler_fn handle_member_delete;

enum err handle_member_delete(struct request *rq, struct reply *rp)
{
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = membership_end(&rq->hands, rq->argument, rq->second, rq->caller.id);
	if (e == ERR_OK)
		rp->http->status = 204;
	return e;
}
