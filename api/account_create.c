/*
 * POST /v1/accounts - a new account; the address is to be confirmed.
 *
 * Whether the address has an account already is nobody's to find out: the
 * reply and the time that it takes are the same, and the letter tells its
 * owner.
 *
 * HASH: the password; then WRITE.
 */
#include "api/account_body.h"
#include "api/api.h"
#include "api/handler.h"
#include "api/proofs.h"
#include "base/arena.h"
#include "crypt/password.h"
#include "people/account.h"

handler_fn handle_account_create;

/* Between the two lines. */
struct making {
	struct account_body body;
	char stored[PASSWORD_STORED_BYTES];
};

static enum err make(struct request *rq, const struct making *m)
{
	const struct account_wish wish = {
		.email = m->body.email,
		.password = slice_of(m->stored),
		.role = slice_of(account_role_words[m->body.role]),
		.lang = slice_of(lang_code(m->body.lang)),
		.state = SLICE("unverified")};
	struct slice id;
	enum err e = account_make(&rq->hands, &wish, &id);

	return e == ERR_OK ? proof_ask_address(rq, id) : e;
}

static enum err keep(struct request *rq, struct reply *rp)
{
	const struct making *m = rq->kept;
	struct stored_account known;
	enum err e = account_find(&rq->hands, m->body.email, &known);

	if (e == ERR_NOT_FOUND)
		e = make(rq, m);
	else if (e == ERR_OK)
		e = proof_tell_known(rq, known.id);
	if (e != ERR_OK)
		return e;
	rp->http->status = 201;
	jw_object(rp->json, NULL);
	jw_word(rp->json, "next", "confirm_email");
	jw_end(rp->json);
	return ERR_OK;
}

enum err handle_account_create(struct request *rq, struct reply *rp)
{
	const struct passwords *ps = api_parts(rq->api)->passwords;
	struct making *m = ARENA_NEW(rq->arena, struct making);
	enum err e = account_body_read(rq, &m->body, rp->faults);

	if (e != ERR_OK)
		return e;
	e = password_check(ps, m->body.password, m->body.email, "/password",
			   rp->faults);
	if (e == ERR_OK)
		e = password_hash(ps, m->body.password, m->stored);
	if (e != ERR_OK)
		return e;
	*rp->next = (struct next){keep, ROUTE_WRITE, m, NULL};
	return ERR_OK;
}
