/*
 * POST /v1/me/notices/seen - all that was told is seen; up to the newest notice
 * that the client shows, where it says which, so that one that comes meanwhile
 * stays new.
 *
 * WRITE.
 */
#include "api/body.h"
#include "api/handler.h"
#include "api/params.h"
#include "store/outbox.h"

handler_fn handle_notice_see;

struct seen {
	struct slice up_to;
};

/* When the newest notice that is shown was told; without one, now. */
static enum err find(struct request *rq, struct slice id, int64_t *ret_us,
		     struct faults *f)
{
	struct page page = {
		.number = PAGE_LAST, .id = SLICE(""), .limit = PAGE_MAX};
	struct stored_notices rows;
	enum err e;

	*ret_us = rq->hands.now_us;
	if (id.p == NULL)
		return ERR_OK;
	e = notices_of_account(rq->db, rq->arena, rq->caller.id, &page, &rows);
	if (e != ERR_OK)
		return e;
	for (size_t i = 0; i < rows.count; i++) {
		if (slice_eq(rows.items[i].id, id)) {
			*ret_us = rows.items[i].at_us;
			return ERR_OK;
		}
	}
	fault_at_pointer(f, FAULT_UNKNOWN_ID, "/up_to", NULL);
	return ERR_INVALID;
}

enum err handle_notice_see(struct request *rq, struct reply *rp)
{
	static const struct body_field fields[] = {
		BODY(struct seen, up_to, BODY_ID), BODY_END};
	struct seen seen = {{NULL, 0}};
	int64_t up_to_us, unseen;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = body_read(rq, fields, &seen, rp->faults);
	if (e == ERR_OK)
		e = find(rq, seen.up_to, &up_to_us, rp->faults);
	if (e == ERR_OK)
		e = notices_see(rq->db, rq->caller.id, up_to_us);
	if (e == ERR_OK)
		e = notices_unseen(rq->db, rq->caller.id, &unseen);
	if (e != ERR_OK)
		return e;
	jw_object(rp->json, NULL);
	jw_int(rp->json, "unseen", unseen);
	jw_end(rp->json);
	return ERR_OK;
}
