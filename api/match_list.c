/*
 * GET /v1/me/matches - every opening ranked for the profile that is kept, as
 * POST /v1/match ranks one that is sent; with a venture when one is named.
 *
 * 404 before there is a profile.  A profile that today's vocabulary no longer
 * reads is refused with the pointers of what to put right.
 *
 * READ.
 */
#include "api/codec_match_query.h"
#include "api/handler.h"
#include "api/params.h"
#include "api/profile_row.h"
#include "api/venture_row.h"
#include "base/arena.h"
#include "json/jr.h"

handler_fn handle_match_list;

/* Of a venture that is the caller's, or that they belong to. */
static enum err read_venture(struct request *rq, struct slice *ret_json,
			     struct faults *f)
{
	struct stored_venture row;
	struct slice id;
	enum err e;

	*ret_json = (struct slice){NULL, 0};
	if (!params_one(rq->http, "venture", &id, f))
		return ERR_INVALID;
	if (id.p == NULL)
		return ERR_OK;
	e = venture_row_find(rq, id, &row);
	if (e == ERR_OK)
		*ret_json = row.document;
	return e;
}

static enum err read_person(struct request *rq, const struct jr **ret_person,
			    struct faults *f)
{
	struct stored_profile row;
	struct slice profile, venture;
	enum err e = profile_row_read(rq, &row);

	if (e == ERR_OK && row.version == 0)
		e = ERR_NOT_FOUND;
	if (e == ERR_OK)
		e = profile_row_document(rq, &row, &profile);
	if (e == ERR_OK)
		e = read_venture(rq, &venture, f);
	if (e != ERR_OK)
		return e;
	if (venture.p != NULL)
		profile = arena_print(rq->arena,
				      "{\"profile\":%.*s,\"venture\":%.*s}",
				      SLICE_ARG(profile), SLICE_ARG(venture));
	else
		profile = arena_print(rq->arena, "{\"profile\":%.*s}",
				      SLICE_ARG(profile));
	return jr_parse(rq->arena, profile, ret_person, f);
}

enum err handle_match_list(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {
		"q",       "kind",          "place",  "sector", "organisation",
		"pay_min", "closes_before", "status", "as_of",  "venture",
		"lang",    "limit",         "cursor", NULL};
	struct match_request match;
	struct match_answer answer;
	const struct jr *person;
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	params_only(rq->http, known, rp->faults);
	e = read_person(rq, &person, rp->faults);
	if (e == ERR_OK)
		e = codec_match_of_query(rq, person, &match, rp->faults);
	if (e != ERR_OK)
		return e;
	match.query.analyser = rq->analyser;
	match_rank(rq->arena, rq->snapshot, &match.query, &answer);
	codec_match_write(rq->arena, rp->json, rq->snapshot, &match, &answer);
	return ERR_OK;
}
