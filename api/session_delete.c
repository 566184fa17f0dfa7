/*
 * DELETE /v1/sessions/current - signs out here.
 *
 * WRITE: that it ended outlives a crash, and a Redis that is restored from an
 * old file.
 */
#include "api/api.h"
#include "api/credentials.h"
#include "api/handler.h"
#include "api/params.h"
#include "base/arena.h"
#include "session/session.h"

handler_fn handle_session_delete;

enum err handle_session_delete(struct request *rq, struct reply *rp)
{
	struct session_ask *ask = ARENA_NEW(rq->arena, struct session_ask);
	struct seat seat = {.db = rq->db};
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	*ask = (struct session_ask){.verb = SESSION_DROP,
				    .login = *rq->caller.login};
	e = session_forget(api_parts(rq->api)->sessions, &seat, &ask->login);
	if (e != ERR_OK)
		return e;
	rp->http->status = 204;
	net_reply_field(rp->http, "Set-Cookie",
			credentials_cookie(rq->arena, NULL));
	rp->next->ask = ask;
	return ERR_OK;
}
