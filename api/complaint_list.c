/*
 * GET /v1/admin/complaints - of one state, the longest waiting first.
 *
 * WRITE: they hold what people wrote, so the look at them is audited.
 */
#include "api/complaint_row.h"
#include "api/handler.h"
#include "api/paging.h"
#include "api/words.h"
#include "people/audit.h"

handler_fn handle_complaint_list;

static const char *const states[] = {"open", "right", "dismissed", NULL};

static enum err audit(struct request *rq, int state)
{
	return audit_tell(
		&rq->hands,
		&(struct audit_word){.actor = rq->caller.id,
				     .action = SLICE("complaints.read"),
				     .object = SLICE("complaints"),
				     .detail = slice_of(states[state])});
}

enum err handle_complaint_list(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"state", "limit", "cursor", "lang",
					    NULL};
	struct stored_complaints all;
	struct page page, last = {.id = {NULL, 0}};
	int state = 0;
	enum err e;

	words_read(rq->http, "state", states, &state, rp->faults);
	e = paging_begin(rq, known, 0, &page, rp->faults);
	if (e == ERR_OK)
		e = complaints_by_state(rq->db, rq->arena,
					slice_of(states[state]), &page, &all);
	if (e == ERR_OK)
		e = audit(rq, state);
	if (e != ERR_OK)
		return e;
	paging_open(rp);
	for (size_t i = 0; e == ERR_OK && i < all.count; i++) {
		e = complaint_row_write(rq, rp, &all.items[i]);
		last = (struct page){.number = all.items[i].at_us,
				     .id = all.items[i].id};
	}
	paging_close(rq, rp, &page, all.count, &last);
	return e;
}
