/* GET /v1/searches/{token}/feed.atom - what it finds, for a reader.  READ. */
#include "api/api.h"
#include "api/codec_atom.h"
#include "api/handler.h"
#include "api/search_found.h"

handler_fn handle_search_feed;

enum err handle_search_feed(struct request *rq, struct reply *rp)
{
	struct opening_view view = {
		.arena = rq->arena, .snapshot = rq->snapshot, .day = rq->today};
	struct atom_feed feed = {.site = api_parts(rq->api)->letters_site,
				 .at_us = rq->hands.now_us};
	struct search_found found;
	enum err e = search_find(rq, rp, &found);

	if (e != ERR_OK)
		return e;
	view.lang = found.lang;
	feed.id = found.search.id;
	rp->http->content_type = "application/atom+xml; charset=utf-8";
	codec_atom_begin(&rp->http->body, &view, &feed);
	for (size_t i = 0; i < found.hits.count; i++)
		codec_atom_entry(&rp->http->body, &view, &feed,
				 found.hits.items[i].opening);
	codec_atom_end(&rp->http->body);
	return ERR_OK;
}
