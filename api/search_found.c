/* search_found - see search_found.h. */
#include "api/search_found.h"

#include "api/codec_filters.h"
#include "api/params.h"
#include "api/search_row.h"

static void drop_untold(struct alert_hits *hits)
{
	size_t kept = 0;

	for (size_t i = 0; i < hits->count; i++) {
		if (hits->items[i].is_told)
			hits->items[kept++] = hits->items[i];
	}
	hits->count = kept;
}

enum err search_find(struct request *rq, struct reply *rp,
		     struct search_found *ret)
{
	struct alert_world world = {rq->snapshot, rq->analyser,
				    codec_filters_of_json, rq->today};
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = search_row_by_token(rq, rq->argument, &ret->search);
	if (e == ERR_OK && ret->search.confirmed_us == 0)
		e = ERR_NOT_FOUND;
	if (e == ERR_OK)
		e = alert_find(&rq->hands, &world, &ret->search, &ret->hits);
	if (e != ERR_OK)
		return e;
	drop_untold(&ret->hits);
	if (!lang_read(ret->search.lang, &ret->lang))
		ret->lang = LANG_EN;
	/* The address is a secret: no cache between may keep it. */
	rp->http->cache_control = "private, max-age=300";
	return ERR_OK;
}
