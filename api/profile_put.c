/*
 * PUT /v1/me/profile - what a seeker says: facts, texts and wishes.
 *
 * Facts and wishes are kept as they can be matched and counted; texts are
 * sealed.  With If-Match only the version that was read is replaced.
 *
 * WRITE.
 */
#include "api/api.h"
#include "api/handler.h"
#include "api/params.h"
#include "api/profile_row.h"
#include "base/arena.h"
#include "json/jr.h"
#include "matcher/profile.h"
#include "matcher/snapshot.h"

handler_fn handle_profile_put;

static enum err read_body(struct request *rq, const struct jr **ret_body,
			  struct faults *f)
{
	const struct snapshot *s = rq->snapshot;
	const struct profile *profile;
	enum err e;

	if (!params_none(rq->http, f))
		return ERR_INVALID;
	e = jr_parse(rq->arena, rq->http->body, ret_body, f);
	if (e != ERR_OK)
		return e;
	return profile_read(rq->arena, s->vocabulary, s->rates, *ret_body, NULL,
			    &profile, f);
}

/* ERR_STALE: what If-Match names is not what is there. */
static enum err check_version(const struct request *rq, int64_t version)
{
	struct slice etag = profile_row_etag(rq->arena, version);

	switch (net_if_match(rq->http, version > 0 ? etag : SLICE(""))) {
	case NET_MATCH_NO:
		return ERR_STALE;
	case NET_MATCH_YES:
	case NET_MATCH_ABSENT:
		break;
	}
	return ERR_OK;
}

enum err handle_profile_put(struct request *rq, struct reply *rp)
{
	const struct jr *body;
	struct stored_profile row;
	int64_t version;
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	e = read_body(rq, &body, rp->faults);
	if (e == ERR_OK)
		e = profile_row_read(rq, &row);
	if (e == ERR_OK)
		e = check_version(rq, row.version);
	if (e == ERR_OK)
		e = profile_row_seal(rq, body, &row);
	if (e == ERR_OK)
		e = profiles_put(rq->db, &row, &version);
	if (e != ERR_OK)
		return e;
	row.version = version;
	return profile_row_write(rq, rp, &row);
}
