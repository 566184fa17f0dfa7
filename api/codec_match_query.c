/* codec_match_query - see codec_match_query.h. */
#include "api/codec_match_query.h"

#include "api/codec_filters.h"
#include "api/cursor.h"
#include "api/params.h"
#include "json/jr.h"
#include "matcher/snapshot.h"

/* Of all that shapes the list. */
static uint64_t hash_of(struct request *rq, const struct jr *person)
{
	uint64_t h = cursor_hash(0, SLICE("my matches"));

	h = cursor_hash(h, jw_canonical(rq->arena, person));
	for (size_t i = 0; i < rq->http->parameter_count; i++) {
		const struct net_pair *p = &rq->http->parameters[i];

		if (slice_is(p->name, "cursor") || slice_is(p->name, "limit") ||
		    slice_is(p->name, "lang"))
			continue;
		h = cursor_hash(cursor_hash(h, p->name), p->value);
	}
	return h;
}

static enum err read_cursor(struct request *rq, struct match_request *m,
			    struct faults *f)
{
	struct slice text;
	struct cursor c;

	if (!params_one(rq->http, "cursor", &text, f))
		return ERR_INVALID;
	if (text.p == NULL)
		return ERR_OK;
	if (!cursor_read(rq->arena, text, m->hash, &c)) {
		fault_at_parameter(f, FAULT_CURSOR, "cursor", NULL);
		return ERR_MALFORMED;
	}
	m->after = (struct match_key){(int)c.numbers[0], (long)c.numbers[1],
				      (int32_t)c.numbers[2], c.id};
	m->query.after = &m->after;
	m->is_reordered = c.stats != rq->snapshot->stats;
	return ERR_OK;
}

enum err codec_match_of_query(struct request *rq, const struct jr *person,
			      struct match_request *m, struct faults *f)
{
	const struct snapshot *s = rq->snapshot;
	struct match_query *q = &m->query;
	enum err e;

	*m = codec_match_preset(rq->today);
	m->lang = rq->lang;
	params_day(rq->http, "as_of", &q->as_of, f);
	q->filters.day = q->as_of;
	params_one(rq->http, "q", &q->words, f);
	if (q->words.n > MATCH_Q_BYTES)
		fault_at_parameter(f, FAULT_TOO_LONG, "q", "2000");
	codec_filters_of_query(rq->arena, s->vocabulary, rq->http, &q->filters,
			       f);
	params_count(rq->http, "limit", MATCH_LIMIT_MAX, &q->limit, f);
	if (faults_any(f))
		return ERR_INVALID;
	e = profile_read(rq->arena, s->vocabulary, s->rates,
			 jr_get(person, "profile"), jr_get(person, "venture"),
			 &q->profile, f);
	if (e != ERR_OK)
		return e;
	m->hash = hash_of(rq, person);
	return read_cursor(rq, m, f);
}
