/* GET /v1/me - the account that signed in.  READ. */
#include "api/handler.h"
#include "api/me_row.h"
#include "api/params.h"

handler_fn handle_me_get;

enum err handle_me_get(struct request *rq, struct reply *rp)
{
	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	return me_row_write(rq, rp);
}
