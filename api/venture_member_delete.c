/*
 * DELETE /v1/me/ventures/{id}/members/{account} - by its lead, or by whoever
 * leaves.
 *
 * WRITE.
 */
#include "api/handler.h"
#include "api/params.h"
#include "api/venture_row.h"

handler_fn handle_venture_member_delete;

enum err handle_venture_member_delete(struct request *rq, struct reply *rp)
{
	struct stored_venture row;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = venture_row_find(rq, rq->argument, &row);
	if (e == ERR_OK && !slice_eq(rq->second, rq->caller.id))
		e = venture_row_led(rq, rq->argument, &row);
	if (e == ERR_OK)
		e = ventures_remove_member(rq->db, row.id, rq->second);
	if (e == ERR_OK)
		rp->http->status = 204;
	return e;
}
