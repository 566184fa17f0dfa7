/*
 * DELETE /v1/me/ventures/{id} - its lead gives it up; 409 while an application
 * of it lives.
 *
 * WRITE.
 */
#include "api/handler.h"
#include "api/params.h"
#include "api/venture_row.h"
#include "people/venture.h"

handler_fn handle_venture_delete;

enum err handle_venture_delete(struct request *rq, struct reply *rp)
{
	struct stored_venture row;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = venture_row_led(rq, rq->argument, &row);
	if (e == ERR_OK &&
	    net_if_match(rq->http, venture_row_etag(rq->arena, row.version)) ==
		    NET_MATCH_NO)
		e = ERR_STALE;
	if (e == ERR_OK)
		e = venture_end(&rq->hands, row.id, row.lead);
	if (e == ERR_OK)
		rp->http->status = 204;
	return e;
}
