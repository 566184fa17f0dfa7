/* eligibility - see eligibility.h. */
#include "api/eligibility.h"

#include "api/codec_match.h"
#include "api/profile_row.h"
#include "base/arena.h"
#include "base/buf.h"
#include "json/jr.h"
#include "matcher/fit.h"
#include "matcher/profile.h"
#include "matcher/snapshot.h"

enum { MEMBERS_BYTES = 512 * 1024 };

static enum err read_json(struct request *rq, struct slice text,
			  const struct jr **ret)
{
	struct faults faults = {.count = 0};
	enum err e = jr_parse(rq->arena, text, ret, &faults);

	return e == ERR_OK ? e : ERR_INTERNAL;
}

static enum err read_profile(struct request *rq, struct slice venture,
			     const struct profile **ret)
{
	struct faults faults = {.count = 0};
	const struct jr *given, *team = NULL;
	struct stored_profile row;
	struct slice text;
	enum err e = profile_row_read(rq, &row);

	if (e == ERR_OK)
		e = profile_row_document(rq, &row, &text);
	if (e == ERR_OK)
		e = read_json(rq, text, &given);
	if (e == ERR_OK && venture.n > 0)
		e = read_json(rq, venture, &team);
	if (e != ERR_OK)
		return e;
	e = profile_read(rq->arena, rq->snapshot->vocabulary,
			 rq->snapshot->rates, given, team, ret, &faults);
	/* It contradicts what the venture says: the seeker can change it. */
	return e == ERR_INVALID ? ERR_CONFLICT : e;
}

static enum err read_opening(struct request *rq, const struct jr *document,
			     const struct opening **ret)
{
	struct opening_reader reader = {.arena = rq->arena,
					.vocabulary = rq->snapshot->vocabulary,
					.rates = rq->snapshot->rates};
	struct faults faults = {.count = 0};
	struct opening *o;
	enum err e = opening_read(&reader, document, &o, &faults);

	*ret = o;
	return e == ERR_OK ? e : ERR_INTERNAL;
}

/* As in a list: of the snapshot, where the statistics of the words are. */
static int64_t fit_in(struct request *rq, struct slice opening,
		      const struct profile *profile)
{
	const struct snapshot *s = rq->snapshot;
	struct fit_request asked = {.profile = profile,
				    .weights = weights_published,
				    .as_of = rq->today};
	long number = snapshot_find(s, opening);
	const struct leaf *leaf;
	struct fitter base, f;
	uint64_t *gate;
	size_t row;

	if (number < 0)
		return -1;
	leaf = snapshot_leaf(s, (size_t)number, &row);
	gate = ARENA_ARRAY(rq->arena, uint64_t, leaf->segment->count / 64 + 1);
	gate[row / 64] = UINT64_C(1) << (row % 64);
	fitter_prepare(rq->arena, rq->analyser, s, &asked, &base);
	f = fitter_turn(rq->arena, &base, leaf, gate);
	return fit_of(&f, row).hundredths;
}

enum err eligibility_judge(struct request *rq, const struct terms *t,
			   struct slice venture, struct eligibility *ret)
{
	static const struct ruleset no_rules = {0, NULL};
	const struct opening *above = NULL;
	enum err e = read_opening(rq, t->opening, &ret->opening);

	if (e == ERR_OK && t->above != NULL)
		e = read_opening(rq, t->above, &above);
	if (e == ERR_OK)
		e = read_profile(rq, venture, &ret->profile);
	if (e != ERR_OK)
		return e;
	ret->judged = (struct judged){above == NULL ? &no_rules : above->rules,
				      ret->opening->rules, ret->opening->closes,
				      ret->opening->starts};
	judge(rq->arena, &ret->judged, ret->profile->facts, rq->today,
	      &ret->judgement);
	ret->fit_hundredths = fit_in(rq, t->id, ret->profile);
	return ERR_OK;
}

struct slice eligibility_members(struct request *rq,
				 const struct eligibility *e, enum lang l)
{
	struct match_request view = codec_match_preset(rq->today);
	struct json_writer w;
	struct buf text;
	struct slice whole;

	view.lang = l;
	buf_init(&text, MEMBERS_BYTES);
	jw_init(&w, &text);
	jw_object(&w, NULL);
	codec_criteria_write(&w, &e->judgement, e->profile->facts, &e->judged,
			     &view);
	jw_end(&w);
	whole = arena_copy(rq->arena, buf_slice(&text));
	buf_done(&text);
	return slice_cut(whole, 1, whole.n - 1);
}

static bool has_failed(const struct criterion *c)
{
	return !c->later && c->verdict == VERDICT_INELIGIBLE;
}

struct slice eligibility_failed(struct arena *a, const struct eligibility *e)
{
	struct slice list = SLICE("");

	if (!e->judgement.in_force)
		return SLICE("in_force");
	for (size_t i = 0; i < e->judgement.count; i++) {
		const struct criterion *c = &e->judgement.criteria[i];

		if (has_failed(c))
			list = arena_print(a, "%.*s%s%.*s", SLICE_ARG(list),
					   list.n > 0 ? " " : "",
					   SLICE_ARG(c->test->id));
	}
	return list;
}

struct slice eligibility_first_failed(const struct eligibility *e)
{
	for (size_t i = 0; i < e->judgement.count; i++) {
		if (has_failed(&e->judgement.criteria[i]))
			return e->judgement.criteria[i].test->id;
	}
	return SLICE("in_force");
}
