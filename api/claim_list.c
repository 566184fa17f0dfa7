/* GET /v1/admin/claims - of one state, the longest waiting first.  READ. */
#include "api/handler.h"
#include "api/paging.h"
#include "api/words.h"
#include "store/claims.h"

handler_fn handle_claim_list;

static const char *const states[] = {"asked", "agreed", "refused", NULL};

static void write(struct reply *rp, const struct stored_claim *c)
{
	jw_object(rp->json, NULL);
	jw_text(rp->json, "id", c->id);
	jw_text(rp->json, "opening", c->opening);
	jw_text(rp->json, "organisation", c->organisation);
	jw_text(rp->json, "note", c->note);
	jw_text(rp->json, "state", c->state);
	jw_time(rp->json, "at", c->at_us);
	if (c->decided_us > 0)
		jw_time(rp->json, "decided", c->decided_us);
	jw_end(rp->json);
}

enum err handle_claim_list(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"state", "limit", "cursor", "lang",
					    NULL};
	struct stored_claims all;
	struct page page, last = {.id = {NULL, 0}};
	int state = 0;
	enum err e;

	words_read(rq->http, "state", states, &state, rp->faults);
	e = paging_begin(rq, known, 0, &page, rp->faults);
	if (e == ERR_OK)
		e = claims_by_state(rq->db, rq->arena, slice_of(states[state]),
				    &page, &all);
	if (e != ERR_OK)
		return e;
	paging_open(rp);
	for (size_t i = 0; i < all.count; i++) {
		write(rp, &all.items[i]);
		last = (struct page){.number = all.items[i].at_us,
				     .id = all.items[i].id};
	}
	paging_close(rq, rp, &page, all.count, &last);
	return ERR_OK;
}
