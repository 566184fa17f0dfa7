/* GET /v1/me/searches - what a seeker saved.  READ. */
#include "api/handler.h"
#include "api/paging.h"
#include "api/params.h"
#include "api/search_row.h"

handler_fn handle_search_list;

enum err handle_search_list(struct request *rq, struct reply *rp)
{
	struct stored_searches them;
	struct page page, last = {0};
	enum err e;

	params_only(rq->http, paging_params, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	e = paging_read(rq, 0, &page, rp->faults);
	if (e == ERR_OK)
		e = searches_of_account(rq->db, rq->arena, rq->caller.id, &page,
					&them);
	if (e != ERR_OK)
		return e;
	jw_object(rp->json, NULL);
	jw_array(rp->json, "items");
	for (size_t i = 0; e == ERR_OK && i < them.count; i++) {
		jw_object(rp->json, NULL);
		e = search_row_members(rq, rp->json, &them.items[i]);
		jw_end(rp->json);
		last.id = them.items[i].id;
	}
	jw_end(rp->json);
	paging_write(rq, rp, &page, them.count, &last);
	jw_end(rp->json);
	return e;
}
