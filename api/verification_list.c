/*
 * GET /v1/admin/organisations - by what was decided of them, the longest
 * waiting first.  READ.
 */
#include "api/handler.h"
#include "api/organisation_row.h"
#include "api/paging.h"
#include "api/words.h"
#include "store/members.h"

handler_fn handle_verification_list;

static const char *const states[] = {"asked", "verified", "refused", "removed",
				     NULL};

static enum err write(struct request *rq, struct reply *rp,
		      const struct stored_verification *v)
{
	struct stored_organisation row;
	enum err e =
		organisations_get(rq->db, rq->arena, v->organisation, &row);

	if (e != ERR_OK)
		return e;
	row.id = v->organisation;
	jw_object(rp->json, NULL);
	e = organisation_row_members(rq, rp, &row);
	if (e == ERR_OK)
		e = organisation_row_verification(rq, rp, v->organisation);
	jw_end(rp->json);
	return e;
}

enum err handle_verification_list(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"state", "limit", "cursor", "lang",
					    NULL};
	struct stored_verifications all;
	struct page page, last = {.id = {NULL, 0}};
	int state = 0;
	enum err e;

	words_read(rq->http, "state", states, &state, rp->faults);
	e = paging_begin(rq, known, 0, &page, rp->faults);
	if (e == ERR_OK)
		e = members_verifications(rq->db, rq->arena,
					  slice_of(states[state]), &page, &all);
	if (e != ERR_OK)
		return e;
	paging_open(rp);
	for (size_t i = 0; e == ERR_OK && i < all.count; i++) {
		e = write(rq, rp, &all.items[i]);
		last = (struct page){.number = all.items[i].at_us,
				     .id = all.items[i].organisation};
	}
	paging_close(rq, rp, &page, all.count, &last);
	return e;
}
