/*
 * DELETE /v1/me/documents/{id} - a paper goes; 409 while the application that
 * it was given with lives: it can be withdrawn first.
 *
 * WRITE.
 */
#include "api/handler.h"
#include "api/params.h"
#include "store/applications.h"
#include "store/documents.h"

handler_fn handle_document_delete;

static enum err check_given(struct request *rq,
			    const struct stored_document *row)
{
	struct page page = {.id = SLICE(""), .limit = PAGE_MAX};
	struct stored_applications live;
	enum err e;

	if (row->application.n == 0)
		return ERR_OK;
	e = applications_live(rq->db, rq->arena, rq->caller.id, &page, &live);
	for (size_t i = 0; e == ERR_OK && i < live.count; i++) {
		if (slice_eq(live.items[i].id, row->application))
			return ERR_CONFLICT;
	}
	return e;
}

enum err handle_document_delete(struct request *rq, struct reply *rp)
{
	struct stored_document row;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = documents_get(rq->db, rq->arena, rq->argument, &row);
	if (e == ERR_OK && !slice_eq(row.account, rq->caller.id))
		e = ERR_NOT_FOUND;
	if (e == ERR_OK)
		e = check_given(rq, &row);
	if (e == ERR_OK)
		e = documents_remove(rq->db, row.id, rq->caller.id);
	if (e == ERR_OK)
		rp->http->status = 204;
	return e;
}
