/*
 * POST /v1/organisations - a new one; the caller owns it, and an administrator
 * is asked whether it is who it says.
 *
 * WRITE.
 */
#include "api/handler.h"
#include "api/organisation_row.h"
#include "api/params.h"
#include "base/arena.h"
#include "crypt/id.h"
#include "json/jr.h"
#include "people/audit.h"
#include "store/members.h"

handler_fn handle_organisation_create;

enum { ORGANISATIONS_EACH_MAX = 20 };

/* A person stands behind a few; more of them ask an administrator. */
static enum err refuse_many(struct request *rq)
{
	struct page page = {.id = SLICE(""),
			    .limit = ORGANISATIONS_EACH_MAX + 1};
	struct stored_members own;
	enum err e = members_of_account(rq->db, rq->arena, rq->caller.id, &page,
					&own);

	if (e != ERR_OK)
		return e;
	return own.count < ORGANISATIONS_EACH_MAX ? ERR_OK : ERR_CONFLICT;
}

static enum err read(struct request *rq, struct organisation **ret_it,
		     struct faults *f)
{
	struct organisation_wish wish = {.before = NULL};
	char id[ID_CHARS + 1];
	enum err e = jr_parse(rq->arena, rq->http->body, &wish.body, f);

	if (e != ERR_OK)
		return e;
	id_new(id);
	wish.id = arena_copy(rq->arena, slice_of(id));
	(void)jr_need(wish.body, "kind", f);
	return organisation_row_read(rq, &wish, ret_it, f);
}

static enum err keep(struct request *rq, const struct organisation *o)
{
	struct stored_organisation row = {.id = o->id, .document = o->document};
	enum change change;
	enum err e = organisations_put(rq->db, &row, &change);

	if (e == ERR_OK)
		e = members_put(rq->db,
				&(struct stored_member){o->id, rq->caller.id,
							SLICE("owner"),
							rq->hands.now_us});
	if (e == ERR_OK)
		e = members_verify(rq->db, &(struct stored_verification){
						   .organisation = o->id,
						   .state = SLICE("asked"),
						   .at_us = rq->hands.now_us});
	if (e != ERR_OK)
		return e;
	return audit_tell(
		&rq->hands,
		&(struct audit_word){.actor = rq->caller.id,
				     .action = SLICE("organisation.created"),
				     .object = o->id});
}

enum err handle_organisation_create(struct request *rq, struct reply *rp)
{
	struct organisation *o;
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = read(rq, &o, rp->faults);
	if (e == ERR_OK)
		e = refuse_many(rq);
	if (e == ERR_OK)
		e = keep(rq, o);
	if (e == ERR_OK)
		e = organisation_row_write(rq, rp, o->id);
	if (e != ERR_OK)
		return e;
	rp->http->status = 201;
	net_reply_field(rp->http, "Location",
			arena_print(rq->arena, "/v1/organisations/%.*s",
				    SLICE_ARG(o->id)));
	return ERR_OK;
}
