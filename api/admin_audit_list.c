/*
 * GET /v1/admin/audit - who did what to which thing: ids, names and numbers.
 *
 * In the order of the chain, newest last; `object` is one thing alone.  READ.
 */
#include "api/handler.h"
#include "api/paging.h"
#include "api/params.h"
#include "store/audit.h"

handler_fn handle_admin_audit_list;

static void write_one(struct reply *rp, const struct stored_audit *entry)
{
	jw_object(rp->json, NULL);
	jw_int(rp->json, "seq", entry->seq);
	jw_time(rp->json, "at", entry->at_us);
	jw_text(rp->json, "actor", entry->actor);
	jw_text(rp->json, "action", entry->action);
	jw_text(rp->json, "object", entry->object);
	jw_text(rp->json, "detail", entry->detail);
	jw_end(rp->json);
}

static void write_all(struct request *rq, struct reply *rp,
		      const struct page *page, const struct stored_audits *all)
{
	struct page last = {.number = 0};

	paging_open(rp);
	for (size_t i = 0; i < all->count; i++) {
		write_one(rp, &all->items[i]);
		last.number = all->items[i].seq;
	}
	paging_close(rq, rp, page, all->count, &last);
}

enum err handle_admin_audit_list(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"object", "limit", "cursor", "lang",
					    NULL};
	struct stored_audits all = {.count = 0};
	struct slice object;
	struct page page;
	enum err e;

	params_only(rq->http, known, rp->faults);
	if (faults_any(rp->faults) ||
	    !params_one(rq->http, "object", &object, rp->faults))
		return ERR_INVALID;
	e = paging_read(rq, 0, &page, rp->faults);
	if (e != ERR_OK)
		return e;
	e = object.p == NULL
		    ? audit_page(rq->db, rq->arena, &page, &all)
		    : audit_of_object(rq->db, rq->arena, object, &page, &all);
	if (e == ERR_OK)
		write_all(rq, rp, &page, &all);
	return e;
}
