/*
 * GET /v1/openings/{id}/versions - what people wrote into it here, newest
 * first.  READ.
 */
#include "api/handler.h"
#include "api/paging.h"
#include "store/desk.h"

handler_fn handle_opening_version_list;

enum err handle_opening_version_list(struct request *rq, struct reply *rp)
{
	struct stored_versions all;
	struct page page, last = {.number = 0};
	enum err e;

	e = paging_begin(rq, paging_params, PAGE_LAST, &page, rp->faults);
	if (e == ERR_OK)
		e = desk_versions(rq->db, rq->arena, rq->argument, &page, &all);
	if (e != ERR_OK)
		return e;
	paging_open(rp);
	for (size_t i = 0; i < all.count; i++) {
		const struct stored_version *v = &all.items[i];

		jw_object(rp->json, NULL);
		jw_int(rp->json, "version", v->version);
		jw_text(rp->json, "account", v->account);
		jw_time(rp->json, "at", v->at_us);
		jw_raw(rp->json, "document", v->document);
		jw_end(rp->json);
		last.number = v->version;
	}
	paging_close(rq, rp, &page, all.count, &last);
	return ERR_OK;
}
