/*
 * POST /v1/organisations/{id}/verification - an administrator is asked again,
 * after a refusal.  WRITE.
 */
#include "api/handler.h"
#include "api/organisation_row.h"
#include "api/params.h"
#include "store/members.h"

handler_fn handle_organisation_verification_ask;

enum err handle_organisation_verification_ask(struct request *rq,
					      struct reply *rp)
{
	struct stored_verification v;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = members_verification(rq->db, rq->arena, rq->argument, &v);
	if (e != ERR_OK && e != ERR_NOT_FOUND)
		return e;
	if (e == ERR_OK && slice_is(v.state, "verified"))
		return ERR_CONFLICT;
	/* Who asks twice does not go to the end of the queue. */
	if (e == ERR_NOT_FOUND || !slice_is(v.state, "asked"))
		e = members_verify(rq->db, &(struct stored_verification){
						   .organisation = rq->argument,
						   .state = SLICE("asked"),
						   .at_us = rq->hands.now_us});
	if (e != ERR_OK)
		return e;
	jw_object(rp->json, NULL);
	e = organisation_row_verification(rq, rp, rq->argument);
	jw_end(rp->json);
	return e;
}
