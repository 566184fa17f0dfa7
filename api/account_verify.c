/*
 * POST /v1/accounts/verification - the e-mail address is confirmed by the link
 * that was sent to it.
 *
 * WRITE.
 */
#include "api/handler.h"
#include "api/params.h"
#include "api/proofs.h"
#include "people/links.h"

handler_fn handle_account_verify;

enum err handle_account_verify(struct request *rq, struct reply *rp)
{
	struct token_body body;
	struct link_found found;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = token_body_read(rq, false, &body, rp->faults);
	if (e == ERR_OK)
		e = link_use(&rq->hands, SECRET_VERIFY, body.token, &found);
	if (e == ERR_OK)
		e = proof_confirm(rq, &found.account);
	if (e != ERR_OK)
		return e;
	jw_object(rp->json, NULL);
	jw_bool(rp->json, "email_confirmed", true);
	jw_end(rp->json);
	return ERR_OK;
}
