/*
 * GET /v1/openings/{id}/document - as its editors wrote it, in any status, with
 * what seems to be the same.  READ.
 */
#include "api/handler.h"
#include "api/params.h"
#include "api/posting.h"

handler_fn handle_opening_document_get;

enum err handle_opening_document_get(struct request *rq, struct reply *rp)
{
	if (rq->snapshot == NULL)
		return ERR_BUSY;
	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	return posting_write(rq, rp, rq->argument);
}
