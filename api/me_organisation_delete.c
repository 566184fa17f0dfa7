/*
 * DELETE /v1/me/organisations/{id} - the caller no longer acts for it; its last
 * owner stays.  WRITE.
 */
#include "api/handler.h"
#include "api/params.h"
#include "people/membership.h"

handler_fn handle_me_organisation_delete;

enum err handle_me_organisation_delete(struct request *rq, struct reply *rp)
{
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = membership_end(&rq->hands, rq->argument, rq->caller.id,
			   rq->caller.id);
	if (e == ERR_OK)
		rp->http->status = 204;
	return e;
}
