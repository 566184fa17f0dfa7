/* GET /openapi.json - the contract, byte for byte as api/openapi.json. */
#include "api/handler.h"
#include "api/params.h"

handler_fn handle_openapi_get;

static const unsigned char openapi[] = {
#include "api/openapi.inc"
};

enum err handle_openapi_get(struct request *rq, struct reply *rp)
{
	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	rp->http->borrowed =
		(struct slice){(const char *)openapi, sizeof(openapi)};
	rp->http->cache_control = "no-cache";
	return ERR_OK;
}
