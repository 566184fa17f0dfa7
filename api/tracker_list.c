/* GET /v1/me/trackers - openings elsewhere that the seeker keeps notes of.  READ. */
#include "api/handler.h"
#include "api/paging.h"
#include "api/tracker_row.h"

handler_fn handle_tracker_list;

enum err handle_tracker_list(struct request *rq, struct reply *rp)
{
	struct stored_trackers rows;
	struct page page, last = {.number = 0};
	enum err e;

	e = paging_begin(rq, paging_params, 0, &page, rp->faults);
	if (e == ERR_OK)
		e = trackers_of_account(rq->db, rq->arena, rq->caller.id, &page,
					&rows);
	if (e != ERR_OK)
		return e;
	paging_open(rp);
	for (size_t i = 0; e == ERR_OK && i < rows.count; i++) {
		e = tracker_row_write(&rq->hands, rp->json, &rows.items[i]);
		last.id = rows.items[i].opening;
	}
	paging_close(rq, rp, &page, rows.count, &last);
	return e;
}
