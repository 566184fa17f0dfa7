/* session_row - see session_row.h. */
#include "api/session_row.h"

#include <stdio.h>

#include "base/arena.h"
#include "session/session.h"

void session_row_ask(struct request *rq, struct reply *rp, handler_fn *then,
		     enum route_cost cost)
{
	struct session_ask *ask = ARENA_NEW(rq->arena, struct session_ask);

	*ask = (struct session_ask){.verb = SESSION_LIST,
				    .login = *rq->caller.login,
				    .arena = rq->arena};
	*rp->next = (struct next){
		.handle = then, .cost = cost, .kept = ask, .ask = ask};
}

const struct login *session_row_next(const struct request *rq, size_t *at)
{
	const struct session_ask *ask = rq->kept;

	while (*at < ask->count) {
		const struct login *l = &ask->logins[(*at)++];

		if (l->epoch == rq->caller.epoch)
			return l;
	}
	return NULL;
}

void session_row_id(const struct login *l, char id[SESSION_ID_CHARS + 1])
{
	for (size_t i = 0; i < SESSION_ID_CHARS / 2; i++)
		snprintf(id + 2 * i, 3, "%02x", l->digest[i]);
}
