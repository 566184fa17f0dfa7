/* GET /v1/organisations/{id}/invitations - who was asked.  READ. */
#include "api/handler.h"
#include "api/invitation_row.h"
#include "api/paging.h"

handler_fn handle_invitation_list;

enum err handle_invitation_list(struct request *rq, struct reply *rp)
{
	struct stored_invitations all;
	struct page page, last = {.id = {NULL, 0}};
	enum err e;

	e = paging_begin(rq, paging_params, 0, &page, rp->faults);
	if (e == ERR_OK)
		e = members_invitations(rq->db, rq->arena, rq->argument, &page,
					&all);
	if (e != ERR_OK)
		return e;
	paging_open(rp);
	for (size_t i = 0; e == ERR_OK && i < all.count; i++) {
		e = invitation_row_write(rq, rp, &all.items[i]);
		last.id = all.items[i].id;
	}
	paging_close(rq, rp, &page, all.count, &last);
	return e;
}
