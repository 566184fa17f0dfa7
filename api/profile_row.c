/* profile_row - see profile_row.h. */
#include "api/profile_row.h"

#include "base/arena.h"
#include "base/compiler.h"
#include "json/jr.h"
#include "json/jw.h"
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

enum err profile_row_write(struct request *rq, struct reply *rp,
			   const struct stored_profile *row)
{
	struct seal_place place = place_of(rq);
	SCOPED(data_key) *key = NULL;
	struct slice texts = SLICE("{}");
	enum err e = sealed_key(&rq->hands, rq->caller.id, &key);

	if (e == ERR_OK && row->texts_sealed.n > 0)
		e = seal_read(rq->arena, key, &place, row->texts_sealed,
			      &texts);
	if (e != ERR_OK)
		return e;
	rp->http->etag = profile_row_etag(rq->arena, row->version);
	jw_object(rp->json, NULL);
	jw_raw(rp->json, "facts", row->facts);
	jw_raw(rp->json, "texts", texts);
	jw_raw(rp->json, "wishes", row->wishes);
	jw_end(rp->json);
	return ERR_OK;
}
