/* programme_row - see programme_row.h. */
#include "api/programme_row.h"

#include "base/day.h"
#include "json/jr.h"
#include "matcher/snapshot.h"
#include "people/audit.h"
#include "store/organisations.h"
#include "store/quotas.h"

static enum err check_organisation(struct request *rq, const struct opening *o,
				   struct faults *f)
{
	struct stored_organisation row;
	enum err e;

	if (o->organisation.n == 0)
		return ERR_OK;
	e = organisations_get(rq->db, rq->arena, o->organisation, &row);
	if (e != ERR_NOT_FOUND)
		return e;
	fault_at_pointer(f, FAULT_UNKNOWN_REF, "/organisation", NULL);
	return ERR_INVALID;
}

static bool has_stream(const struct opening *programme, struct slice stream)
{
	if (stream.n == 0 || programme->streams.count == 0)
		return true;
	for (size_t i = 0; i < programme->streams.count; i++) {
		if (slice_eq(programme->streams.items[i], stream))
			return true;
	}
	return false;
}

/* What is posted under it names streams that must stay. */
static enum err check_streams(struct request *rq, const struct opening *o,
			      struct faults *f)
{
	struct id_list under;

	if (o->streams.count == 0)
		return ERR_OK;
	under = snapshot_posted_under(rq->arena, rq->snapshot, o->id);
	for (size_t i = 0; i < under.count; i++) {
		long n = snapshot_find(rq->snapshot, under.items[i]);
		const struct opening *one;

		if (n < 0)
			continue;
		one = snapshot_opening(rq->arena, rq->snapshot, (size_t)n);
		if (has_stream(o, one->stream))
			continue;
		fault_at_pointer(f, FAULT_UNKNOWN_REF, "/streams", NULL);
		return ERR_INVALID;
	}
	return ERR_OK;
}

static enum err put_one(struct request *rq, const struct opening *o,
			const struct jr *n, struct faults *f)
{
	/* Without a last day: as long as anybody plans. */
	struct stored_quota q = {.programme = o->id,
				 .stream = SLICE(""),
				 .to_day = day_of(9999, 12, 31)};
	const struct jr *to = jr_get(n, "to"), *stream = jr_get(n, "stream");
	int32_t day;
	enum err e;

	if (day_read(jr_get(n, "from")->text, &day))
		q.from_day = day;
	if (to != NULL && day_read(to->text, &day))
		q.to_day = day;
	if (stream != NULL)
		q.stream = stream->text;
	q.places = (int64_t)jr_get(n, "places")->real;
	e = quotas_put(rq->db, &q);
	if (e != ERR_CONFLICT)
		return e;
	jr_fault(f, n, FAULT_QUOTA_USED, NULL);
	return ERR_INVALID;
}

static enum err put_quotas(struct request *rq, const struct opening *o,
			   struct faults *f)
{
	const struct jr *document, *list;
	enum err e = jr_parse(rq->arena, o->document, &document, f);

	if (e != ERR_OK)
		return e;
	list = jr_get(document, "quota");
	for (const struct jr *n = list == NULL ? NULL : list->first;
	     e == ERR_OK && n != NULL; n = n->next)
		e = put_one(rq, o, n, f);
	return e;
}

enum err programme_row_keep(struct request *rq, const struct posting *p,
			    const char *action, struct faults *f)
{
	const struct opening *o;
	enum err e = posting_read(rq, p, &o, f);

	if (e == ERR_OK)
		e = check_organisation(rq, o, f);
	if (e == ERR_OK)
		e = check_streams(rq, o, f);
	if (e == ERR_OK)
		e = posting_keep(rq, o);
	if (e == ERR_OK)
		e = put_quotas(rq, o, f);
	if (e != ERR_OK)
		return e;
	return audit_tell(&rq->hands,
			  &(struct audit_word){.actor = rq->caller.id,
					       .action = slice_of(action),
					       .object = o->id});
}
