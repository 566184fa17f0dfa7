/*
 * GET /v1/organisations/{id}/applications - of all its openings, those of one
 * state, oldest first: what waits for an answer unless another is asked.  READ.
 */
#include "api/application_row.h"
#include "api/application_state.h"
#include "api/handler.h"
#include "api/paging.h"
#include "api/params.h"

handler_fn handle_organisation_application_list;

enum err handle_organisation_application_list(struct request *rq,
					      struct reply *rp)
{
	static const char *const known[] = {"state", "limit", "cursor", "lang",
					    NULL};
	struct application_group group = {.of = rq->argument};
	struct stored_applications list;
	struct page page;
	enum err e;

	params_only(rq->http, known, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	e = application_state_read(rq, &group.state, rp->faults);
	if (e == ERR_OK)
		e = paging_read(rq, 0, &page, rp->faults);
	if (e != ERR_OK)
		return e;
	if (group.state.n == 0)
		group.state = SLICE("submitted");
	e = applications_of_organisation(rq->db, rq->arena, &group, &page,
					 &list);
	if (e != ERR_OK)
		return e;
	return application_row_list(rq, rp, PARTY_MEMBER, &page, &list);
}
