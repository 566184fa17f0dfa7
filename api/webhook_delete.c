/* DELETE /v1/organisations/{id}/webhooks/{webhook} - told no more.  WRITE. */
#include "api/handler.h"
#include "api/params.h"
#include "people/audit.h"
#include "store/outbox.h"

handler_fn handle_webhook_delete;

enum err handle_webhook_delete(struct request *rq, struct reply *rp)
{
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = webhooks_remove(rq->db, rq->second, rq->argument);
	if (e == ERR_OK)
		e = audit_tell(
			&rq->hands,
			&(struct audit_word){.actor = rq->caller.id,
					     .action = SLICE("webhook.removed"),
					     .object = rq->argument,
					     .detail = rq->second});
	if (e == ERR_OK)
		rp->http->status = 204;
	return e;
}
