/*
 * POST /v1/openings/{id}/answers - one answer to many applications, to all of
 * them or to none.
 *
 * WRITE.
 */
#include "api/application_row.h"
#include "api/handler.h"
#include "api/move_body.h"
#include "api/params.h"
#include "json/jr.h"

handler_fn handle_answer_create;

static enum err answer_one(struct request *rq, struct reply *rp,
			   const struct move_body *body, const struct jr *id)
{
	struct stored_application it;
	enum err e = applications_get(rq->db, rq->arena, id->text, &it);

	if (e == ERR_NOT_FOUND ||
	    (e == ERR_OK && !slice_eq(it.opening, rq->argument))) {
		jr_fault(rp->faults, id, FAULT_UNKNOWN_REF, NULL);
		return ERR_INVALID;
	}
	return e == ERR_OK ? move_apply(rq, rp, body, it.id) : e;
}

enum err handle_answer_create(struct request *rq, struct reply *rp)
{
	struct move_body body;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = move_body_read_many(rq, &body, rp->faults);
	if (e != ERR_OK)
		return e;
	for (const struct jr *n = body.applications->first;
	     e == ERR_OK && n != NULL; n = n->next)
		e = answer_one(rq, rp, &body, n);
	if (e != ERR_OK)
		return e;
	jw_object(rp->json, NULL);
	jw_word(rp->json, "state", life_words[body.to]);
	jw_int(rp->json, "answered", body.applications->count);
	jw_end(rp->json);
	return ERR_OK;
}
