/*
 * GET /v1/openings - search and filter, with facets and highlights.
 *
 * INLINE: it reads the query and the snapshot, nothing else.
 */
#include "api/codec_filters.h"
#include "api/codec_list.h"
#include "api/counted.h"
#include "api/cursor.h"
#include "api/handler.h"
#include "api/params.h"
#include "base/arena.h"
#include "base/day.h"
#include "matcher/search.h"
#include "matcher/snapshot.h"

handler_fn handle_opening_list;

enum { LIMIT_DEFAULT = 20, LIMIT_MAX = 100, Q_BYTES = 2000 };

static void read_sort(const struct net_request *http, enum sort *ret,
		      struct faults *f)
{
	struct slice value;
	int i = 0;

	*ret = SORT_RELEVANCE;
	if (!params_one(http, "sort", &value, f) || value.p == NULL)
		return;
	while (sort_words[i] != NULL && !slice_is(value, sort_words[i]))
		i++;
	if (sort_words[i] != NULL)
		*ret = (enum sort)i;
	else
		fault_at_parameter(f, FAULT_NOT_ACCEPTED, "sort",
				   "relevance, closing, newest, least_applied");
}

/* Everything that shapes the list, in the order in which it was asked. */
static uint64_t hash_of(const struct request *rq)
{
	uint64_t h = cursor_hash(0, SLICE("openings"));

	for (size_t i = 0; i < rq->http->parameter_count; i++) {
		const struct net_pair *p = &rq->http->parameters[i];

		if (slice_is(p->name, "cursor") || slice_is(p->name, "limit") ||
		    slice_is(p->name, "lang"))
			continue;
		h = cursor_hash(cursor_hash(h, p->name), p->value);
	}
	return h;
}

/* Where the page begins, if the request says it. */
struct start {
	struct search_key key;
	bool is_given;
	bool is_reordered; /* by other frequencies than today's */
};

static enum err read_cursor(struct request *rq, uint64_t hash,
			    struct start *ret_start, struct faults *f)
{
	struct slice text;
	struct cursor c;

	if (!params_one(rq->http, "cursor", &text, f))
		return ERR_INVALID;
	if (text.p == NULL)
		return ERR_OK;
	if (!cursor_read(rq->arena, text, hash, &c)) {
		fault_at_parameter(f, FAULT_CURSOR, "cursor", NULL);
		return ERR_MALFORMED;
	}
	*ret_start = (struct start){{c.numbers[0], c.numbers[1], c.id},
				    true,
				    c.stats != rq->snapshot->stats};
	return ERR_OK;
}

static void read_query(struct request *rq, struct search_query *q,
		       struct faults *f)
{
	static const char *const known[] = {
		"q",       "kind",          "place",  "sector", "organisation",
		"pay_min", "closes_before", "status", "lang",   "sort",
		"limit",   "cursor",        NULL};

	*q = (struct search_query){.analyser = rq->analyser,
				   .filters = filters_none(rq->today),
				   .limit = LIMIT_DEFAULT};
	params_only(rq->http, known, f);
	params_one(rq->http, "q", &q->words, f);
	if (q->words.n > Q_BYTES)
		fault_at_parameter(f, FAULT_TOO_LONG, "q", "2000");
	codec_filters_of_query(rq->arena, rq->snapshot->vocabulary, rq->http,
			       &q->filters, f);
	if (q->filters.states == 0)
		q->filters.states = 1u << STATE_OPEN;
	read_sort(rq->http, &q->sort, f);
	params_count(rq->http, "limit", LIMIT_MAX, &q->limit, f);
}

enum err handle_opening_list(struct request *rq, struct reply *rp)
{
	struct search_query q;
	struct start start = {.is_given = false};
	struct search_answer answer;
	uint64_t hash = hash_of(rq);
	enum err e;

	if (rq->snapshot == NULL)
		return ERR_BUSY;
	read_query(rq, &q, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	e = read_cursor(rq, hash, &start, rp->faults);
	if (e != ERR_OK)
		return e;
	counted_search(rq, &q.filters);
	q.after = start.is_given ? &start.key : NULL;
	search_run(rq->arena, rq->snapshot, &q, &answer);
	if (answer.is_cut) {
		fault_at_parameter(rp->faults, FAULT_COSTLY, "q", "240");
		return ERR_INVALID;
	}
	codec_list_write(
		rp->json,
		&(struct list_view){.arena = rq->arena,
				    .analyser = rq->analyser,
				    .snapshot = rq->snapshot,
				    .lang = rq->lang,
				    .day = rq->today,
				    .hash = hash,
				    .is_reordered = start.is_reordered},
		&answer);
	rp->http->cache_control = "public, max-age=30";
	return ERR_OK;
}
