/* GET /v1/organisations/{id}/drafts - what is not published yet.  READ. */
#include "api/handler.h"
#include "api/paging.h"
#include "base/arena.h"
#include "json/jr.h"
#include "store/desk.h"

handler_fn handle_draft_list;

static void write(struct request *rq, struct reply *rp,
		  const struct stored_draft *d)
{
	struct faults ignored = {.count = 0};
	const struct jr *document, *title = NULL;

	if (jr_parse(rq->arena, d->document, &document, &ignored) == ERR_OK)
		title = jr_get(document, "title");
	jw_object(rp->json, NULL);
	jw_text(rp->json, "id", d->id);
	if (title != NULL && title->type == JR_OBJECT)
		jw_tree(rp->json, "title", title);
	jw_int(rp->json, "version", d->version);
	jw_time(rp->json, "created", d->created_us);
	jw_time(rp->json, "updated", d->updated_us);
	jw_end(rp->json);
}

enum err handle_draft_list(struct request *rq, struct reply *rp)
{
	struct stored_drafts all;
	struct page page, last = {.id = {NULL, 0}};
	enum err e;

	e = paging_begin(rq, paging_params, 0, &page, rp->faults);
	if (e == ERR_OK)
		e = desk_drafts(rq->db, rq->arena, rq->argument, &page, &all);
	if (e != ERR_OK)
		return e;
	paging_open(rp);
	for (size_t i = 0; i < all.count; i++) {
		write(rq, rp, &all.items[i]);
		last.id = all.items[i].id;
	}
	paging_close(rq, rp, &page, all.count, &last);
	return ERR_OK;
}
