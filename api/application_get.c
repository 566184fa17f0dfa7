/*
 * GET /v1/applications/{id} - one application, as its side sees it.
 *
 * READ; for an administrator then WRITE: the audit chain says who looked.
 */
#include "api/application_row.h"
#include "api/handler.h"
#include "api/params.h"
#include "people/audit.h"

handler_fn handle_application_get;

static enum err write(struct request *rq, struct reply *rp)
{
	struct stored_application it;
	enum err e = applications_get(rq->db, rq->arena, rq->argument, &it);

	return e == ERR_OK
		       ? application_row_whole(rq, rp, rq->caller.party, &it)
		       : e;
}

/* Its notes and places to meet are what people wrote. */
static enum err look(struct request *rq, struct reply *rp)
{
	enum err e = audit_tell(
		&rq->hands,
		&(struct audit_word){.actor = rq->caller.id,
				     .action = SLICE("application.read"),
				     .object = rq->argument});

	return e == ERR_OK ? write(rq, rp) : e;
}

enum err handle_application_get(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"lang", NULL};

	params_only(rq->http, known, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	if (rq->caller.party != PARTY_ADMINISTRATOR)
		return write(rq, rp);
	*rp->next = (struct next){look, ROUTE_WRITE, NULL, NULL};
	return ERR_OK;
}
