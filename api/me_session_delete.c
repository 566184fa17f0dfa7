/*
 * DELETE /v1/me/sessions/{id} - signs out there.
 *
 * READ, to find it among the caller's; then WRITE.
 */
#include "api/api.h"
#include "api/handler.h"
#include "api/params.h"
#include "api/session_row.h"
#include "base/arena.h"
#include "session/session.h"

handler_fn handle_me_session_delete;

static const struct login *find(const struct request *rq)
{
	const struct login *l;
	size_t at = 0;

	while ((l = session_row_next(rq, &at)) != NULL) {
		char id[SESSION_ID_CHARS + 1];

		session_row_id(l, id);
		if (slice_is(rq->argument, id))
			return l;
	}
	return NULL;
}

static enum err end(struct request *rq, struct reply *rp)
{
	const struct login *l = find(rq);
	struct session_ask *ask;
	struct seat seat = {.db = rq->db};
	enum err e;

	if (l == NULL)
		return ERR_NOT_FOUND;
	ask = ARENA_NEW(rq->arena, struct session_ask);
	*ask = (struct session_ask){.verb = SESSION_DROP, .login = *l};
	e = session_forget(api_parts(rq->api)->sessions, &seat, &ask->login);
	if (e != ERR_OK)
		return e;
	rp->http->status = 204;
	rp->next->ask = ask;
	return ERR_OK;
}

enum err handle_me_session_delete(struct request *rq, struct reply *rp)
{
	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	session_row_ask(rq, rp, end, ROUTE_WRITE);
	return ERR_OK;
}
