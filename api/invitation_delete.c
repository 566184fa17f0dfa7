/*
 * DELETE /v1/organisations/{id}/invitations/{invitation} - the link in its
 * letter works no longer.  WRITE.
 */
#include "api/handler.h"
#include "api/params.h"
#include "store/members.h"

handler_fn handle_invitation_delete;

enum err handle_invitation_delete(struct request *rq, struct reply *rp)
{
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = members_uninvite(rq->db, rq->argument, rq->second);
	if (e == ERR_OK)
		rp->http->status = 204;
	return e;
}
