/*
 * POST /v1/me/verification - the link that confirms the address once more; the
 * older one works no longer.  ERR_CONFLICT: it is confirmed.
 *
 * WRITE.
 */
#include "api/handler.h"
#include "api/params.h"
#include "api/proofs.h"

handler_fn handle_me_verification_ask;

enum err handle_me_verification_ask(struct request *rq, struct reply *rp)
{
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	if (rq->caller.is_active)
		return ERR_CONFLICT;
	e = proof_ask_address(rq, rq->caller.id);
	if (e == ERR_OK)
		proof_answer(rp, "confirm_email");
	return e;
}
