/*
 * POST /v1/organisations/join - takes up the invitation of a letter.
 *
 * By the account of the address that it was sent to, and no other.
 *
 * WRITE.
 */
#include "api/handler.h"
#include "api/organisation_row.h"
#include "api/params.h"
#include "api/proofs.h"
#include "people/membership.h"

handler_fn handle_organisation_join;

enum err handle_organisation_join(struct request *rq, struct reply *rp)
{
	struct token_body body;
	struct stored_member m;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = token_body_read(rq, false, &body, rp->faults);
	if (e != ERR_OK)
		return e;
	e = membership_join(&rq->hands, rq->caller.id, body.token, &m);
	if (e == ERR_FORBIDDEN) {
		fault_at_pointer(rp->faults, FAULT_INVITED, "/token", NULL);
		return ERR_INVALID;
	}
	return e == ERR_OK ? organisation_row_own(rq, rp, &m) : e;
}
