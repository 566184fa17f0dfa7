/*
 * POST /v1/match - rank every opening for one profile.
 *
 * INLINE: it reads the body and the snapshot, nothing else, and keeps nothing.
 * Who is eligible and what fits is decided in matcher/, which knows neither
 * HTTP nor SQL; the shapes are in api/openapi.json.
 */
#include "api/codec_match.h"
#include "api/counted.h"
#include "api/handler.h"
#include "api/params.h"
#include "json/jr.h"

handler_fn handle_match_create;

enum err handle_match_create(struct request *rq, struct reply *rp)
{
	struct match_request match;
	struct match_answer answer;
	const struct jr *body;
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	if (!params_none(rq->http, rp->faults))
		return ERR_INVALID;
	e = jr_parse(rq->arena, rq->http->body, &body, rp->faults);
	if (e != ERR_OK)
		return e;
	e = codec_match_read(rq->arena, rq->snapshot, body, rq->today, &match,
			     rp->faults);
	if (match.lang != LANG_ALL)
		rq->reader = match.lang;
	if (e != ERR_OK)
		return e;

	counted_match(rq, body, match.query.profile);
	match.query.analyser = rq->analyser;
	match_rank(rq->arena, rq->snapshot, &match.query, &answer);
	codec_match_write(rq->arena, rp->json, rq->snapshot, &match, &answer);
	rp->http->cache_control = "no-store";
	return ERR_OK;
}
