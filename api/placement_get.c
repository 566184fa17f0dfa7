/* GET /v1/placements/{id} - one placement, as its side sees it.  READ. */
#include "api/handler.h"
#include "api/params.h"
#include "api/placement_row.h"

handler_fn handle_placement_get;

enum err handle_placement_get(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"lang", NULL};

	params_only(rq->http, known, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	return placement_row_whole(rq, rp, rq->caller.party, rq->argument);
}
