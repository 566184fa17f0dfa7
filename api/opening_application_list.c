/*
 * GET /v1/openings/{id}/applications - to its members: all, oldest first, or
 * those of one state as they are ranked.  READ.
 */
#include "api/application_row.h"
#include "api/application_state.h"
#include "api/handler.h"
#include "api/paging.h"
#include "api/params.h"
#include "json/jw.h"

handler_fn handle_opening_application_list;

static enum err write_ranked(struct request *rq, struct reply *rp,
			     const struct page *page,
			     const struct stored_applications *list)
{
	struct page last = {.number = 0};
	enum err e = ERR_OK;

	rp->http->cache_control = "private, no-store";
	paging_open(rp);
	for (size_t i = 0; e == ERR_OK && i < list->count; i++) {
		e = application_row_item(rq, rp->json, PARTY_MEMBER,
					 &list->items[i]);
		last = (struct page){.number = list->items[i].place,
				     .id = list->items[i].id};
	}
	paging_close(rq, rp, page, list->count, &last);
	return e;
}

enum err handle_opening_application_list(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"state", "limit", "cursor", "lang",
					    NULL};
	struct application_group group = {.of = rq->argument};
	struct stored_applications list;
	struct page page;
	enum err e;

	params_only(rq->http, known, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	e = application_state_read(rq, &group.state, rp->faults);
	if (e == ERR_OK)
		e = paging_read(rq, 0, &page, rp->faults);
	if (e != ERR_OK)
		return e;
	if (group.state.n > 0) {
		e = applications_by_place(rq->db, rq->arena, &group, &page,
					  &list);
		return e == ERR_OK ? write_ranked(rq, rp, &page, &list) : e;
	}
	e = applications_of_opening(rq->db, rq->arena, rq->argument, &page,
				    &list);
	if (e != ERR_OK)
		return e;
	return application_row_list(rq, rp, PARTY_MEMBER, &page, &list);
}
