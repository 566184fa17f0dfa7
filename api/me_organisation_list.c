/* GET /v1/me/organisations - for which the caller acts, and as what.  READ. */
#include "api/handler.h"
#include "api/organisation_row.h"
#include "api/paging.h"
#include "api/params.h"
#include "store/members.h"

handler_fn handle_me_organisation_list;

static enum err write(struct request *rq, struct reply *rp,
		      const struct stored_member *m)
{
	struct stored_organisation row;
	enum err e =
		organisations_get(rq->db, rq->arena, m->organisation, &row);

	if (e != ERR_OK)
		return e;
	row.id = m->organisation;
	jw_object(rp->json, NULL);
	e = organisation_row_members(rq, rp, &row);
	jw_text(rp->json, "role", m->role);
	jw_time(rp->json, "since", m->since_us);
	if (e == ERR_OK)
		e = organisation_row_verification(rq, rp, m->organisation);
	jw_end(rp->json);
	return e;
}

enum err handle_me_organisation_list(struct request *rq, struct reply *rp)
{
	struct stored_members own;
	struct page page, last = {.id = {NULL, 0}};
	enum err e;

	params_only(rq->http, paging_params, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	e = paging_read(rq, 0, &page, rp->faults);
	if (e == ERR_OK)
		e = members_of_account(rq->db, rq->arena, rq->caller.id, &page,
				       &own);
	if (e != ERR_OK)
		return e;
	jw_object(rp->json, NULL);
	jw_array(rp->json, "items");
	for (size_t i = 0; e == ERR_OK && i < own.count; i++) {
		e = write(rq, rp, &own.items[i]);
		last.id = own.items[i].organisation;
	}
	jw_end(rp->json);
	paging_write(rq, rp, &page, own.count, &last);
	jw_end(rp->json);
	return e;
}
