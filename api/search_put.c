/*
 * PUT /v1/me/searches/{id} - another search in its place.
 *
 * What the old one told is forgotten: the new one begins as if it had just been
 * saved.  Its feeds keep their address.  WRITE.
 */
#include "api/handler.h"
#include "api/params.h"
#include "api/search_row.h"

handler_fn handle_search_put;

static enum err check_version(const struct request *rq,
			      const struct stored_search *row)
{
	struct slice etag = search_row_etag(rq->arena, row);

	return net_if_match(rq->http, etag) == NET_MATCH_NO ? ERR_STALE
							    : ERR_OK;
}

enum err handle_search_put(struct request *rq, struct reply *rp)
{
	struct search_body body;
	struct stored_search row;
	enum err e = searches_get(rq->db, rq->arena, rq->argument,
				  rq->caller.id, &row);

	if (e == ERR_OK)
		e = search_body_read(rq, false, &body, rp->faults);
	if (e == ERR_OK)
		e = check_version(rq, &row);
	if (e == ERR_OK)
		e = search_row_fill(rq, &body, &row);
	if (e == ERR_OK)
		e = searches_update(rq->db, &row);
	if (e != ERR_OK)
		return e;
	rp->http->etag = search_row_etag(rq->arena, &row);
	jw_object(rp->json, NULL);
	e = search_row_members(rq, rp->json, &row);
	jw_end(rp->json);
	return e;
}
