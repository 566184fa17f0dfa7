/* GET /v1/organisations/{id}/drafts/{draft} - what is not published yet.  READ. */
#include "api/draft_row.h"
#include "api/handler.h"
#include "api/params.h"

handler_fn handle_draft_get;

enum err handle_draft_get(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"lang", NULL};

	params_only(rq->http, known, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	return draft_row_write(rq, rp, rq->second);
}
