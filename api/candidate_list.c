/*
 * GET /v1/openings/{id}/candidates - seekers who agreed to be seen, for members
 * of a verified organisation: under names of this list alone, who may first,
 * then how well both suit each other.
 *
 * WRITE: the audit chain says who looked; then READ.  Every profile of the record is looked at for each request: some 100
 * microseconds each, for its consents and its key.
 */
#include "api/api.h"
#include "api/codec_candidates.h"
#include "api/crowd.h"
#include "api/handler.h"
#include "api/params.h"
#include "base/arena.h"
#include "json/jr.h"
#include "matcher/people.h"
#include "people/audit.h"
#include "people/sealed.h"

handler_fn handle_candidate_list;

enum { SHOWN = 20, SHOWN_MAX = 100 };

struct gathering {
	const struct crowd *crowd;
	struct people_maker *maker;
};

static enum err profile_of(const struct gathering *g, const struct hands *h,
			   const struct stored_profile *row,
			   const struct profile **ret)
{
	const struct snapshot *s = g->crowd->rq->snapshot;
	struct seal_place place = {.account = row->account,
				   .table = SLICE("profiles"),
				   .column = SLICE("texts_sealed")};
	struct faults faults = {.count = 0};
	const struct jr *given;
	struct slice texts;
	enum err e = sealed_read(h, &place, row->texts_sealed, &texts);

	if (e != ERR_OK)
		return e;
	if (texts.n == 0)
		texts = SLICE("{}");
	e = jr_parse(h->arena,
		     arena_print(h->arena,
				 "{\"facts\":%.*s,\"texts\":%.*s,\"wishes\":"
				 "%.*s}",
				 SLICE_ARG(row->facts), SLICE_ARG(texts),
				 SLICE_ARG(row->wishes)),
		     &given, &faults);
	return e == ERR_OK ? profile_read(h->arena, s->vocabulary, s->rates,
					  given, NULL, ret, &faults)
			   : e;
}

/* A profile that the vocabulary of today does not take is passed over. */
static enum err gather(void *ctx, const struct hands *h,
		       const struct stored_profile *row)
{
	struct gathering *g = ctx;
	struct person_given given = {
		.id = crowd_name(h, g->crowd, row->account)};
	enum err e = profile_of(g, h, row, &given.profile);

	if (e == ERR_OK)
		people_add(g->maker, &given);
	return e == ERR_INVALID || e == ERR_GONE ? ERR_OK : e;
}

static enum err gather_all(struct request *rq, const struct crowd *crowd,
			   struct people **ret)
{
	struct snapshot_parts parts = {rq->snapshot->vocabulary,
				       rq->snapshot->rates,
				       api_parts(rq->api)->known, rq->analyser};
	struct gathering g = {crowd, people_begin(&parts)};
	size_t number;
	enum err e = crowd_each(crowd, gather, &g);

	if (e == ERR_OK)
		return people_finish(g.maker, ret, &number);
	people_maker_free(g.maker);
	return e;
}

/* What is not published has no candidates. */
static enum err open_crowd(struct request *rq, struct crowd *ret)
{
	enum err e = rq->snapshot == NULL ? ERR_BUSY
					  : crowd_open(rq, rq->argument, ret);

	if (e == ERR_OK && (snapshot_find(rq->snapshot, rq->argument) < 0 ||
			    !slice_is(ret->terms.status, "open")))
		e = ERR_CONFLICT;
	return e;
}

static enum err rank(struct request *rq, struct reply *rp)
{
	const size_t *limit = rq->kept;
	struct candidates_view view = {.arena = rq->arena,
				       .snapshot = rq->snapshot,
				       .as_of = rq->today,
				       .lang = rq->lang};
	struct candidates_query q = {
		.analyser = rq->analyser, .as_of = rq->today, .limit = *limit};
	struct candidates found;
	struct people *people;
	struct crowd crowd;
	enum err e = open_crowd(rq, &crowd);

	if (e == ERR_OK)
		e = gather_all(rq, &crowd, &people);
	if (e != ERR_OK)
		return e;
	view.people = people;
	view.opening = q.opening =
		(size_t)snapshot_find(rq->snapshot, rq->argument);
	candidates_rank(rq->arena, people, rq->snapshot, &q, &found);
	codec_candidates_write(rp->json, &view, &found);
	people_free(people);
	return ERR_OK;
}

static enum err audit(struct request *rq)
{
	return audit_tell(
		&rq->hands,
		&(struct audit_word){.actor = rq->caller.id,
				     .action = SLICE("candidates.read"),
				     .object = rq->argument});
}

enum err handle_candidate_list(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"limit", "lang", NULL};
	size_t *limit = ARENA_NEW(rq->arena, size_t);
	struct crowd crowd;
	enum err e;

	*limit = SHOWN;
	params_only(rq->http, known, rp->faults);
	if (faults_any(rp->faults) ||
	    !params_count(rq->http, "limit", SHOWN_MAX, limit, rp->faults))
		return ERR_INVALID;
	e = open_crowd(rq, &crowd);
	if (e == ERR_OK)
		e = audit(rq);
	if (e != ERR_OK)
		return e;
	rp->http->cache_control = "private, no-store";
	*rp->next = (struct next){rank, ROUTE_READ, limit, NULL};
	return ERR_OK;
}
