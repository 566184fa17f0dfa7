/* PUT /v1/organisations/{id}/members/{account} - another role.  WRITE. */
#include "api/body.h"
#include "api/handler.h"
#include "api/params.h"
#include "people/membership.h"

handler_fn handle_member_put;

static const char *const roles[] = {"owner", "editor", "reviewer", NULL};

struct wanted {
	int role;
};

enum err handle_member_put(struct request *rq, struct reply *rp)
{
	static const struct body_field fields[] = {
		BODY(struct wanted, role, BODY_WORD, .needed = true,
		     .words = roles),
		BODY_END};
	struct stored_member m = {.organisation = rq->argument,
				  .account = rq->second};
	struct wanted wanted = {0};
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = body_read(rq, fields, &wanted, rp->faults);
	if (e != ERR_OK)
		return e;
	m.role = slice_of(roles[wanted.role]);
	e = membership_set_role(&rq->hands, &m, rq->caller.id);
	if (e == ERR_OK)
		e = members_get(rq->db, rq->arena, rq->argument, rq->second,
				&m);
	if (e != ERR_OK)
		return e;
	jw_object(rp->json, NULL);
	jw_text(rp->json, "account", m.account);
	jw_text(rp->json, "role", m.role);
	jw_time(rp->json, "since", m.since_us);
	jw_end(rp->json);
	return ERR_OK;
}
