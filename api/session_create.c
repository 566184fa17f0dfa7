/*
 * POST /v1/sessions - signs in: a cookie for pages of ours, a bearer token for
 * other clients.
 *
 * An address that nobody has takes as long as a wrong password, and is
 * answered the same.
 *
 * HASH: the password; then WRITE.
 */
#include "api/account_body.h"
#include "api/api.h"
#include "api/handler.h"
#include "api/signing.h"
#include "base/arena.h"
#include "base/clock.h"
#include "crypt/password.h"
#include "people/account.h"

handler_fn handle_session_create;

struct signing_in {
	struct login_body body;
	struct stored_account account;
	bool is_old; /* the stored password wants other parameters */
	char stored[PASSWORD_STORED_BYTES];
};

static enum err find_account(struct request *rq, struct signing_in *s)
{
	enum err e = account_find(&rq->hands, s->body.email, &s->account);

	if (e != ERR_NOT_FOUND)
		return e;
	s->account = (struct stored_account){.password = {NULL, 0}};
	return ERR_OK;
}

/* Who has more rights is signed in for a short while, by either. */
static enum login_kind kind_of(const struct signing_in *s)
{
	if (slice_is(s->account.role, "administrator"))
		return LOGIN_STAFF;
	return s->body.kind == LOGIN_ASKED_BEARER ? LOGIN_BEARER : LOGIN_COOKIE;
}

/* The same words, whatever was wrong. */
static enum err tell(struct reply *rp, enum err e)
{
	if (e == ERR_UNAUTHENTICATED)
		fault_at_pointer(rp->faults, FAULT_LOGIN_WRONG, "", NULL);
	return e;
}

static enum err keep(struct request *rq, struct reply *rp)
{
	struct signing_in *s = rq->kept;
	struct roster_row now;
	enum err e = accounts_roster(rq->db, rq->arena, s->account.id, &now);

	if (e != ERR_OK)
		return tell(rp, e == ERR_NOT_FOUND ? ERR_UNAUTHENTICATED : e);
	/* It may have been blocked, or the password changed, meanwhile. */
	if (now.epoch != s->account.epoch || slice_is(now.state, "blocked"))
		return tell(rp, ERR_UNAUTHENTICATED);
	e = accounts_signed_in(rq->db, now.id, clock_now_us());
	if (e == ERR_OK && s->is_old)
		e = accounts_rehash(rq->db, now.id, s->account.password,
				    slice_of(s->stored));
	if (e != ERR_OK && e != ERR_STALE)
		return e;
	rp->http->status = 201;
	return signing_make(rq, rp,
			    &(struct signing){.account = now.id,
					      .epoch = now.epoch,
					      .kind = kind_of(s),
					      .is_bearer = s->body.kind ==
							   LOGIN_ASKED_BEARER});
}

enum err handle_session_create(struct request *rq, struct reply *rp)
{
	const struct passwords *ps = api_parts(rq->api)->passwords;
	struct signing_in *s = ARENA_NEW(rq->arena, struct signing_in);
	enum err e = login_body_read(rq, &s->body, rp->faults);

	if (e == ERR_OK)
		e = find_account(rq, s);
	if (e == ERR_OK)
		e = password_verify(ps, s->body.password, s->account.password,
				    &s->is_old);
	if (e == ERR_OK && s->is_old)
		e = password_hash(ps, s->body.password, s->stored);
	if (e != ERR_OK)
		return tell(rp, e);
	*rp->next = (struct next){keep, ROUTE_WRITE, s, NULL};
	return ERR_OK;
}
