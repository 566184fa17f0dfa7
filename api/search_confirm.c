/*
 * POST /v1/searches/confirm - whoever has the address wants the letters.
 *
 * The same token is that of the search's feeds.  WRITE.
 */
#include <stdio.h>

#include "api/handler.h"
#include "api/params.h"
#include "api/proofs.h"
#include "api/search_row.h"

handler_fn handle_search_confirm;

#define CONFIRM_US (INT64_C(7) * 86400 * 1000000)

static enum err confirm(struct request *rq, struct slice token,
			struct stored_search *ret_row)
{
	enum err e = search_row_by_token(rq, token, ret_row);

	if (e == ERR_NOT_FOUND)
		return ERR_LINK_EXPIRED;
	if (e != ERR_OK)
		return e;
	if (ret_row->created_us < rq->hands.now_us - CONFIRM_US)
		return ERR_LINK_EXPIRED;
	e = searches_confirm(rq->db, ret_row->hash, ret_row->next_run_us);
	return e == ERR_GONE ? ERR_LINK_EXPIRED : e;
}

enum err handle_search_confirm(struct request *rq, struct reply *rp)
{
	struct token_body body;
	struct stored_search row;
	char token[SECRET_CHARS + 1];
	enum err e;

	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = token_body_read(rq, false, &body, rp->faults);
	if (e == ERR_OK)
		e = confirm(rq, body.token, &row);
	if (e != ERR_OK)
		return e;
	snprintf(token, sizeof(token), "%.*s", SLICE_ARG(body.token));
	rp->http->cache_control = "private, no-store";
	jw_object(rp->json, NULL);
	e = search_row_members(rq, rp->json, &row);
	search_row_token(rq, rp->json, token);
	jw_end(rp->json);
	return e;
}
