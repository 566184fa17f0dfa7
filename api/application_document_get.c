/*
 * GET /v1/applications/{id}/documents/{document} - a paper that was given with
 * an application, for the members of its organisation, to be saved.
 *
 * WRITE: the audit chain says who looked; then READ: the paper itself.
 */
#include "api/document_send.h"
#include "api/handler.h"
#include "api/params.h"
#include "base/arena.h"
#include "people/audit.h"
#include "store/enclosures.h"

handler_fn handle_application_document_get;

static enum err find(struct request *rq, struct stored_document *ret)
{
	bool has;
	enum err e = enclosures_have(rq->db, rq->argument, rq->second, &has);

	if (e == ERR_OK && !has)
		return ERR_NOT_FOUND;
	return e == ERR_OK ? documents_get(rq->db, rq->arena, rq->second, ret)
			   : e;
}

static enum err send(struct request *rq, struct reply *rp)
{
	struct stored_document row;
	enum err e = find(rq, &row);

	return e == ERR_OK ? document_send(&rq->hands, rp, &row) : e;
}

enum err handle_application_document_get(struct request *rq, struct reply *rp)
{
	struct stored_document row;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = find(rq, &row);
	if (e == ERR_OK)
		e = audit_tell(
			&rq->hands,
			&(struct audit_word){.actor = rq->caller.id,
					     .action = SLICE("document.read"),
					     .object = row.id,
					     .detail = rq->argument});
	if (e != ERR_OK)
		return e;
	*rp->next = (struct next){send, ROUTE_READ, NULL, NULL};
	return ERR_OK;
}
