/*
 * PUT /v1/admin/programmes/{id} - the whole programme anew, its status too.
 * WRITE.
 */
#include "api/handler.h"
#include "api/opening_tag.h"
#include "api/params.h"
#include "api/programme_row.h"
#include "json/jr.h"

handler_fn handle_programme_put;

enum err handle_programme_put(struct request *rq, struct reply *rp)
{
	struct stored_opening stored;
	struct posting p = {.is_programme = true,
			    .id = rq->argument,
			    .confirmed = rq->today};
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = openings_get(rq->db, rq->arena, rq->argument, &stored);
	if (e == ERR_OK && !slice_is(stored.type, "programme"))
		e = ERR_NOT_FOUND;
	if (e == ERR_OK)
		e = opening_tag_match(rq, stored.document);
	if (e == ERR_OK)
		e = jr_parse(rq->arena, rq->http->body, &p.body, rp->faults);
	if (e == ERR_OK)
		e = programme_row_keep(rq, &p, "programme.changed", rp->faults);
	return e == ERR_OK ? posting_write(rq, rp, rq->argument) : e;
}
