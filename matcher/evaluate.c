/* evaluate - tests and trees of tests; see evaluate.h. */
#include "matcher/evaluate.h"

#include "base/compiler.h"
#include "base/day.h"

int32_t evaluate_day(const struct test *t, const struct days *days)
{
	switch (t->at) {
	case AT_AS_OF:
		return days->as_of;
	case AT_CLOSES:
		return days->closes;
	case AT_STARTS:
		return days->starts;
	case AT_DAY:
		return t->at_day;
	}
	return DAY_NONE;
}

bool evaluate_interval(const struct attr *attr, const struct fact *fact,
		       int32_t day, double *ret_lo, double *ret_hi)
{
	if (!fact->known || day == DAY_NONE)
		return false;
	*ret_lo = fact->lo;
	*ret_hi = fact->hi;
	if (attr->derive == DERIVE_WHOLE_YEARS) {
		/* Who was born last is the youngest. */
		*ret_lo = day_whole_years((int32_t)fact->hi, day);
		*ret_hi = fact->hi == fact->lo
				  ? *ret_lo
				  : day_whole_years((int32_t)fact->lo, day);
	} else if (attr->derive == DERIVE_CALENDAR_YEARS) {
		*ret_lo = day_year(day) - fact->hi;
		*ret_hi = day_year(day) - fact->lo;
	}
	return true;
}

static bool is_under(const struct range *r, double x)
{
	return x < r->lo || (r->lo_open && x == r->lo);
}

static bool is_over(const struct range *r, double x)
{
	return x > r->hi || (r->hi_open && x == r->hi);
}

/* True when all of lo..hi passes, false when none of it does. */
static enum verdict in_range(const struct range *r, double lo, double hi)
{
	if (is_under(r, hi) || is_over(r, lo))
		return VERDICT_INELIGIBLE;
	if (is_under(r, lo) || is_over(r, hi))
		return VERDICT_MAYBE;
	return VERDICT_ELIGIBLE;
}

static enum verdict wholly(bool all, bool none)
{
	if (none)
		return VERDICT_INELIGIBLE;
	return all ? VERDICT_ELIGIBLE : VERDICT_MAYBE;
}

/* A part of a range's complement, or the range itself. */
static enum verdict in_part(const struct literal *l, double lo, double hi)
{
	const struct range *r = &l->test->range;

	switch (l->part) {
	case PART_UNDER:
		return wholly(is_under(r, hi), !is_under(r, lo));
	case PART_OVER:
		return wholly(is_over(r, lo), !is_over(r, hi));
	case PART_WHOLE:
	case PART_VALUE:
		break;
	}
	return in_range(r, lo, hi);
}

static enum verdict range_verdict(const struct literal *l,
				  const struct facts *facts,
				  const struct days *days)
{
	const struct test *t = l->test;
	double lo, hi;

	if (!evaluate_interval(t->attr, &facts->of[t->attr->index],
			       evaluate_day(t, days), &lo, &hi))
		return VERDICT_MAYBE;
	return in_part(l, lo, hi);
}

static bool holds_id(const struct fact *fact, struct slice id)
{
	size_t lo = 0, hi = fact->id_count;

	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;
		int order = slice_cmp(fact->ids[middle], id);

		if (order == 0)
			return true;
		if (order < 0)
			lo = middle + 1;
		else
			hi = middle;
	}
	return false;
}

/* Does the fact hold one of the wanted values?  All of them? */
static void count_held(const struct test *t, const struct fact *fact,
		       bool *ret_any, bool *ret_all)
{
	*ret_any = false;
	*ret_all = true;
	if (t->attr->values == NULL) {
		for (size_t i = 0; i < t->id_count; i++) {
			bool has = holds_id(fact, t->ids[i]);

			*ret_any = *ret_any || has;
			*ret_all = *ret_all && has;
		}
		return;
	}
	for (size_t w = 0; w < t->attr->values->words; w++) {
		*ret_any = *ret_any || (t->values[w] & fact->held[w]) != 0;
		*ret_all = *ret_all && (t->values[w] & ~fact->held[w]) == 0;
	}
}

static bool holds_part(const struct literal *l, const struct fact *fact)
{
	if (l->test->attr->values == NULL)
		return holds_id(fact, l->test->ids[l->value]);
	return values_has(fact->held, l->value);
}

static enum verdict values_verdict(const struct literal *l,
				   const struct facts *facts)
{
	const struct test *t = l->test;
	const struct fact *fact = &facts->of[t->attr->index];
	bool any, all;

	if (!fact->known)
		return VERDICT_MAYBE;
	if (l->part == PART_VALUE)
		return verdict_of(!holds_part(l, fact));
	count_held(t, fact, &any, &all);
	if (t->op == OP_HAS_ALL)
		return verdict_of(all);
	if (t->op == OP_HAS_NONE || t->op == OP_NOT_IN)
		return verdict_of(!any);
	return verdict_of(any);
}

static enum verdict level_verdict(const struct test *t,
				  const struct facts *facts)
{
	const struct fact *fact = &facts->of[t->attr->index];

	if (!fact->known || fact->level[t->key] == LEVEL_UNKNOWN)
		return VERDICT_MAYBE;
	return verdict_of(fact->level[t->key] >= t->range.lo);
}

static enum verdict flag_verdict(const struct test *t,
				 const struct facts *facts)
{
	const struct fact *fact = &facts->of[t->attr->index];

	if (!fact->known)
		return VERDICT_MAYBE;
	return verdict_of((fact->lo != 0) == t->want);
}

static enum verdict measure_verdict(const struct test *t,
				    const struct facts *facts,
				    const struct days *days)
{
	double lo, hi;

	if (!evaluate_measure(t->quantifier, facts, days, &lo, &hi))
		return VERDICT_MAYBE;
	return in_range(&t->range, lo, hi);
}

static enum verdict plain_verdict(const struct literal *l,
				  const struct facts *facts,
				  const struct days *days)
{
	const struct test *t = l->test;

	if (t->quantifier != NULL)
		return measure_verdict(t, facts, days);
	switch (t->attr->type) {
	case ATTR_NUMBER:
	case ATTR_ORDINAL:
	case ATTR_DATE:
		return range_verdict(l, facts, days);
	case ATTR_CHOICE:
	case ATTR_SET:
		return values_verdict(l, facts);
	case ATTR_LEVELS:
		return level_verdict(t, facts);
	case ATTR_FLAG:
		return flag_verdict(t, facts);
	case ATTR_LIST:
	case ATTR_TYPE__COUNT:
		break;
	}
	ASSERT(t->attr->type < ATTR_LIST);
	return VERDICT_MAYBE;
}

/* The parts say what is left of a negation themselves. */
enum verdict evaluate_literal(const struct literal *l,
			      const struct facts *facts,
			      const struct days *days)
{
	enum verdict v = plain_verdict(l, facts, days);

	return l->negated && l->part == PART_WHOLE ? verdict_not(v) : v;
}

enum verdict evaluate_test(const struct test *t, const struct facts *facts,
			   const struct days *days)
{
	struct literal plain = {.test = t, .part = PART_WHOLE};

	return evaluate_literal(&plain, facts, days);
}

/* As deep as the criteria, CRITERIA_DEPTH_MAX. */
enum verdict evaluate_criteria(const struct criteria *c,
			       const struct facts *facts,
			       const struct days *days)
{
	enum verdict v = VERDICT_ELIGIBLE;

	switch (c->kind) {
	case CRITERIA_TEST:
		return evaluate_test(c->test, facts, days);
	case CRITERIA_NOT:
		return verdict_not(
			evaluate_criteria(&c->parts[0], facts, days));
	case CRITERIA_ALL:
		for (size_t i = 0; i < c->count; i++)
			v = verdict_all(v, evaluate_criteria(&c->parts[i],
							     facts, days));
		return v;
	case CRITERIA_ANY:
		v = VERDICT_INELIGIBLE;
		for (size_t i = 0; i < c->count; i++)
			v = verdict_any(v, evaluate_criteria(&c->parts[i],
							     facts, days));
		return v;
	}
	return v;
}
