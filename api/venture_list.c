/*
 * GET /v1/me/ventures - those that the seeker leads, then those that they
 * belong to.
 *
 * All at once: an account leads at most VENTURES_MAX and belongs to as many.
 *
 * READ.
 */
#include "api/handler.h"
#include "api/params.h"
#include "api/venture_row.h"

handler_fn handle_venture_list;

static enum err write_led(struct request *rq, struct json_writer *w)
{
	struct page page = {.id = SLICE(""), .limit = VENTURES_MAX};
	struct stored_ventures rows;
	enum err e = ventures_of_lead(rq->db, rq->arena, rq->caller.id, &page,
				      &rows);

	for (size_t i = 0; e == ERR_OK && i < rows.count; i++)
		e = venture_row_write(rq, w, &rows.items[i]);
	return e;
}

static enum err write_joined(struct request *rq, struct json_writer *w)
{
	struct page page = {.id = SLICE(""), .limit = VENTURES_MAX};
	struct stored_venture_members rows;
	struct stored_venture row;
	enum err e = ventures_of_account(rq->db, rq->arena, rq->caller.id,
					 &page, &rows);

	for (size_t i = 0; e == ERR_OK && i < rows.count; i++) {
		e = venture_row_find(rq, rows.items[i].venture, &row);
		if (e == ERR_OK)
			e = venture_row_write(rq, w, &row);
		else if (e == ERR_NOT_FOUND)
			e = ERR_OK; /* its lead is gone */
	}
	return e;
}

enum err handle_venture_list(struct request *rq, struct reply *rp)
{
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	jw_object(rp->json, NULL);
	jw_array(rp->json, "items");
	e = write_led(rq, rp->json);
	if (e == ERR_OK)
		e = write_joined(rq, rp->json);
	jw_end(rp->json);
	jw_null(rp->json, "next");
	jw_end(rp->json);
	return e;
}
