/* profile_row - see profile_row.h. */
#include "api/profile_row.h"

#include "api/shield.h"
#include "base/arena.h"
#include "base/compiler.h"
#include "json/jr.h"
#include "json/jw.h"
#include "matcher/profile.h"
#include "matcher/snapshot.h"
#include "people/sealed.h"

static struct seal_place place_of(const struct request *rq)
{
	return (struct seal_place){.account = rq->caller.id,
				   .table = SLICE("profiles"),
				   .column = SLICE("texts_sealed")};
}

enum err profile_row_read(struct request *rq, struct stored_profile *ret_row)
{
	enum err e = profiles_get(rq->db, rq->arena, rq->caller.id, ret_row);

	if (e != ERR_NOT_FOUND)
		return e;
	*ret_row = (struct stored_profile){.account = rq->caller.id,
					   .contact_sealed = SLICE("")};
	return ERR_OK;
}

/* As canonical JSON; {} when it is absent. */
static struct slice part_of(struct arena *a, const struct jr *body,
			    const char *key)
{
	const struct jr *n = jr_get(body, key);

	return n == NULL ? SLICE("{}") : jw_canonical(a, n);
}

enum err profile_row_seal(struct request *rq, const struct jr *body,
			  struct stored_profile *row)
{
	struct seal_place place = place_of(rq);
	SCOPED(data_key) *key = NULL;
	enum err e = sealed_key(&rq->hands, rq->caller.id, &key);

	if (e != ERR_OK)
		return e;
	row->facts = part_of(rq->arena, body, "facts");
	row->wishes = part_of(rq->arena, body, "wishes");
	row->texts_sealed = seal_write(rq->arena, key, &place,
				       part_of(rq->arena, body, "texts"));
	return ERR_OK;
}

struct slice profile_row_etag(struct arena *a, int64_t version)
{
	return arena_print(a, "p%lld", (long long)version);
}

enum err profile_row_check(const struct request *rq, int64_t version)
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

static struct slice or_empty(struct slice json)
{
	return json.n > 0 ? json : SLICE("{}");
}

enum err profile_row_document(struct request *rq,
			      const struct stored_profile *row,
			      struct slice *ret_json)
{
	struct seal_place place = place_of(rq);
	struct slice texts;
	enum err e = sealed_read(&rq->hands, &place, row->texts_sealed, &texts);

	if (e != ERR_OK)
		return e;
	*ret_json = arena_print(
		rq->arena, "{\"facts\":%.*s,\"texts\":%.*s,\"wishes\":%.*s}",
		SLICE_ARG(or_empty(row->facts)), SLICE_ARG(or_empty(texts)),
		SLICE_ARG(or_empty(row->wishes)));
	return ERR_OK;
}

enum err profile_row_write(struct request *rq, struct reply *rp,
			   const struct stored_profile *row)
{
	struct slice json;
	enum err e = profile_row_document(rq, row, &json);

	if (e != ERR_OK)
		return e;
	rp->http->etag = profile_row_etag(rq->arena, row->version);
	jw_raw(rp->json, NULL, json);
	return ERR_OK;
}

enum err profile_row_keep(struct request *rq, struct reply *rp,
			  const struct jr *body, struct stored_profile *row)
{
	const struct snapshot *s = rq->snapshot;
	const struct profile *profile;
	int64_t version;
	enum err e = profile_read(rq->arena, s->vocabulary, s->rates, body,
				  NULL, &profile, rp->faults);

	if (e == ERR_OK && !shield_may_be_kept(rq, body, rp->faults))
		e = ERR_INVALID;
	if (e == ERR_OK)
		e = profile_row_check(rq, row->version);
	if (e == ERR_OK)
		e = profile_row_seal(rq, body, row);
	if (e == ERR_OK)
		e = profiles_put(rq->db, row, &version);
	if (e != ERR_OK)
		return e;
	row->version = version;
	return profile_row_write(rq, rp, row);
}
