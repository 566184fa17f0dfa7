/*
 * POST /v1/organisations/join - takes up the invitation of a letter.
 *
 * By the account of the address that it was sent to, and no other.
 *
 * WRITE.
 */
#include "api/handler.h"
#include "api/organisation_row.h"
#include "api/params.h"
#include "api/proofs.h"
#include "people/membership.h"

handler_fn handle_organisation_join;

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

enum err handle_organisation_join(struct request *rq, struct reply *rp)
{
	struct token_body body;
	struct stored_member m;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = token_body_read(rq, false, &body, rp->faults);
	if (e != ERR_OK)
		return e;
	e = membership_join(&rq->hands, rq->caller.id, body.token, &m);
	if (e == ERR_FORBIDDEN) {
		fault_at_pointer(rp->faults, FAULT_INVITED, "/token", NULL);
		return ERR_INVALID;
	}
	return e == ERR_OK ? write(rq, rp, &m) : e;
}
