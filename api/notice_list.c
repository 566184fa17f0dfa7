/* GET /v1/me/notices - what the account was told, newest first.  READ. */
#include "api/handler.h"
#include "api/paging.h"
#include "store/outbox.h"

handler_fn handle_notice_list;

static void write_notice(struct json_writer *w, const struct stored_notice *n)
{
	jw_object(w, NULL);
	jw_text(w, "id", n->id);
	jw_text(w, "kind", n->kind);
	jw_text(w, "object", n->object);
	jw_time(w, "at", n->at_us);
	jw_time(w, "seen", n->seen_us);
	jw_end(w);
}

enum err handle_notice_list(struct request *rq, struct reply *rp)
{
	struct stored_notices rows;
	struct page page, last = {.number = 0};
	int64_t unseen;
	enum err e;

	e = paging_begin(rq, paging_params, PAGE_LAST, &page, rp->faults);
	if (e == ERR_OK)
		e = notices_of_account(rq->db, rq->arena, rq->caller.id, &page,
				       &rows);
	if (e == ERR_OK)
		e = notices_unseen(rq->db, rq->caller.id, &unseen);
	if (e != ERR_OK)
		return e;
	jw_object(rp->json, NULL);
	jw_int(rp->json, "unseen", unseen);
	jw_array(rp->json, "items");
	for (size_t i = 0; i < rows.count; i++) {
		write_notice(rp->json, &rows.items[i]);
		last = (struct page){rows.items[i].at_us, rows.items[i].id, 0};
	}
	paging_close(rq, rp, &page, rows.count, &last);
	return ERR_OK;
}
