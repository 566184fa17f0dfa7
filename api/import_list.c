/* GET /v1/organisations/{id}/imports - those that changed something.  READ. */
#include "api/handler.h"
#include "api/import_row.h"
#include "api/paging.h"

handler_fn handle_import_list;

static void write(struct reply *rp, const struct stored_import *i)
{
	jw_object(rp->json, NULL);
	jw_text(rp->json, "id", i->id);
	jw_text(rp->json, "account", i->account);
	jw_time(rp->json, "at", i->at_us);
	if (i->undone_us > 0)
		jw_time(rp->json, "undone", i->undone_us);
	jw_end(rp->json);
}

enum err handle_import_list(struct request *rq, struct reply *rp)
{
	struct stored_imports all;
	struct page page, last = {.id = {NULL, 0}};
	enum err e;

	e = paging_begin(rq, paging_params, PAGE_LAST, &page, rp->faults);
	if (e == ERR_OK)
		e = imports_of_organisation(rq->db, rq->arena, rq->argument,
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
