/* GET /livez - the process runs and its loop turns; nothing else is claimed. */
#include "api/handler.h"
#include "api/params.h"

handler_fn handle_livez_get;

enum err handle_livez_get(struct request *rq, struct reply *rp)
{
	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	rp->http->cache_control = "no-store";
	jw_object(rp->json, NULL);
	jw_word(rp->json, "status", "alive");
	jw_end(rp->json);
	return ERR_OK;
}
