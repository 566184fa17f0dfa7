/*
 * GET /v1/admin/openings/unconfirmed - of one status, those that nobody
 * confirmed for longest first.  READ.
 */
#include "api/handler.h"
#include "api/paging.h"
#include "api/words.h"
#include "base/arena.h"
#include "json/jr.h"
#include "store/desk.h"
#include "store/openings.h"

handler_fn handle_unconfirmed_list;

static const char *const statuses[] = {"open",      "closed", "historic",
				       "withdrawn", "draft",  NULL};

static enum err write(struct request *rq, struct reply *rp, struct slice id)
{
	static const char *const told[] = {"title", "confirmed", "closes",
					   "sources", NULL};
	struct faults ignored = {.count = 0};
	struct stored_opening row;
	const struct jr *document;
	enum err e = openings_get(rq->db, rq->arena, id, &row);

	if (e != ERR_OK)
		return e;
	jw_object(rp->json, NULL);
	jw_text(rp->json, "id", row.id);
	jw_text(rp->json, "status", row.status);
	if (row.organisation.n > 0)
		jw_text(rp->json, "organisation", row.organisation);
	if (jr_parse(rq->arena, row.document, &document, &ignored) == ERR_OK) {
		for (size_t i = 0; told[i] != NULL; i++) {
			if (jr_get(document, told[i]) != NULL)
				jw_tree(rp->json, told[i],
					jr_get(document, told[i]));
		}
	}
	jw_end(rp->json);
	return ERR_OK;
}

enum err handle_unconfirmed_list(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"status", "limit", "cursor", "lang",
					    NULL};
	struct desk_openings all;
	struct page page, last = {.id = {NULL, 0}};
	int status = 0;
	enum err e;

	words_read(rq->http, "status", statuses, &status, rp->faults);
	e = paging_begin(rq, known, PAGE_FIRST, &page, rp->faults);
	if (e == ERR_OK)
		e = desk_unconfirmed(rq->db, rq->arena,
				     slice_of(statuses[status]), &page, &all);
	if (e != ERR_OK)
		return e;
	paging_open(rp);
	for (size_t i = 0; e == ERR_OK && i < all.count; i++) {
		e = write(rq, rp, all.items[i].id);
		last = (struct page){.number = all.items[i].confirmed_day,
				     .id = all.items[i].id};
	}
	paging_close(rq, rp, &page, all.count, &last);
	return e;
}
