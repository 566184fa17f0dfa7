/*
 * PUT /v1/accounts/email - the new address counts, by the link that was sent
 * to it.
 *
 * Links that went to the old address work no longer.  Logins go on.
 *
 * WRITE.
 */
#include "api/handler.h"
#include "api/params.h"
#include "api/proofs.h"
#include "people/account.h"
#include "people/links.h"
#include "people/sealed.h"
#include "store/one_times.h"

handler_fn handle_account_email_put;

static enum err move(struct request *rq, const struct link_found *found)
{
	struct slice id = found->account.id;
	const struct seal_place place = link_place(id);
	struct slice email;
	enum err e = sealed_read(&rq->hands, &place, found->payload, &email);

	if (e == ERR_OK)
		e = account_give_address(&rq->hands, id, email);
	if (e == ERR_OK)
		e = one_times_void(rq->db, id, SLICE("verify"));
	if (e == ERR_OK)
		e = one_times_void(rq->db, id, SLICE("reset"));
	return e == ERR_OK ? proof_confirm(rq, &found->account) : e;
}

enum err handle_account_email_put(struct request *rq, struct reply *rp)
{
	struct token_body body;
	struct link_found found;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = token_body_read(rq, false, &body, rp->faults);
	if (e == ERR_OK)
		e = link_use(&rq->hands, SECRET_EMAIL, body.token, &found);
	if (e == ERR_OK)
		e = move(rq, &found);
	if (e != ERR_OK)
		return e;
	jw_object(rp->json, NULL);
	jw_bool(rp->json, "email_confirmed", true);
	jw_end(rp->json);
	return ERR_OK;
}
