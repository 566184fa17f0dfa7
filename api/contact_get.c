/* GET /v1/me/contact - how the seeker can be reached; {} before that.  READ. */
#include "api/handler.h"
#include "api/params.h"
#include "api/profile_row.h"
#include "people/contact.h"

handler_fn handle_contact_get;

enum err handle_contact_get(struct request *rq, struct reply *rp)
{
	struct stored_profile row;
	struct slice json;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = profile_row_read(rq, &row);
	if (e == ERR_OK)
		e = contact_open(&rq->hands, row.account, row.contact_sealed,
				 &json);
	if (e != ERR_OK)
		return e;
	if (row.version > 0)
		rp->http->etag = profile_row_etag(rq->arena, row.version);
	jw_raw(rp->json, NULL, json);
	return ERR_OK;
}
