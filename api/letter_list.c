/*
 * GET /v1/admin/letters - letters and webhooks by state, oldest first.
 *
 * What kind, how often tried and why not; never to whom or what it says.
 *
 * READ.
 */
#include "api/handler.h"
#include "api/paging.h"
#include "api/params.h"
#include "store/outbox.h"

handler_fn handle_letter_list;

static void read_state(struct request *rq, struct slice *ret, struct faults *f)
{
	static const char *const known[] = {"state", "limit", "cursor", "lang",
					    NULL};

	params_only(rq->http, known, f);
	*ret = SLICE("failed");
	if (!params_one(rq->http, "state", ret, f))
		return;
	if (ret->p == NULL)
		*ret = SLICE("failed");
	else if (!slice_is(*ret, "waiting") && !slice_is(*ret, "sent") &&
		 !slice_is(*ret, "failed"))
		fault_at_parameter(f, FAULT_NOT_ACCEPTED, "state",
				   "waiting, sent, failed");
}

static void write_one(struct json_writer *w, const struct stored_letter *l)
{
	jw_object(w, NULL);
	jw_text(w, "id", l->id);
	jw_text(w, "kind", l->kind);
	jw_text(w, "subject", l->subject);
	jw_text(w, "state", l->state);
	jw_int(w, "tries", l->tries);
	if (l->error.n > 0)
		jw_text(w, "error", l->error);
	jw_time(w, "created", l->created_us);
	jw_time(w, "due", l->due_us);
	jw_end(w);
}

enum err handle_letter_list(struct request *rq, struct reply *rp)
{
	struct stored_letters them;
	struct page page, last = {0};
	struct slice state;
	enum err e;

	read_state(rq, &state, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	e = paging_read(rq, 0, &page, rp->faults);
	if (e == ERR_OK)
		e = outbox_by_state(rq->db, rq->arena, state, &page, &them);
	if (e != ERR_OK)
		return e;
	paging_open(rp);
	for (size_t i = 0; i < them.count; i++) {
		write_one(rp->json, &them.items[i]);
		last.number = them.items[i].created_us;
		last.id = them.items[i].id;
	}
	paging_close(rq, rp, &page, them.count, &last);
	return ERR_OK;
}
