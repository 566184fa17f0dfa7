/* planes_pass - see planes_pass.h. */
#include "matcher/planes_pass.h"

#include <string.h>

#include "base/arena.h"
#include "base/day.h"
#include "matcher/lanes.h"
#include "matcher/planes_plan.h"
#include "matcher/repair.h"
#include "matcher/turning.h"

enum { WORDS = LANES_WORDS };

/* 512 rows: a bit each. */
struct block {
	uint64_t valid[WORDS];
	uint64_t failed[WORDS]; /* a test failed */
	uint64_t lost[WORDS];   /* a second one, or one that never changes */
	uint64_t timed[WORDS];  /* a test on time failed */
	uint64_t unknown[WORDS];
	uint64_t several[WORDS]; /* a second subject is unknown */
};

struct pass_measure {
	bool is_made, is_known;
	double lo, hi;
};

/* What is left over from row to row. */
struct passing {
	const struct planes *planes;
	const struct plan *plan;
	struct pass *to;
	size_t residual; /* the next one */
	size_t dated;
	uint8_t *known; /* by odd literal: 1 + verdict, when it is shared */
	struct pass_measure *measures; /* of planes->measures */
};

static void count_failed(const struct plan *p, size_t at, struct block *b)
{
	struct lanes failed = lanes_none(), lost = lanes_none();

	for (size_t i = 0; i < p->failed_count; i++) {
		struct lanes f = lanes_load(p->failed[i] + at);

		lost = lanes_or(lost, lanes_and(failed, f));
		failed = lanes_or(failed, f);
	}
	lanes_store(b->failed, failed);
	lanes_store(b->lost, lost);
}

static void add_lanes(struct block *b, struct lanes f, bool is_final)
{
	struct lanes failed = lanes_load(b->failed);
	struct lanes again = is_final ? f : lanes_and(failed, f);

	lanes_store(b->lost, lanes_or(lanes_load(b->lost), again));
	if (!is_final)
		lanes_store(b->failed, lanes_or(failed, f));
}

static void add_timed(const struct plan *p, size_t at, struct block *b)
{
	struct lanes timed = lanes_none();

	for (size_t i = 0; i < p->timed_count; i++) {
		struct lanes f = lanes_load(p->timed[i] + at);

		timed = lanes_or(timed, f);
		add_lanes(b, f, false);
	}
	lanes_store(b->timed, timed);
}

static void add_final(const struct plan *p, size_t at, struct block *b)
{
	struct lanes lost = lanes_load(b->lost);

	for (size_t i = 0; i < p->final_count; i++)
		lost = lanes_or(lost, lanes_load(p->final[i] + at));
	lanes_store(b->lost, lost);
}

static void add_part(struct block *b, const struct plan_part *part, size_t at)
{
	struct lanes f = plan_failed_lanes(part, at);

	add_lanes(b, f, part->is_final);
	if (part->is_timed)
		lanes_store(b->timed, lanes_or(lanes_load(b->timed), f));
}

static void add_mixes(const struct plan *p, size_t at, struct block *b)
{
	for (size_t i = 0; i < p->mix_count; i++) {
		const struct plan_mix *m = &p->mixes[i];

		add_lanes(b, plan_mix_lanes(p, m, at), m->is_final);
	}
	for (size_t i = 0; i < p->part_count; i++) {
		const struct plan_part *part = &p->parts[i];

		if (part->whole == NULL)
			add_part(b, part, at);
	}
}

static void count_unknown(const struct plan *p, size_t at, struct block *b)
{
	struct lanes unknown = lanes_none(), several = lanes_none();

	for (size_t i = 0; i < p->unknown_count; i++) {
		const struct plan_unknown *x = &p->unknowns[i];
		struct lanes u = x->whole != NULL
					 ? lanes_load(x->whole + at)
					 : plan_unknown_lanes(p, x, at);

		several = lanes_or(several, lanes_and(unknown, u));
		unknown = lanes_or(unknown, u);
	}
	lanes_store(b->unknown, unknown);
	lanes_store(b->several, several);
}

static bool is_in_force(const struct plane_dated *d, int32_t day)
{
	return (d->from == DAY_NONE || d->from <= day) &&
	       (d->to == DAY_NONE || day <= d->to);
}

static void find_valid(struct passing *x, size_t at, struct block *b)
{
	const struct plane_dates *dates = &x->planes->dates;

	memcpy(b->valid, x->plan->valid + at, sizeof(b->valid));
	for (; x->dated < dates->odd_count; x->dated++) {
		const struct plane_dated *d = &dates->odd[x->dated];

		if (d->row >= at * 64 + PLANES_BLOCK_ROWS)
			break;
		if (is_in_force(d, x->plan->as_of))
			plane_set(b->valid, d->row - at * 64);
	}
}

/* The number that a group looks at, worked out once. */
static const struct pass_measure *measure_of(const struct passing *x,
					     const struct plane_odd *o)
{
	const struct days days = {x->plan->as_of, DAY_NONE, DAY_NONE};
	struct pass_measure *m = &x->measures[o->measure];

	if (!m->is_made) {
		m->is_made = true;
		m->is_known =
			shape_interval(x->planes->measures[o->measure],
				       x->plan->facts, &days, &m->lo, &m->hi);
	}
	return m;
}

static enum verdict range_verdict(const struct pass_measure *m,
				  const struct range *r)
{
	if (!m->is_known)
		return VERDICT_MAYBE;
	if (shape_is_under(r, m->hi) || shape_is_over(r, m->lo))
		return VERDICT_INELIGIBLE;
	if (shape_is_under(r, m->lo) || shape_is_over(r, m->hi))
		return VERDICT_MAYBE;
	return VERDICT_ELIGIBLE;
}

static enum verdict odd_verdict(const struct passing *x, size_t number,
				size_t opening)
{
	const struct plane_odd *o = &x->planes->odds[number];
	struct days days = {x->plan->as_of, DAY_NONE, DAY_NONE};
	enum verdict v;

	if (x->known[number] != 0)
		return (enum verdict)(x->known[number] - 1);
	if (!o->is_shared)
		days = judged_days(&x->planes->judged[opening], days.as_of);
	if (o->is_range)
		v = range_verdict(measure_of(x, o), &o->range);
	else
		v = evaluate_literal(o->literal, x->plan->facts, &days);
	if (o->is_shared)
		x->known[number] = (uint8_t)(1 + v);
	return v;
}

/* Of a literal that failed: whether waiting or effort can help. */
static bool can_change(const struct passing *x, const struct plane_odd *o,
		       size_t opening)
{
	const struct literal *l = o->literal;
	const struct attr *attr = l->test->attr;
	struct days days;

	if (o->change == CHANGE_NEVER)
		return false;
	if (attr != NULL && attr->grows) {
		if (o->is_range)
			return !shape_is_over(&o->range, measure_of(x, o)->lo);
		if (attr->type == ATTR_FLAG)
			return l->negated ||
			       x->plan->facts->of[attr->index].lo <= 0;
	}
	if (o->change == CHANGE_EFFORT)
		return true;
	days = judged_days(&x->planes->judged[opening], x->plan->as_of);
	return turning_possible(l, x->plan->facts, &days) != DAY_NONE;
}

static void fail_row(struct block *b, size_t bit, bool is_final)
{
	if (is_final || plane_has(b->failed, bit))
		plane_set(b->lost, bit);
	if (!is_final)
		plane_set(b->failed, bit);
}

/* The literals of one row that have no planes, on top of those that do. */
static void judge_residual(const struct passing *x,
			   const struct plane_residual *r, size_t bit,
			   struct block *b)
{
	for (size_t i = 0; i < r->count && !plane_has(b->lost, bit); i++) {
		size_t number = x->planes->odd_numbers[r->first + i];
		const struct plane_odd *o = &x->planes->odds[number];
		enum verdict v = odd_verdict(x, number, r->opening);

		if (v == VERDICT_INELIGIBLE) {
			fail_row(b, bit, !can_change(x, o, r->opening));
			if (o->change == CHANGE_TIME)
				plane_set(b->timed, bit);
		} else if (v == VERDICT_MAYBE) {
			plane_set(b->unknown, bit);
			plane_set(x->to->odd, r->row);
		}
	}
}

static void add_residuals(struct passing *x, size_t at, struct block *b)
{
	const struct planes *p = x->planes;

	for (; x->residual < p->residual_count; x->residual++) {
		const struct plane_residual *r = &p->residuals[x->residual];
		size_t bit = r->row - at * 64;

		if (bit >= PLANES_BLOCK_ROWS)
			return;
		if (plane_has(b->valid, bit) && !plane_has(b->lost, bit))
			judge_residual(x, r, bit, b);
	}
}

/* Near by effort is near; by waiting, where nothing can come between. */
static void write_near(const struct passing *x, size_t at,
		       const struct block *b)
{
	struct pass *to = x->to;
	struct lanes valid = lanes_load(b->valid);
	struct lanes near = lanes_and(
		valid, lanes_but(lanes_load(b->failed), lanes_load(b->lost)));
	struct lanes timed = lanes_and(near, lanes_load(b->timed));
	struct lanes steady = lanes_load(x->planes->steady + at);

	lanes_store(to->waiting + at, lanes_but(timed, steady));
	if (to->steady != NULL) {
		lanes_store(to->steady + at, lanes_and(timed, steady));
		near = lanes_but(near, timed);
	}
	lanes_store(to->near + at, lanes_but(near, lanes_but(timed, steady)));
}

static void write_verdicts(const struct passing *x, size_t at,
			   const struct block *b)
{
	struct pass *to = x->to;
	struct lanes failed =
		lanes_or(lanes_load(b->failed), lanes_load(b->lost));
	struct lanes several = lanes_load(b->several);
	struct lanes possible = lanes_but(lanes_load(b->valid), failed);
	struct lanes unknown = lanes_and(possible, lanes_load(b->unknown));
	struct lanes eligible = lanes_and(lanes_but(possible, unknown),
					  lanes_load(x->planes->complete + at));

	lanes_store(to->eligible + at, eligible);
	lanes_store(to->maybe + at, lanes_but(possible, eligible));
	if (to->sure != NULL)
		lanes_store(to->sure + at, lanes_but(possible, unknown));
	lanes_store(to->one + at, lanes_but(unknown, several));
	lanes_store(to->many + at, lanes_and(unknown, several));
}

static void pass_block(struct passing *x, size_t at)
{
	struct block b;

	find_valid(x, at, &b);
	count_failed(x->plan, at, &b);
	add_timed(x->plan, at, &b);
	add_mixes(x->plan, at, &b);
	add_final(x->plan, at, &b);
	count_unknown(x->plan, at, &b);
	add_residuals(x, at, &b);
	write_near(x, at, &b);
	write_verdicts(x, at, &b);
}

/* The bits of extra rows also count for their openings. */
static void fold(const struct planes *p, uint64_t *plane)
{
	const uint64_t *extra = plane + p->base / 64;

	for (size_t w = 0; w < p->stride - p->base / 64; w++) {
		for (uint64_t m = extra[w]; m != 0; m &= m - 1)
			plane_set(
				plane,
				p->owners[w * 64 + (size_t)__builtin_ctzll(m)]);
	}
}

static void judge_loose(const struct passing *x)
{
	const struct planes *p = x->planes;
	struct pass *to = x->to;

	for (size_t i = 0; i < p->loose_count; i++) {
		size_t o = p->loose[i];
		const struct judged *j = &p->judged[o];
		enum verdict v =
			judge_verdict(j, x->plan->facts, x->plan->as_of);

		if (v == VERDICT_ELIGIBLE)
			plane_set(to->eligible, o);
		else if (v == VERDICT_MAYBE)
			plane_set(to->maybe, o);
		else if (repair_is_near_miss(j, x->plan->facts, x->plan->as_of))
			plane_set(to->near, o);
	}
}

/*
 * From rows to openings: any row may make it eligible, else maybe.  A repair
 * by effort goes before one by waiting, and of these the earlier one.
 */
static void join_rows(const struct planes *p, struct pass *to)
{
	fold(p, to->eligible);
	fold(p, to->maybe);
	fold(p, to->near);
	fold(p, to->steady);
	fold(p, to->waiting);
	for (size_t at = 0; at < p->base / 64; at += WORDS) {
		struct lanes eligible = lanes_load(to->eligible + at);
		struct lanes maybe =
			lanes_but(lanes_load(to->maybe + at), eligible);
		struct lanes possible = lanes_or(eligible, maybe);
		struct lanes near = lanes_load(to->near + at);
		struct lanes waiting = lanes_load(to->waiting + at);
		struct lanes steady =
			lanes_but(lanes_load(to->steady + at), waiting);

		lanes_store(to->maybe + at, maybe);
		lanes_store(to->waiting + at,
			    lanes_but(waiting, lanes_or(possible, near)));
		lanes_store(to->near + at,
			    lanes_but(lanes_or(near, steady), possible));
	}
}

void pass_settle_near(struct pass *pass, const uint64_t *among)
{
	const struct plan *p = pass->plan;

	for (size_t w = 0; w < pass->words; w++) {
		uint64_t m = pass->waiting[w];

		if (among != NULL)
			m &= among[w];
		for (; m != 0; m &= m - 1) {
			size_t i = w * 64 + (size_t)__builtin_ctzll(m);

			if (repair_is_near_miss(&p->planes->judged[i], p->facts,
						p->as_of))
				plane_set(pass->near, i);
			pass->waiting[w] &= ~(m & -m);
		}
	}
}

static void make_room(struct arena *a, const struct planes *p, struct pass *to)
{
	*to = (struct pass){.words = (p->count + 63) / 64};
	to->eligible = plane_new(a, p->stride);
	to->maybe = plane_new(a, p->stride);
	to->near = plane_new(a, p->stride);
	to->waiting = plane_new(a, p->stride);
	if (p->extra_count > 0) {
		to->steady = plane_new(a, p->stride);
		to->sure = plane_new(a, p->stride);
	}
	to->one = plane_new(a, p->stride);
	to->many = plane_new(a, p->stride);
	to->odd = plane_new(a, p->residual_count == 0 ? 0 : p->stride);
}

void planes_pass(struct arena *a, const struct planes *p,
		 const struct facts *facts, int32_t as_of,
		 struct pass *ret_pass)
{
	struct passing x = {.planes = p, .to = ret_pass};

	make_room(a, p, ret_pass);
	ret_pass->plan = x.plan = plan_make(a, p, facts, as_of);
	x.known = ARENA_ARRAY(a, uint8_t, p->odd_count);
	x.measures = ARENA_ARRAY(a, struct pass_measure, p->measure_count);
	for (size_t at = 0; at < p->stride; at += WORDS)
		pass_block(&x, at);
	if (p->extra_count > 0)
		join_rows(p, ret_pass);
	judge_loose(&x);
}
