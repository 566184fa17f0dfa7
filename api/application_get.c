/*
 * GET /v1/applications/{id} - one application, as its side sees it.  READ.
 */
#include "api/application_row.h"
#include "api/handler.h"
#include "api/params.h"

handler_fn handle_application_get;

enum err handle_application_get(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"lang", NULL};
	struct stored_application it;
	enum err e;

	params_only(rq->http, known, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	e = applications_get(rq->db, rq->arena, rq->argument, &it);
	if (e != ERR_OK)
		return e;
	return application_row_whole(rq, rp, rq->caller.party, &it);
}
