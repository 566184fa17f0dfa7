/* import_row - see import_row.h. */
#include "api/import_row.h"

enum err import_row_each(struct request *rq, struct slice run,
			 import_row_visit *visit, void *ctx)
{
	struct page page = {.id = SLICE(""), .limit = PAGE_MAX};
	struct stored_import_changes some = {.count = PAGE_MAX};
	enum err e = ERR_OK;

	while (e == ERR_OK && some.count == PAGE_MAX) {
		e = imports_changes(rq->db, rq->arena, run, &page, &some);
		for (size_t i = 0; e == ERR_OK && i < some.count; i++) {
			page.id = some.items[i].opening;
			e = visit(rq, ctx, &some.items[i]);
		}
	}
	return e;
}

static enum err write_change(struct request *rq, void *ctx,
			     const struct stored_import_change *c)
{
	struct json_writer *w = ctx;

	(void)rq;
	jw_object(w, NULL);
	jw_text(w, "id", c->opening);
	jw_text(w, "change", c->change);
	jw_end(w);
	return ERR_OK;
}

enum err import_row_write(struct request *rq, struct reply *rp,
			  struct slice run)
{
	struct stored_import row;
	enum err e = imports_get(rq->db, rq->arena, run, rq->argument, &row);

	if (e != ERR_OK)
		return e;
	jw_object(rp->json, NULL);
	jw_text(rp->json, "id", row.id);
	jw_text(rp->json, "account", row.account);
	jw_time(rp->json, "at", row.at_us);
	if (row.undone_us > 0)
		jw_time(rp->json, "undone", row.undone_us);
	jw_array(rp->json, "rows");
	e = import_row_each(rq, run, write_change, rp->json);
	jw_end(rp->json);
	jw_end(rp->json);
	return e;
}
