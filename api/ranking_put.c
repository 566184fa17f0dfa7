/*
 * PUT /v1/openings/{id}/ranking - the applications in the order of their
 * organisation; what is not named is unranked.
 *
 * WRITE.
 */
#include "api/body.h"
#include "api/handler.h"
#include "api/params.h"
#include "json/jr.h"
#include "store/applications.h"

handler_fn handle_ranking_put;

enum { RANKED_MAX = 500 };

struct ranking_body {
	const struct jr *applications;
};

static const struct body_field fields[] = {
	BODY(struct ranking_body, applications, BODY_TREE, .needed = true),
	BODY_END};

static enum err read_body(struct request *rq, struct ranking_body *ret,
			  struct faults *f)
{
	enum err e = body_read(rq, fields, ret, f);
	struct slice id;

	if (e != ERR_OK)
		return e;
	if (!jr_is_array(ret->applications, RANKED_MAX, f))
		return ERR_INVALID;
	for (const struct jr *n = ret->applications->first; n != NULL;
	     n = n->next) {
		if (!jr_read_id(n, &id, f))
			continue;
		for (const struct jr *m = ret->applications->first; m != n;
		     m = m->next) {
			if (m->type == JR_TEXT && slice_eq(m->text, id))
				jr_fault(f, n, FAULT_DUPLICATE_ID, NULL);
		}
	}
	return faults_any(f) ? ERR_INVALID : ERR_OK;
}

/* What has a rank now has none, before the new ones are given. */
static enum err clear(struct request *rq)
{
	struct page page = {.id = SLICE(""), .limit = PAGE_MAX};
	struct stored_applications list;
	enum err e;

	do {
		e = applications_of_opening(rq->db, rq->arena, rq->argument,
					    &page, &list);
		for (size_t i = 0; e == ERR_OK && i < list.count; i++) {
			const struct stored_application *it = &list.items[i];

			if (it->place != 0)
				e = applications_set_place(rq->db, it->id,
							   it->organisation, 0);
			page.number = it->at_us;
			page.id = it->id;
		}
	} while (e == ERR_OK && list.count == page.limit);
	return e;
}

static enum err rank(struct request *rq, const struct jr *id, struct faults *f)
{
	struct stored_application it;
	enum err e = applications_get(rq->db, rq->arena, id->text, &it);

	if (e == ERR_NOT_FOUND ||
	    (e == ERR_OK && !slice_eq(it.opening, rq->argument))) {
		jr_fault(f, id, FAULT_UNKNOWN_REF, NULL);
		return ERR_INVALID;
	}
	return e == ERR_OK
		       ? applications_set_place(rq->db, it.id, it.organisation,
						(int64_t)id->index + 1)
		       : e;
}

enum err handle_ranking_put(struct request *rq, struct reply *rp)
{
	struct ranking_body body = {NULL};
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = read_body(rq, &body, rp->faults);
	if (e == ERR_OK)
		e = clear(rq);
	if (e != ERR_OK)
		return e;
	for (const struct jr *n = body.applications->first;
	     e == ERR_OK && n != NULL; n = n->next)
		e = rank(rq, n, rp->faults);
	if (e != ERR_OK)
		return e;
	jw_object(rp->json, NULL);
	jw_int(rp->json, "ranked", body.applications->count);
	jw_end(rp->json);
	return ERR_OK;
}
