/*
 * GET /v1/me/sessions - where the account is signed in, newest first; at most
 * LOGINS_EACH_MAX.
 *
 * READ, twice.
 */
#include <string.h>

#include "api/handler.h"
#include "api/params.h"
#include "api/session_row.h"

handler_fn handle_me_session_list;

static void write_one(struct request *rq, struct reply *rp,
		      const struct login *l)
{
	char id[SESSION_ID_CHARS + 1];

	session_row_id(l, id);
	jw_object(rp->json, NULL);
	jw_word(rp->json, "id", id);
	jw_word(rp->json, "kind", login_is_bearer(l) ? "bearer" : "cookie");
	jw_word(rp->json, "label", l->label);
	jw_time(rp->json, "created", l->created_us);
	jw_time(rp->json, "expires", l->expires_us);
	jw_bool(rp->json, "current",
		memcmp(l->digest, rq->caller.login->digest,
		       sizeof(l->digest)) == 0);
	jw_end(rp->json);
}

static enum err write_all(struct request *rq, struct reply *rp)
{
	const struct login *l;
	size_t at = 0;

	jw_object(rp->json, NULL);
	jw_array(rp->json, "items");
	while ((l = session_row_next(rq, &at)) != NULL)
		write_one(rq, rp, l);
	jw_end(rp->json);
	jw_null(rp->json, "next");
	jw_end(rp->json);
	return ERR_OK;
}

enum err handle_me_session_list(struct request *rq, struct reply *rp)
{
	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	session_row_ask(rq, rp, write_all, ROUTE_READ);
	return ERR_OK;
}
