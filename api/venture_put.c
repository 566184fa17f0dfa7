/*
 * PUT /v1/me/ventures/{id} - its lead says it anew; with If-Match only the
 * version that was read is replaced.
 *
 * WRITE.
 */
#include "api/handler.h"
#include "api/params.h"
#include "api/venture_row.h"

handler_fn handle_venture_put;

enum err handle_venture_put(struct request *rq, struct reply *rp)
{
	struct stored_venture row;
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = venture_row_led(rq, rq->argument, &row);
	if (e == ERR_OK &&
	    net_if_match(rq->http, venture_row_etag(rq->arena, row.version)) ==
		    NET_MATCH_NO)
		e = ERR_STALE;
	if (e == ERR_OK)
		e = venture_row_body(rq, &row, rp->faults);
	if (e == ERR_OK)
		e = ventures_put(rq->db, &row, &row.version);
	if (e == ERR_OK)
		e = ventures_get(rq->db, rq->arena, rq->argument, &row);
	if (e != ERR_OK)
		return e;
	rp->http->etag = venture_row_etag(rq->arena, row.version);
	return venture_row_write(rq, rp->json, &row);
}
