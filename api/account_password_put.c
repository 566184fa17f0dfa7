/*
 * PUT /v1/accounts/password - a new password, by the link that was sent.
 *
 * Every login ends.  Who opens the link has the address, which counts as
 * confirmed from then on.
 *
 * HASH: the password; then WRITE.
 */
#include "api/api.h"
#include "api/handler.h"
#include "api/params.h"
#include "api/proofs.h"
#include "api/signing.h"
#include "base/arena.h"
#include "crypt/password.h"
#include "people/account.h"
#include "people/links.h"

handler_fn handle_account_password_put;

struct resetting {
	struct token_body body;
	char stored[PASSWORD_STORED_BYTES];
};

static enum err keep(struct request *rq, struct reply *rp)
{
	const struct resetting *r = rq->kept;
	struct link_found found;
	enum err e = link_use(&rq->hands, SECRET_RESET, r->body.token, &found);

	if (e == ERR_OK)
		e = accounts_set_password(rq->db, found.account.id,
					  slice_of(r->stored));
	if (e == ERR_OK)
		e = proof_confirm(rq, &found.account);
	if (e == ERR_OK)
		e = proof_warn(rq, LETTER_PASSWORD, found.account.id);
	if (e == ERR_OK)
		e = signing_end_all(rq, rp, found.account.id);
	if (e == ERR_OK)
		rp->http->status = 204;
	return e;
}

enum err handle_account_password_put(struct request *rq, struct reply *rp)
{
	const struct passwords *ps = api_parts(rq->api)->passwords;
	struct resetting *r = ARENA_NEW(rq->arena, struct resetting);
	struct link_found found;
	struct slice email;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = token_body_read(rq, true, &r->body, rp->faults);
	if (e == ERR_OK)
		e = link_look(&rq->hands, SECRET_RESET, r->body.token, &found);
	if (e == ERR_OK)
		e = account_address(&rq->hands, &found.account, &email);
	if (e == ERR_OK)
		e = password_check(ps, r->body.password, email, "/password",
				   rp->faults);
	if (e == ERR_OK)
		e = password_hash(ps, r->body.password, r->stored);
	if (e != ERR_OK)
		return e;
	*rp->next = (struct next){keep, ROUTE_WRITE, r, NULL};
	return ERR_OK;
}
