/* GET /v1/me/placements - where the seeker started.  READ. */
#include "api/handler.h"
#include "api/paging.h"
#include "api/placement_row.h"

handler_fn handle_me_placement_list;

enum err handle_me_placement_list(struct request *rq, struct reply *rp)
{
	struct stored_placements list;
	struct page page;
	enum err e;

	e = paging_begin(rq, paging_params, 0, &page, rp->faults);
	if (e == ERR_OK)
		e = placements_of_person(rq->db, rq->arena, rq->caller.id,
					 &page, &list);
	if (e != ERR_OK)
		return e;
	return placement_row_list(rq, rp, PARTY_SEEKER, &page, &list);
}
