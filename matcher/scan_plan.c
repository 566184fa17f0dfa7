/* scan_plan - see scan_plan.h. */
#include "matcher/scan_plan.h"

#include <math.h>

#include "base/arena.h"
#include "base/day.h"
#include "matcher/shape.h"

struct planning {
	struct arena *a;
	struct shapes *shapes;
	struct scan_plan *plan;
};

/* A range over what is counted from the column's numbers on a day. */
struct counting {
	const struct column *column;
	enum attr_derive derive;
	int32_t day;
	const struct range *range;
};

static bool counts_down(const struct counting *c)
{
	return c->derive == DERIVE_WHOLE_YEARS ||
	       c->derive == DERIVE_CALENDAR_YEARS;
}

static double measure(const struct counting *c, size_t code)
{
	double x = column_value(c->column, code);

	if (c->derive == DERIVE_WHOLE_YEARS)
		return day_whole_years((int32_t)x, c->day);
	if (c->derive == DERIVE_CALENDAR_YEARS)
		return day_year(c->day) - x;
	return x;
}

/* Is the code before those that pass?  The later is born, the younger. */
static bool is_before(const struct counting *c, size_t code)
{
	double x = measure(c, code);

	return counts_down(c) ? shape_is_over(c->range, x)
			      : shape_is_under(c->range, x);
}

static bool is_behind(const struct counting *c, size_t code)
{
	double x = measure(c, code);

	return counts_down(c) ? shape_is_under(c->range, x)
			      : shape_is_over(c->range, x);
}

/* The first code for which `is` is `wanted`; one past the last without. */
static size_t first_code(const struct counting *c,
			 bool (*is)(const struct counting *, size_t),
			 bool wanted)
{
	size_t lo = 1, hi = c->column->code_count + 1;

	while (lo < hi) {
		size_t middle = lo + (hi - lo) / 2;

		if (is(c, middle) == wanted)
			hi = middle;
		else
			lo = middle + 1;
	}
	return lo;
}

static void plan_range(const struct counting *c, struct predicate *to)
{
	to->column = c->column;
	to->kind = c->column->hi == NULL ? PREDICATE_EXACT : PREDICATE_RANGE;
	to->from = (uint32_t)first_code(c, is_before, false);
	to->to = (uint32_t)first_code(c, is_behind, true) - 1;
}

static bool has_whole_ends(const struct range *r)
{
	return (!isfinite(r->lo) || r->lo == floor(r->lo)) &&
	       (!isfinite(r->hi) || r->hi == floor(r->hi));
}

static void plan_number(const struct planning *p, const struct shape *s,
			struct predicate *to)
{
	const struct test *t = to->literal->test;
	const struct columns *columns = p->plan->columns;
	struct counting c = {
		.column = &columns->numbers[t->attr->index],
		.derive = t->attr->derive,
		.day = evaluate_day(t, &p->plan->days),
		.range = &s->range,
	};

	if (t->attr->type == ATTR_LEVELS)
		c.column = &columns->levels[t->attr->index][t->key];
	if (c.day == DAY_NONE)
		to->kind = PREDICATE_UNKNOWN;
	else if (!counts_down(&c) || has_whole_ends(&s->range))
		plan_range(&c, to);
}

static uint8_t mask_of(const uint64_t *values, size_t byte, size_t count)
{
	unsigned mask = 0;

	for (size_t i = 0; i < COLUMN_VALUES; i++) {
		size_t value = byte * COLUMN_VALUES + i;

		if (value < count && values_has(values, value))
			mask |= 1u << i;
	}
	return (uint8_t)mask;
}

static void plan_values(const struct planning *p, const struct shape *s,
			struct predicate *to)
{
	const struct test *t = to->literal->test;
	const struct values *v = t->attr->values;
	const uint64_t *values = s->values == NULL ? t->values : s->values;
	const struct column_byte *set = p->plan->columns->sets[t->attr->index];
	size_t bytes = (v->count + COLUMN_VALUES - 1) / COLUMN_VALUES;
	struct predicate_byte *list =
		ARENA_ARRAY(p->a, struct predicate_byte, bytes);

	for (size_t i = 0; i < bytes; i++) {
		uint8_t mask = mask_of(values, i, v->count);

		if (mask != 0)
			list[to->byte_count++] =
				(struct predicate_byte){&set[i], mask};
	}
	to->bytes = list;
	if (to->byte_count == 0)
		return; /* evaluate.c knows */
	to->kind = PREDICATE_ALL;
	if (s->group->kind != SHAPE_ODD)
		to->kind = s->group->kind == SHAPE_ANY ? PREDICATE_ANY
						       : PREDICATE_NONE;
}

static bool is_about_values(const struct attr *attr)
{
	return attr->type == ATTR_SET || attr->type == ATTR_CHOICE;
}

static void plan_literal(const struct planning *p, const struct literal *l,
			 struct predicate *to)
{
	const struct test *t = l->test;
	const struct shape *s = shapes_add(p->shapes, l);

	*to = (struct predicate){.kind = PREDICATE_FACTS, .literal = l};
	if (t->quantifier != NULL)
		return;
	if (!is_about_values(t->attr))
		plan_number(p, s, to);
	else if (t->attr->values != NULL)
		plan_values(p, s, to);
	else
		to->kind = PREDICATE_IDS;
}

static void plan_row(const struct planning *p, const struct rule *r,
		     const struct conjunction *from, struct scan_row *to)
{
	struct predicate *list =
		ARENA_ARRAY(p->a, struct predicate, from->count);
	size_t front = 0, back = from->count;

	for (size_t i = 0; i < from->count; i++) {
		struct predicate one;

		plan_literal(p, &r->literals[from->literals[i]], &one);
		if (one.kind == PREDICATE_FACTS)
			list[--back] = one;
		else
			list[front++] = one;
	}
	to->count = from->count;
	to->predicates = list;
}

static void plan_rule(struct planning *p, const struct rule *r)
{
	struct scan_row *rows;

	if (r == NULL)
		return;
	rows = ARENA_ARRAY(p->a, struct scan_row, r->row_count);
	for (size_t i = 0; i < r->row_count; i++)
		plan_row(p, r, &r->rows[i], &rows[i]);
	p->plan->complete = p->plan->complete && r->complete;
	p->plan->rules[p->plan->rule_count++] =
		(struct scan_rule){r->row_count, rows};
}

bool scan_plan_make(struct arena *a, const struct columns *c,
		    const struct judged *j, int32_t as_of,
		    struct scan_plan *ret_plan)
{
	struct planning p = {.a = a, .plan = ret_plan};
	const struct rule *programme, *own;

	*ret_plan = (struct scan_plan){
		.columns = c, .days = judged_days(j, as_of), .complete = true};
	if (!judged_rules(j, as_of, &programme, &own))
		return false;
	p.shapes = shapes_new(a, c->vocabulary);
	plan_rule(&p, programme);
	plan_rule(&p, own);
	shapes_free(p.shapes);
	return true;
}
