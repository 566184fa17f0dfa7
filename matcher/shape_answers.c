/*
 * shape_answers - see shape_answers.h.
 *
 * Intervals of whole numbers, or of all numbers, of which every two meet share
 * a point (Helly's theorem in one dimension): it is enough to look at pairs,
 * the bounds of the attribute and what the profile states among them.
 */
#include "matcher/shape_answers.h"

#include <math.h>

#include "base/day.h"
#include "matcher/shape.h"

/* What answers.c asks for at all. */
static struct range bounds_of(const struct attr *attr)
{
	struct range r = {attr->min, attr->max, false, false};

	if (attr->type == ATTR_ORDINAL || attr->type == ATTR_LEVELS) {
		r.lo = 0;
		r.hi = (double)attr->values->count - 1;
	} else if (attr->type == ATTR_FLAG) {
		r.lo = 0;
		r.hi = 1;
	} else if (attr->type == ATTR_DATE) {
		r.lo = day_of(1000, 1, 1);
		r.hi = day_of(9999, 12, 31);
	}
	return r;
}

static bool is_whole(const struct attr *attr)
{
	return attr->type != ATTR_NUMBER || attr->whole;
}

/* The same whole numbers, both ends inside; false: an end is not whole. */
static bool make_whole(struct range *r)
{
	if ((isfinite(r->lo) && r->lo != floor(r->lo)) ||
	    (isfinite(r->hi) && r->hi != floor(r->hi)))
		return false;
	r->lo += r->lo_open;
	r->hi -= r->hi_open;
	r->lo_open = r->hi_open = false;
	return true;
}

static bool ranges_meet(struct range x, struct range y, bool whole)
{
	double lo, hi;

	if (whole && !(make_whole(&x) && make_whole(&y)))
		return false;
	lo = x.lo > y.lo ? x.lo : y.lo;
	hi = x.hi < y.hi ? x.hi : y.hi;
	if (lo != hi)
		return lo < hi;
	return !shape_is_under(&x, lo) && !shape_is_over(&x, lo) &&
	       !shape_is_under(&y, lo) && !shape_is_over(&y, lo);
}

static bool hits(const struct values *v, const uint64_t *a, const uint64_t *b)
{
	for (size_t w = 0; w < v->words; w++) {
		if ((a[w] & b[w]) != 0)
			return true;
	}
	return false;
}

static bool passes_with(const struct shape *s, size_t value)
{
	const struct values *v = s->group->test->attr->values;

	return hits(v, v->items[value].closure, s->values) ==
	       (s->group->kind == SHAPE_ANY);
}

/* One value, with all that it implies, which passes both. */
static bool one_value_passes(const struct shape *x, const struct shape *y)
{
	const struct values *v = x->group->test->attr->values;

	for (size_t i = 0; i < v->count; i++) {
		if (passes_with(x, i) && passes_with(y, i))
			return true;
	}
	return false;
}

static bool has_id_outside(const struct shape *x, const struct shape *y)
{
	for (size_t i = 0; i < x->id_count; i++) {
		size_t k = 0;

		while (k < y->id_count && !slice_eq(x->ids[i], y->ids[k]))
			k++;
		if (k == y->id_count)
			return true;
	}
	return false;
}

/* All values together pass two of ANY, no value two of NONE. */
static bool sets_agree(const struct shape *x, const struct shape *y)
{
	if (x->group->kind == y->group->kind)
		return true;
	if (x->group->kind == SHAPE_NONE)
		return sets_agree(y, x);
	if (x->values == NULL)
		return has_id_outside(x, y);
	return one_value_passes(x, y);
}

bool shape_has_answer(const struct shape *s)
{
	const struct test *t = s->group->test;

	if (t->quantifier != NULL) /* no members: their mean age is unknown */
		return t->quantifier->measure != MEASURE_MEAN_AGE;
	switch (s->group->kind) {
	case SHAPE_RANGE:
		return ranges_meet(s->range, bounds_of(t->attr),
				   is_whole(t->attr));
	case SHAPE_ANY:
		return true;
	case SHAPE_NONE:
		return t->attr->type == ATTR_SET || one_value_passes(s, s);
	case SHAPE_ODD:
		break;
	}
	return t->attr->type == ATTR_SET && !s->literal->negated &&
	       t->op == OP_HAS_ALL;
}

bool shape_agrees(const struct shape *x, const struct shape *y)
{
	const struct test *t = x->group->test;

	if (x->group->kind == SHAPE_ODD || y->group->kind == SHAPE_ODD)
		return false;
	if (x->group->kind != SHAPE_RANGE)
		return t->attr->type == ATTR_CHOICE ? one_value_passes(x, y)
						    : sets_agree(x, y);
	if (t->attr->type == ATTR_LEVELS && t->key != y->group->test->key)
		return true;
	return ranges_meet(x->range, y->range, is_whole(t->attr));
}
