/*
 * POST /v1/organisations/{id}/members - asks the owner of an address to become
 * a member, by a letter.  WRITE.
 */
#include "api/api.h"
#include "api/body.h"
#include "api/handler.h"
#include "api/invitation_row.h"
#include "api/params.h"
#include "base/arena.h"
#include "people/membership.h"

handler_fn handle_invitation_create;

static const char *const roles[] = {"owner", "editor", "reviewer", NULL};

struct wanted {
	struct slice email;
	int role;
};

enum err handle_invitation_create(struct request *rq, struct reply *rp)
{
	static const struct body_field fields[] = {
		BODY(struct wanted, email, BODY_EMAIL, .needed = true),
		BODY(struct wanted, role, BODY_WORD, .needed = true,
		     .words = roles),
		BODY_END};
	struct wanted wanted = {.role = 0};
	struct invitation_wish wish = {
		.organisation = rq->argument,
		.by = rq->caller.id,
		.lang = rq->reader,
		.site = api_parts(rq->api)->letters_site};
	struct stored_invitation i;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = body_read(rq, fields, &wanted, rp->faults);
	if (e != ERR_OK)
		return e;
	if (!rq->caller.is_active)
		return ERR_UNCONFIRMED;
	wish.email = wanted.email;
	wish.role = slice_of(roles[wanted.role]);
	e = membership_invite(&rq->hands, &wish, &i);
	if (e != ERR_OK)
		return e;
	rp->http->status = 201;
	net_reply_field(rp->http, "Location",
			arena_print(rq->arena,
				    "/v1/organisations/%.*s/invitations/%.*s",
				    SLICE_ARG(rq->argument), SLICE_ARG(i.id)));
	return invitation_row_write(rq, rp, &i);
}
