/*
 * PUT /v1/me/hidden/{organisation} - the seeker is no candidate for it any more.
 *
 * WRITE.
 */
#include "api/handler.h"
#include "api/params.h"
#include "store/approaches.h"
#include "store/organisations.h"

handler_fn handle_hidden_put;

enum err handle_hidden_put(struct request *rq, struct reply *rp)
{
	const struct stored_hidden row = {.account = rq->caller.id,
					  .organisation = rq->argument,
					  .at_us = rq->hands.now_us};
	struct stored_organisation o;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = organisations_get(rq->db, rq->arena, rq->argument, &o);
	if (e == ERR_OK)
		e = hidden_put(rq->db, &row);
	if (e != ERR_OK)
		return e;
	rp->http->status = 204;
	return ERR_OK;
}
