/*
 * POST /v1/me/searches - save a search, with or without a profile.
 *
 * The token of its feeds stands in this reply and nowhere else again.  WRITE.
 */
#include "api/handler.h"
#include "api/params.h"
#include "api/search_row.h"
#include "base/arena.h"

handler_fn handle_search_create;

static enum err check_count(struct request *rq)
{
	struct page page = {.id = SLICE(""), .limit = SEARCHES_MAX};
	struct stored_searches them;
	enum err e = searches_of_account(rq->db, rq->arena, rq->caller.id,
					 &page, &them);

	return e == ERR_OK && them.count >= SEARCHES_MAX ? ERR_CONFLICT : e;
}

enum err handle_search_create(struct request *rq, struct reply *rp)
{
	struct search_body body;
	struct stored_search row;
	char token[SECRET_CHARS + 1];
	enum err e = search_body_read(rq, false, &body, rp->faults);

	if (e == ERR_OK)
		e = check_count(rq);
	if (e == ERR_OK)
		e = search_row_make(rq, &body, &row, token);
	if (e == ERR_OK)
		e = searches_insert(rq->db, &row);
	if (e != ERR_OK)
		return e;
	rp->http->status = 201;
	rp->http->cache_control = "private, no-store";
	rp->http->etag = search_row_etag(rq->arena, &row);
	net_reply_field(rp->http, "Location",
			arena_print(rq->arena, "/v1/me/searches/%.*s",
				    SLICE_ARG(row.id)));
	jw_object(rp->json, NULL);
	e = search_row_members(rq, rp->json, &row);
	search_row_token(rq, rp->json, token);
	jw_end(rp->json);
	return e;
}
