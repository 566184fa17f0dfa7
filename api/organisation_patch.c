/*
 * PATCH /v1/organisations/{id} - other facts; what is null goes.
 *
 * Who was verified under one name is not under another: a new name or website
 * is asked about again.  So are places where it would see people who did not
 * agree to be seen where it was before.
 *
 * WRITE.
 */
#include "api/handler.h"
#include "api/organisation_row.h"
#include "api/params.h"
#include "api/posting.h"
#include "api/shield.h"
#include "json/jr.h"
#include "json/jw.h"
#include "people/audit.h"
#include "people/membership.h"

handler_fn handle_organisation_patch;

static bool is_same(struct request *rq, const struct jr *a, const struct jr *b)
{
	if (a == NULL || b == NULL)
		return a == b;
	return slice_eq(jw_canonical(rq->arena, a), jw_canonical(rq->arena, b));
}

/* What was looked at differs, and it was verified. */
static enum err ask_again(struct request *rq, const struct jr *before,
			  const struct jr *after)
{
	bool is_verified;
	enum err e;

	if (is_same(rq, jr_get(before, "name"), jr_get(after, "name")) &&
	    is_same(rq, jr_get(before, "website"), jr_get(after, "website")) &&
	    !shield_would_open(rq, before, after))
		return ERR_OK;
	e = membership_is_verified(&rq->hands, rq->argument, &is_verified);
	if (e != ERR_OK || !is_verified)
		return e;
	e = members_verify(rq->db, &(struct stored_verification){
					   .organisation = rq->argument,
					   .state = SLICE("asked"),
					   .at_us = rq->hands.now_us});
	if (e != ERR_OK)
		return e;
	return audit_tell(
		&rq->hands,
		&(struct audit_word){.actor = rq->caller.id,
				     .action = SLICE("organisation.renamed"),
				     .object = rq->argument});
}

static enum err put(struct request *rq, const struct jr *before,
		    const struct organisation *o, struct faults *f)
{
	struct stored_organisation row = {.id = o->id, .document = o->document};
	enum change change;
	const struct jr *after;
	enum err e = organisations_put(rq->db, &row, &change);

	if (e != ERR_OK || change == CHANGE_UNCHANGED)
		return e;
	e = jr_parse(rq->arena, o->document, &after, f);
	if (e == ERR_OK)
		e = ask_again(rq, before, after);
	return e == ERR_OK ? posting_renew_words(rq, o) : e;
}

enum err handle_organisation_patch(struct request *rq, struct reply *rp)
{
	struct organisation_wish wish = {.id = rq->argument};
	struct stored_organisation row;
	struct organisation *o;
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = organisations_get(rq->db, rq->arena, rq->argument, &row);
	if (e == ERR_OK)
		e = organisation_row_match(rq, &row);
	if (e == ERR_OK)
		e = jr_parse(rq->arena, row.document, &wish.before, rp->faults);
	if (e == ERR_OK)
		e = jr_parse(rq->arena, rq->http->body, &wish.body, rp->faults);
	if (e == ERR_OK)
		e = organisation_row_read(rq, &wish, &o, rp->faults);
	if (e == ERR_OK)
		e = put(rq, wish.before, o, rp->faults);
	return e == ERR_OK ? organisation_row_write(rq, rp, rq->argument) : e;
}
