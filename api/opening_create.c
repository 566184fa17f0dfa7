/*
 * POST /v1/organisations/{id}/openings - a new opening: published, or a draft.
 *
 * A draft when it says so, or when the organisation is not verified and it does
 * not say otherwise.
 *
 * WRITE.
 */
#include "api/draft_row.h"
#include "api/handler.h"
#include "api/params.h"
#include "api/posting.h"
#include "base/arena.h"
#include "crypt/id.h"
#include "json/jr.h"
#include "people/membership.h"

handler_fn handle_opening_create;

static enum err is_draft(struct request *rq, const struct jr *body,
			 bool *ret_is)
{
	const struct jr *status = jr_get(body, "status");
	bool is_verified;
	enum err e =
		membership_is_verified(&rq->hands, rq->argument, &is_verified);

	*ret_is = status == NULL ? !is_verified
				 : status->type == JR_TEXT &&
					   slice_is(status->text, "draft");
	return e;
}

/* Whose the id is that is taken, nobody learns. */
static enum err choose_id(struct request *rq, const struct jr *body,
			  struct slice *ret_id, struct faults *f)
{
	const struct jr *given = jr_get(body, "id");
	struct stored_opening there;
	char id[ID_CHARS + 1];
	enum err e;

	if (given == NULL) {
		id_new(id);
		*ret_id = arena_copy(rq->arena, slice_of(id));
		return ERR_OK;
	}
	if (!jr_read_id(given, ret_id, f))
		return ERR_INVALID;
	e = openings_get(rq->db, rq->arena, *ret_id, &there);
	if (e != ERR_OK)
		return e == ERR_NOT_FOUND ? ERR_OK : e;
	jr_fault(f, given, FAULT_OWN_ID, NULL);
	return ERR_CONFLICT;
}

static enum err publish(struct request *rq, struct reply *rp,
			const struct jr *body)
{
	struct posting p = {.organisation = rq->argument,
			    .confirmed = rq->today,
			    .body = body};
	const struct opening *o;
	enum err e = posting_may(rq, rq->argument);

	if (e == ERR_OK)
		e = choose_id(rq, body, &p.id, rp->faults);
	if (e == ERR_OK)
		e = posting_read(rq, &p, &o, rp->faults);
	if (e == ERR_OK)
		e = posting_keep(rq, o);
	if (e == ERR_OK)
		e = posting_write(rq, rp, p.id);
	if (e != ERR_OK)
		return e;
	rp->http->status = 201;
	net_reply_field(
		rp->http, "Location",
		arena_print(rq->arena, "/v1/openings/%.*s", SLICE_ARG(p.id)));
	return ERR_OK;
}

enum err handle_opening_create(struct request *rq, struct reply *rp)
{
	const struct jr *body;
	bool draft;
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = jr_parse(rq->arena, rq->http->body, &body, rp->faults);
	if (e == ERR_OK && !jr_is_object(body, rp->faults))
		e = ERR_INVALID;
	if (e == ERR_OK)
		e = is_draft(rq, body, &draft);
	if (e != ERR_OK)
		return e;
	return draft ? draft_row_create(rq, rp, body) : publish(rq, rp, body);
}
