/* GET /v1/me/applications - what the seeker sent, newest first.  READ. */
#include "api/application_row.h"
#include "api/handler.h"
#include "api/paging.h"

handler_fn handle_me_application_list;

enum err handle_me_application_list(struct request *rq, struct reply *rp)
{
	struct stored_applications list;
	struct page page;
	enum err e;

	e = paging_begin(rq, paging_params, PAGE_LAST, &page, rp->faults);
	if (e == ERR_OK)
		e = applications_of_person(rq->db, rq->arena, rq->caller.id,
					   &page, &list);
	if (e != ERR_OK)
		return e;
	return application_row_list(rq, rp, PARTY_SEEKER, &page, &list);
}
