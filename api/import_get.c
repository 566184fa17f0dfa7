/* GET /v1/organisations/{id}/imports/{import} - what it did, or how far it is.  READ. */
#include "api/handler.h"
#include "api/import_row.h"
#include "api/params.h"

handler_fn handle_import_get;

enum err handle_import_get(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"lang", NULL};

	params_only(rq->http, known, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	return import_row_write(rq, rp, rq->second);
}
