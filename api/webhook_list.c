/* GET /v1/organisations/{id}/webhooks - where it is told what happens.  READ. */
#include "api/handler.h"
#include "api/paging.h"
#include "api/webhook_row.h"

handler_fn handle_webhook_list;

enum err handle_webhook_list(struct request *rq, struct reply *rp)
{
	struct stored_webhooks them;
	struct page page, last = {0};
	enum err e;

	e = paging_begin(rq, paging_params, 0, &page, rp->faults);
	if (e == ERR_OK)
		e = webhooks_of_organisation(rq->db, rq->arena, rq->argument,
					     &page, &them);
	if (e != ERR_OK)
		return e;
	paging_open(rp);
	for (size_t i = 0; i < them.count; i++) {
		jw_object(rp->json, NULL);
		webhook_row_members(rp->json, &them.items[i]);
		jw_end(rp->json);
		last.id = them.items[i].id;
	}
	paging_close(rq, rp, &page, them.count, &last);
	return ERR_OK;
}
