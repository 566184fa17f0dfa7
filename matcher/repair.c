/* repair - see repair.h. */
#include "matcher/repair.h"

#include <math.h>

#include "base/arena.h"
#include "base/day.h"
#include "matcher/turning.h"

/* How a row would have to be repaired; what makes one cheaper than another. */
struct cost {
	size_t count, time_count;
	int32_t latest;                   /* DAY_NONE is before any day */
	size_t steps[CRITERIA_TESTS_MAX]; /* literals, one for each test */
};

/* The set whose first test that differs stands earlier. */
static bool is_earlier(const struct rule *r, const struct cost *a,
		       const struct cost *b)
{
	for (size_t i = 0; i < a->count; i++) {
		size_t x = r->literals[a->steps[i]].test_index;
		size_t y = r->literals[b->steps[i]].test_index;

		if (x != y)
			return x < y;
	}
	return false;
}

static bool is_cheaper(const struct rule *r, const struct cost *a,
		       const struct cost *b)
{
	if (a->count != b->count)
		return a->count < b->count;
	if (a->time_count != b->time_count)
		return a->time_count < b->time_count;
	if (a->latest != b->latest)
		return a->latest < b->latest;
	return is_earlier(r, a, b);
}

/* Two parts of one negation are one test to be repaired. */
static bool has_test(const struct cost *c, const struct rule *r,
		     size_t test_index)
{
	for (size_t i = 0; i < c->count; i++) {
		if (r->literals[c->steps[i]].test_index == test_index)
			return true;
	}
	return false;
}

/*
 * Whether more of it would help: a degree that is held, or a year that was
 * worked, is not given back to stay below a maximum.
 */
static bool growth_helps(const struct literal *l, const struct facts *facts,
			 const struct days *days)
{
	const struct attr *attr = l->test->attr;
	const struct range *r = &l->test->range;
	double lo, hi;

	if (attr == NULL || !attr->grows)
		return true;
	if (l->negated && l->part == PART_WHOLE)
		return isfinite(r->hi);
	if (l->negated)
		return l->part == PART_OVER;
	return !evaluate_interval(attr, &facts->of[attr->index], days->as_of,
				  &lo, &hi) ||
	       lo < r->hi || (lo <= r->hi && !r->hi_open);
}

/* False when nothing can be done about the literal. */
static bool add_step(struct cost *c, const struct rule *r, size_t literal,
		     const struct facts *facts, const struct days *days)
{
	const struct literal *l = &r->literals[literal];
	enum attr_change change = test_change(l->test);
	int32_t when = DAY_NONE;

	if (change == CHANGE_NEVER || !growth_helps(l, facts, days))
		return false;
	if (change == CHANGE_TIME) {
		when = turning_possible(l, facts, days);
		if (when == DAY_NONE)
			return false;
	}
	if (has_test(c, r, l->test_index))
		return true;
	c->steps[c->count++] = literal;
	c->time_count += change == CHANGE_TIME;
	c->latest = when > c->latest ? when : c->latest;
	return true;
}

static bool row_cost(const struct rule *r, const struct conjunction *row,
		     const struct facts *facts, const struct days *days,
		     struct cost *ret_cost)
{
	ret_cost->count = ret_cost->time_count = 0;
	ret_cost->latest = DAY_NONE;
	for (size_t i = 0; i < row->count; i++) {
		size_t literal = row->literals[i];

		if (evaluate_literal(&r->literals[literal], facts, days) !=
		    VERDICT_INELIGIBLE)
			continue;
		if (!add_step(ret_cost, r, literal, facts, days))
			return false;
	}
	return true;
}

/* False when no row can be repaired; a count of 0 when none needs to be. */
static bool rule_cost(const struct rule *r, const struct facts *facts,
		      const struct days *days, struct cost *ret_cost)
{
	struct cost cost;
	bool found = false;

	*ret_cost = (struct cost){.latest = DAY_NONE};
	if (r == NULL)
		return true;
	for (size_t i = 0; i < r->row_count; i++) {
		if (!row_cost(r, &r->rows[i], facts, days, &cost) ||
		    (found && !is_cheaper(r, &cost, ret_cost)))
			continue;
		*ret_cost = cost;
		found = true;
	}
	return found;
}

/*
 * Whether waiting alone, where nothing else is asked, leads to a day on which
 * the rules let one in: another test on time may have failed by then, or
 * another rule be in force.
 */
static bool waiting_helps(const struct judged *j, const struct facts *facts,
			  const struct cost costs[2])
{
	int32_t day = costs[0].latest > costs[1].latest ? costs[0].latest
							: costs[1].latest;

	if (costs[0].count + costs[1].count !=
	    costs[0].time_count + costs[1].time_count)
		return true;
	return judge_verdict(j, facts, day) != VERDICT_INELIGIBLE;
}

/* The costs of both rules; false when the result cannot be repaired. */
static bool find_costs(const struct judged *j, const struct facts *facts,
		       const struct days *days, const struct rule *rules[2],
		       struct cost costs[2])
{
	return judged_rules(j, days->as_of, &rules[0], &rules[1]) &&
	       rule_cost(rules[0], facts, days, &costs[0]) &&
	       rule_cost(rules[1], facts, days, &costs[1]) &&
	       costs[0].count + costs[1].count > 0 &&
	       waiting_helps(j, facts, costs);
}

static void add_steps(const struct rule *r, const struct cost *cost,
		      const struct facts *facts, const struct days *days,
		      struct repair_step *to)
{
	for (size_t i = 0; i < cost->count; i++) {
		const struct literal *l = &r->literals[cost->steps[i]];

		to[i].test = l->test;
		to[i].when = turning_possible(l, facts, days);
	}
}

bool repair_find(struct arena *a, const struct judged *j,
		 const struct facts *facts, int32_t as_of,
		 struct repair *ret_repair)
{
	const struct days days = judged_days(j, as_of);
	const struct rule *rules[2];
	struct cost costs[2];
	struct repair_step *steps;

	if (!find_costs(j, facts, &days, rules, costs))
		return false;
	ret_repair->count = costs[0].count + costs[1].count;
	steps = ARENA_ARRAY(a, struct repair_step, ret_repair->count);
	ret_repair->steps = steps;
	add_steps(rules[0], &costs[0], facts, &days, steps);
	add_steps(rules[1], &costs[1], facts, &days, steps + costs[0].count);
	return true;
}

bool repair_is_near_miss(const struct judged *j, const struct facts *facts,
			 int32_t as_of)
{
	const struct days days = judged_days(j, as_of);
	const struct rule *rules[2];
	struct cost costs[2];

	return find_costs(j, facts, &days, rules, costs) &&
	       costs[0].count + costs[1].count == 1;
}
