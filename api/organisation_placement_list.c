/* GET /v1/organisations/{id}/placements - who started there.  READ. */
#include "api/handler.h"
#include "api/paging.h"
#include "api/placement_row.h"

handler_fn handle_organisation_placement_list;

enum err handle_organisation_placement_list(struct request *rq,
					    struct reply *rp)
{
	struct stored_placements list;
	struct page page;
	enum err e;

	e = paging_begin(rq, paging_params, 0, &page, rp->faults);
	if (e == ERR_OK)
		e = placements_of_organisation(rq->db, rq->arena, rq->argument,
					       &page, &list);
	if (e != ERR_OK)
		return e;
	return placement_row_list(rq, rp, PARTY_MEMBER, &page, &list);
}
