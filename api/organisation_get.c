/* GET /v1/organisations/{id} - what anyone may know of one.  READ. */
#include "api/handler.h"
#include "api/organisation_row.h"
#include "api/params.h"

handler_fn handle_organisation_get;

enum err handle_organisation_get(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"lang", NULL};

	params_only(rq->http, known, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	return organisation_row_write(rq, rp, rq->argument);
}
