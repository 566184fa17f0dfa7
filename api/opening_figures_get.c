/*
 * GET /v1/openings/{id}/figures - how many apply for how many places.  READ.
 */
#include "api/handler.h"
#include "api/params.h"
#include "people/terms.h"
#include "store/applications.h"

handler_fn handle_opening_figures_get;

enum err handle_opening_figures_get(struct request *rq, struct reply *rp)
{
	struct terms terms;
	int64_t count, places;
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = terms_read(&rq->hands, rq->argument, &terms);
	if (e == ERR_OK && slice_is(terms.status, "draft"))
		e = ERR_NOT_FOUND;
	if (e == ERR_OK)
		e = applications_count(rq->db, rq->argument, &count);
	if (e != ERR_OK)
		return e;
	places = terms_vacancies(&terms);
	rp->http->cache_control = "public, max-age=60";
	jw_object(rp->json, NULL);
	jw_int(rp->json, "applications", count);
	if (places > 0) {
		jw_int(rp->json, "places", places);
		jw_hundredths(rp->json, "applications_per_place",
			      (count * 100 + places / 2) / places);
	} else {
		jw_null(rp->json, "places");
		jw_null(rp->json, "applications_per_place");
	}
	jw_end(rp->json);
	return ERR_OK;
}
