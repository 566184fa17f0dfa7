/* GET /v1/organisations/{id}/webhooks - where it is told what happens.  READ. */
#include "api/handler.h"
#include "api/paging.h"
#include "api/params.h"
#include "api/webhook_row.h"

handler_fn handle_webhook_list;

enum err handle_webhook_list(struct request *rq, struct reply *rp)
{
	struct stored_webhooks them;
	struct page page, last = {0};
	enum err e;

	params_only(rq->http, paging_params, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	e = paging_read(rq, 0, &page, rp->faults);
	if (e == ERR_OK)
		e = webhooks_of_organisation(rq->db, rq->arena, rq->argument,
					     &page, &them);
	if (e != ERR_OK)
		return e;
	jw_object(rp->json, NULL);
	jw_array(rp->json, "items");
	for (size_t i = 0; i < them.count; i++) {
		jw_object(rp->json, NULL);
		webhook_row_members(rp->json, &them.items[i]);
		jw_end(rp->json);
		last.id = them.items[i].id;
	}
	jw_end(rp->json);
	paging_write(rq, rp, &page, them.count, &last);
	jw_end(rp->json);
	return ERR_OK;
}
