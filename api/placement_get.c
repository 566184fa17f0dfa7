/*
 * GET /v1/placements/{id} - one placement, as its side sees it.
 *
 * READ; for an administrator then WRITE: the audit chain says who looked.
 */
#include "api/handler.h"
#include "api/params.h"
#include "api/placement_row.h"
#include "people/audit.h"

handler_fn handle_placement_get;

static enum err look(struct request *rq, struct reply *rp)
{
	enum err e = audit_tell(
		&rq->hands,
		&(struct audit_word){.actor = rq->caller.id,
				     .action = SLICE("placement.read"),
				     .object = rq->argument});

	return e == ERR_OK ? placement_row_whole(rq, rp, rq->caller.party,
						 rq->argument)
			   : e;
}

enum err handle_placement_get(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"lang", NULL};

	params_only(rq->http, known, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	if (rq->caller.party != PARTY_ADMINISTRATOR)
		return placement_row_whole(rq, rp, rq->caller.party,
					   rq->argument);
	*rp->next = (struct next){look, ROUTE_WRITE, NULL, NULL};
	return ERR_OK;
}
