/* GET /v1/admin/imports/{import} - how far it is, and what it did.  READ. */
#include "api/handler.h"
#include "api/import_row.h"
#include "api/params.h"

handler_fn handle_admin_import_get;

enum err handle_admin_import_get(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"lang", NULL};
	struct slice id = rq->argument;

	params_only(rq->http, known, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	/* Of no organisation. */
	rq->argument = SLICE("");
	return import_row_write(rq, rp, id);
}
