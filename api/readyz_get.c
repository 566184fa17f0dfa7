/* GET /readyz - 200 once a snapshot is published, 503 before. */
#include "api/handler.h"
#include "api/params.h"
#include "matcher/snapshot.h"

handler_fn handle_readyz_get;

enum err handle_readyz_get(struct request *rq, struct reply *rp)
{
	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	if (rq->snapshot == NULL)
		return ERR_BUSY;
	rp->http->cache_control = "no-store";
	jw_object(rp->json, NULL);
	jw_word(rp->json, "status", "ready");
	jw_text(rp->json, "snapshot", rq->snapshot->name);
	jw_int(rp->json, "openings", (int64_t)rq->snapshot->count);
	jw_end(rp->json);
	return ERR_OK;
}
