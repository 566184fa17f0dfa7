/*
 * PUT /v1/me/profile - what a seeker says: facts, texts and wishes.
 *
 * Facts and wishes are kept as they can be matched and counted; texts are
 * sealed.  With If-Match only the version that was read is replaced.
 *
 * WRITE.
 */
#include "api/handler.h"
#include "api/params.h"
#include "api/profile_row.h"
#include "json/jr.h"

handler_fn handle_profile_put;

enum err handle_profile_put(struct request *rq, struct reply *rp)
{
	const struct jr *body;
	struct stored_profile row;
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = jr_parse(rq->arena, rq->http->body, &body, rp->faults);
	if (e == ERR_OK)
		e = profile_row_read(rq, &row);
	return e == ERR_OK ? profile_row_keep(rq, rp, body, &row) : e;
}
