/* GET /v1/me/profile - the profile as it was put; 404 before that.  READ. */
#include "api/handler.h"
#include "api/params.h"
#include "api/profile_row.h"

handler_fn handle_profile_get;

enum err handle_profile_get(struct request *rq, struct reply *rp)
{
	struct stored_profile row;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = profile_row_read(rq, &row);
	if (e == ERR_OK && row.version == 0)
		e = ERR_NOT_FOUND;
	return e == ERR_OK ? profile_row_write(rq, rp, &row) : e;
}
