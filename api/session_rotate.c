/*
 * POST /v1/sessions/rotation - a new bearer token in the place of this one,
 * which ends.
 *
 * Both are of one family, whose life does not grow.  The older one shown again
 * ends the family (reuse.c).  ERR_CONFLICT: the login is by cookie.
 *
 * WRITE.
 */
#include "api/handler.h"
#include "api/params.h"
#include "api/signing.h"
#include "session/login.h"
#include "store/logins.h"

handler_fn handle_session_rotate;

/* Two requests with one token at once: the first has it. */
static enum err check_first(struct request *rq)
{
	const struct login *l = rq->caller.login;
	struct stored_login row;
	enum err e =
		logins_get(rq->db, rq->arena,
			   hands_octets(l->digest, sizeof(l->digest)), &row);

	if (e == ERR_OK && row.epoch < 0)
		return ERR_UNAUTHENTICATED;
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

enum err handle_session_rotate(struct request *rq, struct reply *rp)
{
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	if (!login_is_bearer(rq->caller.login))
		return ERR_CONFLICT;
	e = check_first(rq);
	if (e != ERR_OK)
		return e;
	rp->http->status = 201;
	return signing_make(rq, rp,
			    &(struct signing){.account = rq->caller.id,
					      .epoch = rq->caller.epoch,
					      .kind = rq->caller.login->kind,
					      .is_bearer = true,
					      .before = rq->caller.login});
}
