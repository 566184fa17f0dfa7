/* GET /v1/organisations/{id}/invitations - who was asked.  READ. */
#include "api/handler.h"
#include "api/invitation_row.h"
#include "api/paging.h"
#include "api/params.h"

handler_fn handle_invitation_list;

enum err handle_invitation_list(struct request *rq, struct reply *rp)
{
	struct stored_invitations all;
	struct page page, last = {.id = {NULL, 0}};
	enum err e;

	params_only(rq->http, paging_params, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	e = paging_read(rq, 0, &page, rp->faults);
	if (e == ERR_OK)
		e = members_invitations(rq->db, rq->arena, rq->argument, &page,
					&all);
	if (e != ERR_OK)
		return e;
	jw_object(rp->json, NULL);
	jw_array(rp->json, "items");
	for (size_t i = 0; e == ERR_OK && i < all.count; i++) {
		e = invitation_row_write(rq, rp, &all.items[i]);
		last.id = all.items[i].id;
	}
	jw_end(rp->json);
	paging_write(rq, rp, &page, all.count, &last);
	jw_end(rp->json);
	return e;
}
