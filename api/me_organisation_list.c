/* GET /v1/me/organisations - for which the caller acts, and as what.  READ. */
#include "api/handler.h"
#include "api/organisation_row.h"
#include "api/paging.h"
#include "store/members.h"

handler_fn handle_me_organisation_list;

enum err handle_me_organisation_list(struct request *rq, struct reply *rp)
{
	struct stored_members own;
	struct page page, last = {.id = {NULL, 0}};
	enum err e;

	e = paging_begin(rq, paging_params, 0, &page, rp->faults);
	if (e == ERR_OK)
		e = members_of_account(rq->db, rq->arena, rq->caller.id, &page,
				       &own);
	if (e != ERR_OK)
		return e;
	paging_open(rp);
	for (size_t i = 0; e == ERR_OK && i < own.count; i++) {
		e = organisation_row_own(rq, rp, &own.items[i]);
		last.id = own.items[i].organisation;
	}
	paging_close(rq, rp, &page, own.count, &last);
	return e;
}
