/* codec_match_read - the body of POST /v1/match; see codec_match.h. */
#include "api/codec_filters.h"
#include "api/codec_match.h"
#include "api/cursor.h"
#include "base/arena.h"
#include "json/jr.h"
#include "matcher/snapshot.h"

static void read_weights(const struct jr *n, struct weights *w,
			 struct faults *f)
{
	static const char *const keys[] = {"text", "skill", "pref", NULL};
	double sum = 0;

	if (!jr_is_object(n, f))
		return;
	jr_only_keys(n, keys, f);
	for (int p = 0; p < FIT__COUNT; p++) {
		const struct jr *c = jr_get(n, fit_part_word((enum fit_part)p));

		if (c != NULL)
			jr_read_number(c, 0, 1000, &w->of[p], f);
		sum += w->of[p];
	}
	if (sum <= 0)
		jr_fault(f, n, FAULT_EMPTY, NULL);
}

static void read_profile(struct arena *a, const struct snapshot *s,
			 const struct jr *body, struct match_query *q,
			 struct faults *f)
{
	const struct jr *profile = jr_need(body, "profile", f);
	enum err e;

	if (profile == NULL)
		return;
	e = profile_read(a, s->vocabulary, s->rates, profile,
			 jr_get(body, "venture"), &q->profile, f);
	/* What is wrong is told by the faults. */
	(void)e;
}

static void read_options(struct arena *a, const struct snapshot *s,
			 const struct jr *body, struct match_request *rq,
			 struct faults *f)
{
	struct match_query *q = &rq->query;
	int64_t limit = MATCH_LIMIT_DEFAULT;
	struct slice lang;

	if (jr_get(body, "q") != NULL)
		jr_read_text(jr_get(body, "q"), MATCH_Q_BYTES, &q->words, f);
	if (jr_get(body, "filters") != NULL)
		codec_filters_of_json(a, s->vocabulary, jr_get(body, "filters"),
				      &q->filters, f);
	if (jr_get(body, "weights") != NULL)
		read_weights(jr_get(body, "weights"), &q->weights, f);
	if (jr_get(body, "limit") != NULL)
		jr_read_int(jr_get(body, "limit"), 1, MATCH_LIMIT_MAX, &limit,
			    f);
	q->limit = (size_t)limit;
	if (jr_get(body, "lang") != NULL &&
	    jr_read_text(jr_get(body, "lang"), 16, &lang, f) &&
	    !lang_read(lang, &rq->lang))
		jr_fault(f, jr_get(body, "lang"), FAULT_UNKNOWN_LANG, NULL);
}

/* Over every member that shapes the list, in document order. */
static uint64_t hash_of(struct arena *a, const struct jr *body)
{
	static const char *const keys[] = {"profile", "venture", "q",
					   "filters", "weights", "as_of"};
	uint64_t h = cursor_hash(0, SLICE("match"));

	for (size_t i = 0; i < COUNT(keys); i++) {
		const struct jr *n = jr_get(body, keys[i]);

		h = cursor_hash(h, n == NULL ? SLICE("") : jw_canonical(a, n));
	}
	return h;
}

static enum err read_cursor(struct arena *a, const struct snapshot *s,
			    const struct jr *body, struct match_request *rq,
			    struct faults *f)
{
	const struct jr *n = jr_get(body, "cursor");
	struct slice text;
	struct cursor c;

	if (n == NULL)
		return ERR_OK;
	if (!jr_read_text(n, 1000, &text, f))
		return ERR_INVALID;
	if (!cursor_read(a, text, rq->hash, &c)) {
		jr_fault(f, n, FAULT_CURSOR, NULL);
		return ERR_MALFORMED;
	}
	rq->after = (struct match_key){(int)c.numbers[0], (long)c.numbers[1],
				       (int32_t)c.numbers[2], c.id};
	rq->query.after = &rq->after;
	rq->is_reordered = c.stats != s->stats;
	return ERR_OK;
}

struct match_request codec_match_preset(int32_t as_of)
{
	return (struct match_request){
		.lang = LANG_ALL,
		.query = {.as_of = as_of,
			  .limit = MATCH_LIMIT_DEFAULT,
			  .weights = weights_published,
			  .filters = filters_none(as_of)},
	};
}

enum err codec_match_read(struct arena *a, const struct snapshot *s,
			  const struct jr *body, int32_t today,
			  struct match_request *rq, struct faults *f)
{
	static const char *const keys[] = {
		"profile", "venture", "q",      "filters", "weights",
		"as_of",   "limit",   "cursor", "lang",    NULL};
	struct match_query *q = &rq->query;

	*rq = codec_match_preset(today);
	if (!jr_is_object(body, f))
		return ERR_INVALID;
	jr_only_keys(body, keys, f);
	if (jr_get(body, "as_of") != NULL)
		jr_read_day(jr_get(body, "as_of"), &q->as_of, f);
	q->filters.day = q->as_of;
	read_profile(a, s, body, q, f);
	read_options(a, s, body, rq, f);
	if (faults_any(f))
		return ERR_INVALID;
	rq->hash = hash_of(a, body);
	return read_cursor(a, s, body, rq, f);
}
