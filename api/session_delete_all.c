/*
 * DELETE /v1/sessions - signs out everywhere.
 *
 * The account's epoch is raised: every login of an older one is none, whatever
 * any store of logins says.
 *
 * WRITE.
 */
#include "api/api.h"
#include "api/credentials.h"
#include "api/handler.h"
#include "api/params.h"
#include "base/arena.h"
#include "session/session.h"
#include "store/accounts.h"

handler_fn handle_session_delete_all;

enum err handle_session_delete_all(struct request *rq, struct reply *rp)
{
	struct session_ask *ask = ARENA_NEW(rq->arena, struct session_ask);
	struct seat seat = {.db = rq->db};
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	*ask = (struct session_ask){.verb = SESSION_DROP_ALL,
				    .login = *rq->caller.login};
	e = accounts_raise_epoch(rq->db, rq->caller.id);
	if (e == ERR_OK)
		e = session_forget_all(api_parts(rq->api)->sessions, &seat,
				       &ask->login, false);
	if (e != ERR_OK)
		return e;
	rp->http->status = 204;
	net_reply_field(rp->http, "Set-Cookie",
			credentials_cookie(rq->arena, NULL));
	rp->next->ask = ask;
	return ERR_OK;
}
