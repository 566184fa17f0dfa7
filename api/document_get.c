/* GET /v1/me/documents/{id} - the paper itself, to be saved.  READ. */
#include "api/document_send.h"
#include "api/handler.h"
#include "api/params.h"

handler_fn handle_document_get;

enum err handle_document_get(struct request *rq, struct reply *rp)
{
	struct stored_document row;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = documents_get(rq->db, rq->arena, rq->argument, &row);
	if (e == ERR_OK && !slice_eq(row.account, rq->caller.id))
		e = ERR_NOT_FOUND;
	return e == ERR_OK ? document_send(&rq->hands, rp, &row) : e;
}
