/* GET /v1/me/hidden - organisations that the seeker hides from.  READ. */
#include "api/handler.h"
#include "api/paging.h"
#include "store/approaches.h"

handler_fn handle_hidden_list;

enum err handle_hidden_list(struct request *rq, struct reply *rp)
{
	struct stored_hidden_list list;
	struct page page, last = {.number = 0};
	enum err e;

	e = paging_begin(rq, paging_params, 0, &page, rp->faults);
	if (e == ERR_OK)
		e = hidden_of_account(rq->db, rq->arena, rq->caller.id, &page,
				      &list);
	if (e != ERR_OK)
		return e;
	rp->http->cache_control = "private, no-store";
	paging_open(rp);
	for (size_t i = 0; i < list.count; i++) {
		jw_object(rp->json, NULL);
		jw_text(rp->json, "organisation", list.items[i].organisation);
		jw_time(rp->json, "since", list.items[i].at_us);
		jw_end(rp->json);
		last.id = list.items[i].organisation;
	}
	paging_close(rq, rp, &page, list.count, &last);
	return ERR_OK;
}
