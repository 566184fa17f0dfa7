/*
 * POST /v1/me/email - another address: it counts once the link that is sent to
 * it was opened; the old one is told.
 *
 * Whether the new address has an account is nobody's to find out: the reply is
 * the same, and its owner is told.
 *
 * HASH: the password; then WRITE.
 */
#include "api/account_body.h"
#include "api/api.h"
#include "api/body.h"
#include "api/handler.h"
#include "api/params.h"
#include "api/proofs.h"
#include "base/arena.h"
#include "crypt/password.h"
#include "people/account.h"
#include "people/links.h"
#include "people/sealed.h"

handler_fn handle_me_email_ask;

struct moving {
	struct slice email;
	struct slice password;
};

static enum err send_link(struct request *rq, const struct moving *m)
{
	const struct seal_place place = link_place(rq->caller.id);
	struct link_letter l = {
		.link = {.kind = SECRET_EMAIL, .account = rq->caller.id},
		.letter = LETTER_EMAIL,
		.site = api_parts(rq->api)->letters_site,
		.page = "email",
		.email = m->email};
	enum err e =
		sealed_write(&rq->hands, &place, m->email, &l.link.payload);

	return e == ERR_OK ? link_send(&rq->hands, &l) : e;
}

static enum err keep(struct request *rq, struct reply *rp)
{
	const struct moving *m = rq->kept;
	struct stored_account known;
	enum err e = account_find(&rq->hands, m->email, &known);

	if (e == ERR_NOT_FOUND ||
	    (e == ERR_OK && slice_eq(known.id, rq->caller.id)))
		e = send_link(rq, m);
	else if (e == ERR_OK)
		e = proof_tell_known(rq, known.id);
	if (e == ERR_OK)
		e = proof_warn(rq, LETTER_EMAIL_ASKED, rq->caller.id);
	if (e == ERR_OK)
		proof_answer(rp, "open_link");
	return e;
}

enum err handle_me_email_ask(struct request *rq, struct reply *rp)
{
	static const struct body_field fields[] = {
		BODY(struct moving, email, BODY_EMAIL, .needed = true),
		BODY(struct moving, password, BODY_SECRET, .needed = true,
		     .most = PASSWORD_READ_MAX),
		BODY_END};
	struct moving *m = ARENA_NEW(rq->arena, struct moving);
	struct stored_account account;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = body_read(rq, fields, m, rp->faults);
	if (e == ERR_OK)
		e = proof_password(rq, m->password, &account, rp->faults);
	if (e != ERR_OK)
		return e;
	*rp->next = (struct next){keep, ROUTE_WRITE, m, NULL};
	return ERR_OK;
}
