/*
 * GET /v1/organisations/{id}/members - who acts for it; owners see addresses
 * too.  READ.
 */
#include "api/handler.h"
#include "api/paging.h"
#include "people/account.h"
#include "store/members.h"

handler_fn handle_member_list;

static enum err write_email(struct request *rq, struct reply *rp,
			    struct slice account)
{
	struct stored_account row;
	struct slice email;
	enum err e = accounts_get(rq->db, rq->arena, account, &row);

	if (e == ERR_OK)
		e = account_address(&rq->hands, &row, &email);
	if (e == ERR_OK)
		jw_text(rp->json, "email", email);
	return e == ERR_NOT_FOUND || e == ERR_GONE ? ERR_OK : e;
}

static enum err write(struct request *rq, struct reply *rp,
		      const struct stored_member *m)
{
	enum err e = ERR_OK;

	jw_object(rp->json, NULL);
	jw_text(rp->json, "account", m->account);
	jw_text(rp->json, "role", m->role);
	jw_time(rp->json, "since", m->since_us);
	if (rq->caller.member == MEMBER_OWNER ||
	    slice_eq(m->account, rq->caller.id))
		e = write_email(rq, rp, m->account);
	jw_end(rp->json);
	return e;
}

enum err handle_member_list(struct request *rq, struct reply *rp)
{
	struct stored_members all;
	struct page page, last = {.id = {NULL, 0}};
	enum err e;

	e = paging_begin(rq, paging_params, 0, &page, rp->faults);
	if (e == ERR_OK)
		e = members_of_organisation(rq->db, rq->arena, rq->argument,
					    &page, &all);
	if (e != ERR_OK)
		return e;
	paging_open(rp);
	for (size_t i = 0; e == ERR_OK && i < all.count; i++) {
		e = write(rq, rp, &all.items[i]);
		last.id = all.items[i].account;
	}
	paging_close(rq, rp, &page, all.count, &last);
	return e;
}
