/* GET /v1/searches/{token}/calendar.ics - when what it finds closes.  READ. */
#include "api/codec_calendar.h"
#include "api/handler.h"
#include "api/search_found.h"
#include "base/arena.h"
#include "base/day.h"

handler_fn handle_search_calendar;

enum err handle_search_calendar(struct request *rq, struct reply *rp)
{
	struct opening_view view = {
		.arena = rq->arena, .snapshot = rq->snapshot, .day = rq->today};
	struct search_found found;
	size_t *openings, count = 0;
	enum err e = search_find(rq, rp, &found);

	if (e != ERR_OK)
		return e;
	view.lang = found.lang;
	openings = ARENA_ARRAY(rq->arena, size_t, found.hits.count);
	for (size_t i = 0; i < found.hits.count; i++) {
		if (found.hits.items[i].closes != DAY_NONE)
			openings[count++] = found.hits.items[i].opening;
	}
	rp->http->content_type = "text/calendar; charset=utf-8";
	codec_calendar_write_all(&rp->http->body, &view, openings, count);
	return ERR_OK;
}
