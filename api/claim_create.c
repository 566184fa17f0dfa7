/*
 * POST /v1/organisations/{id}/claims - says that a shipped opening is its own;
 * an administrator decides.  WRITE.
 */
#include "api/body.h"
#include "api/handler.h"
#include "api/params.h"
#include "api/posting.h"
#include "base/arena.h"
#include "crypt/id.h"
#include "json/jr.h"
#include "store/claims.h"

handler_fn handle_claim_create;

struct wanted {
	struct slice opening;
	struct slice note;
};

/* One that is posted here, or was claimed, is somebody's already. */
static enum err check_opening(struct request *rq, struct slice id,
			      struct faults *f)
{
	struct stored_opening stored;
	const struct jr *document, *apply, *by;
	enum err e = openings_get(rq->db, rq->arena, id, &stored);

	if (e == ERR_NOT_FOUND ||
	    (e == ERR_OK && slice_is(stored.type, "programme"))) {
		fault_at_pointer(f, FAULT_UNKNOWN_REF, "/opening", NULL);
		return ERR_INVALID;
	}
	if (e == ERR_OK)
		e = jr_parse(rq->arena, stored.document, &document, f);
	if (e != ERR_OK)
		return e;
	apply = jr_get(document, "apply");
	by = jr_get(apply, "by");
	if (jr_get(document, "claimed_by") != NULL ||
	    (by != NULL && slice_is(by->text, "baybridge")))
		return ERR_CONFLICT;
	return ERR_OK;
}

static enum err insert(struct request *rq, const struct wanted *w,
		       struct stored_claim *ret)
{
	char id[ID_CHARS + 1];

	id_new(id);
	*ret = (struct stored_claim){.id = arena_copy(rq->arena, slice_of(id)),
				     .opening = w->opening,
				     .organisation = rq->argument,
				     .account = rq->caller.id,
				     .note = w->note,
				     .state = SLICE("asked"),
				     .decided_by = SLICE(""),
				     .at_us = rq->hands.now_us};
	return claims_insert(rq->db, ret);
}

enum err handle_claim_create(struct request *rq, struct reply *rp)
{
	static const struct body_field fields[] = {
		BODY(struct wanted, opening, BODY_ID, .needed = true),
		BODY(struct wanted, note, BODY_TEXT, .needed = true,
		     .most = 2000),
		BODY_END};
	struct wanted wanted = {.note = SLICE("")};
	struct stored_claim claim;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = body_read(rq, fields, &wanted, rp->faults);
	if (e == ERR_OK)
		e = posting_may(rq, rq->argument);
	if (e == ERR_OK)
		e = check_opening(rq, wanted.opening, rp->faults);
	if (e == ERR_OK)
		e = insert(rq, &wanted, &claim);
	if (e != ERR_OK)
		return e;
	rp->http->status = 201;
	jw_object(rp->json, NULL);
	jw_text(rp->json, "id", claim.id);
	jw_text(rp->json, "opening", claim.opening);
	jw_text(rp->json, "organisation", claim.organisation);
	jw_text(rp->json, "note", claim.note);
	jw_text(rp->json, "state", claim.state);
	jw_time(rp->json, "at", claim.at_us);
	jw_end(rp->json);
	return ERR_OK;
}
