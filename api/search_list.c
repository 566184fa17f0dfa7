/* GET /v1/me/searches - what a seeker saved.  READ. */
#include "api/handler.h"
#include "api/paging.h"
#include "api/search_row.h"

handler_fn handle_search_list;

enum err handle_search_list(struct request *rq, struct reply *rp)
{
	struct stored_searches them;
	struct page page, last = {0};
	enum err e;

	e = paging_begin(rq, paging_params, 0, &page, rp->faults);
	if (e == ERR_OK)
		e = searches_of_account(rq->db, rq->arena, rq->caller.id, &page,
					&them);
	if (e != ERR_OK)
		return e;
	paging_open(rp);
	for (size_t i = 0; e == ERR_OK && i < them.count; i++) {
		jw_object(rp->json, NULL);
		e = search_row_members(rq, rp->json, &them.items[i]);
		jw_end(rp->json);
		last.id = them.items[i].id;
	}
	paging_close(rq, rp, &page, them.count, &last);
	return e;
}
