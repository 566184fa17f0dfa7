/*
 * PUT /v1/me/password - another password: every login ends, and a new one of
 * the same kind is told.
 *
 * HASH: both passwords; then WRITE.
 */
#include "api/account_body.h"
#include "api/api.h"
#include "api/body.h"
#include "api/handler.h"
#include "api/params.h"
#include "api/proofs.h"
#include "api/signing.h"
#include "base/arena.h"
#include "crypt/password.h"
#include "people/account.h"
#include "session/session.h"

handler_fn handle_me_password_put;

struct changing {
	struct slice password;
	struct slice new_password;
	struct stored_account account;
	char stored[PASSWORD_STORED_BYTES];
};

static enum err read_body(struct request *rq, struct changing *c,
			  struct faults *f)
{
	static const struct body_field fields[] = {
		BODY(struct changing, password, BODY_SECRET, .needed = true,
		     .most = PASSWORD_READ_MAX),
		BODY(struct changing, new_password, BODY_SECRET, .needed = true,
		     .most = PASSWORD_READ_MAX),
		BODY_END};

	if (!params_none(rq->http, f))
		return ERR_INVALID;
	return body_read(rq, fields, c, f);
}

static enum err keep(struct request *rq, struct reply *rp)
{
	const struct changing *c = rq->kept;
	struct seat seat = {.db = rq->db};
	struct roster_row now;
	enum err e;

	/* Two that change it at once: the second knew an older one. */
	if (rq->caller.epoch != c->account.epoch)
		return ERR_UNAUTHENTICATED;
	e = accounts_set_password(rq->db, rq->caller.id, slice_of(c->stored));
	if (e == ERR_OK)
		e = session_forget_all(api_parts(rq->api)->sessions, &seat,
				       rq->caller.login, false);
	if (e == ERR_OK)
		e = proof_warn(rq, LETTER_PASSWORD, rq->caller.id);
	if (e == ERR_OK)
		e = accounts_roster(rq->db, rq->arena, rq->caller.id, &now);
	if (e != ERR_OK)
		return e;
	return signing_make(rq, rp,
			    &(struct signing){.account = rq->caller.id,
					      .epoch = now.epoch,
					      .kind = rq->caller.login->kind,
					      .is_bearer = login_is_bearer(
						      rq->caller.login)});
}

enum err handle_me_password_put(struct request *rq, struct reply *rp)
{
	const struct passwords *ps = api_parts(rq->api)->passwords;
	struct changing *c = ARENA_NEW(rq->arena, struct changing);
	struct slice email;
	enum err e = read_body(rq, c, rp->faults);

	if (e == ERR_OK)
		e = proof_password(rq, c->password, &c->account, rp->faults);
	if (e == ERR_OK)
		e = account_address(&rq->hands, &c->account, &email);
	if (e == ERR_OK)
		e = password_check(ps, c->new_password, email, "/new_password",
				   rp->faults);
	if (e == ERR_OK)
		e = password_hash(ps, c->new_password, c->stored);
	if (e != ERR_OK)
		return e;
	*rp->next = (struct next){keep, ROUTE_WRITE, c, NULL};
	return ERR_OK;
}
