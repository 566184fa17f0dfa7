/*
 * GET /v1/organisations/{id}/openings - its openings in any status, with what
 * became of those who applied.  READ.
 */
#include "api/handler.h"
#include "api/paging.h"
#include "api/posting.h"
#include "base/arena.h"
#include "json/jr.h"
#include "store/applications.h"
#include "store/desk.h"

handler_fn handle_organisation_opening_list;

static enum err write_applications(struct request *rq, struct reply *rp,
				   struct slice opening)
{
	struct state_counts counts;
	int64_t all = 0;
	enum err e = applications_states(rq->db, rq->arena, opening, &counts);

	if (e != ERR_OK)
		return e;
	jw_object(rp->json, "applications");
	for (size_t i = 0; i < counts.count; i++)
		all += counts.items[i].count;
	jw_int(rp->json, "all", all);
	jw_object(rp->json, "by_state");
	for (size_t i = 0; i < counts.count; i++)
		jw_int(rp->json, counts.items[i].state.p,
		       counts.items[i].count);
	jw_end(rp->json);
	jw_end(rp->json);
	return ERR_OK;
}

static enum err write(struct request *rq, struct reply *rp, struct slice id)
{
	static const char *const told[] = {"kind",  "title",  "vacancies",
					   "opens", "closes", "confirmed",
					   NULL};
	struct faults ignored = {.count = 0};
	struct stored_opening row;
	const struct jr *document;
	enum err e = openings_get(rq->db, rq->arena, id, &row);

	if (e != ERR_OK)
		return e;
	jw_object(rp->json, NULL);
	jw_text(rp->json, "id", row.id);
	jw_text(rp->json, "type", row.type);
	jw_text(rp->json, "status", row.status);
	if (jr_parse(rq->arena, row.document, &document, &ignored) == ERR_OK) {
		for (size_t i = 0; told[i] != NULL; i++) {
			if (jr_get(document, told[i]) != NULL)
				jw_tree(rp->json, told[i],
					jr_get(document, told[i]));
		}
	}
	jw_int(rp->json, "version", row.version);
	jw_time(rp->json, "updated", row.updated_us);
	e = write_applications(rq, rp, row.id);
	if (e == ERR_OK)
		e = posting_write_twins(rq, rp, row.id);
	jw_end(rp->json);
	return e;
}

enum err handle_organisation_opening_list(struct request *rq, struct reply *rp)
{
	struct desk_openings all;
	struct page page, last = {.id = {NULL, 0}};
	enum err e;

	e = paging_begin(rq, paging_params, 0, &page, rp->faults);
	if (e == ERR_OK)
		e = desk_of_organisation(rq->db, rq->arena, rq->argument, &page,
					 &all);
	if (e != ERR_OK)
		return e;
	paging_open(rp);
	for (size_t i = 0; e == ERR_OK && i < all.count; i++) {
		e = write(rq, rp, all.items[i].id);
		last.id = all.items[i].id;
	}
	paging_close(rq, rp, &page, all.count, &last);
	return e;
}
