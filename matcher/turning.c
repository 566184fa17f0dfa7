/*
 * turning - see turning.h.
 *
 * Years only change on anniversaries of what they are counted from, and a test
 * only when years reach or pass a bound: these few days are tried in turn.
 */
#include "matcher/turning.h"

#include <math.h>

#include "base/day.h"

enum { YEAR_MAX = 9999 }; /* of a day that can be written */

/* The day on which `years` have passed since an end of the origin. */
static int32_t day_when(const struct attr *attr, double origin, double years)
{
	double year = origin + years;

	if (attr->derive == DERIVE_WHOLE_YEARS)
		year = day_year((int32_t)origin) + years;
	if (year > YEAR_MAX || year < 1)
		return DAY_NONE;
	if (attr->derive == DERIVE_WHOLE_YEARS)
		return day_anniversary((int32_t)origin, (int)years);
	return day_of((int)year, 1, 1);
}

static bool turns(const struct literal *l, const struct facts *facts,
		  const struct days *days, bool to_false)
{
	enum verdict v = evaluate_literal(l, facts, days);

	return (v == VERDICT_INELIGIBLE) == to_false;
}

/* The earlier of `best` and the day for this bound, if the test turns then. */
static int32_t try_bound(const struct literal *l, const struct facts *facts,
			 const struct days *days, double years, bool to_false)
{
	const struct attr *attr = l->test->attr;
	const struct fact *fact = &facts->of[attr->index];
	const double ends[] = {fact->lo, fact->hi};
	int32_t best = DAY_NONE;

	for (int i = 0; i < 2; i++) {
		struct days then = *days;

		then.as_of = day_when(attr, ends[i], years);
		if (then.as_of == DAY_NONE || then.as_of <= days->as_of ||
		    (best != DAY_NONE && then.as_of >= best))
			continue;
		if (turns(l, facts, &then, to_false))
			best = then.as_of;
	}
	return best;
}

static int32_t turning(const struct literal *l, const struct facts *facts,
		       const struct days *days, bool to_false)
{
	const struct test *t = l->test;
	const double bounds[] = {t->range.lo, t->range.hi};
	int32_t best = DAY_NONE;

	if (test_change(t) != CHANGE_TIME || !facts->of[t->attr->index].known)
		return DAY_NONE;
	for (int i = 0; i < 4; i++) {
		double years = floor(bounds[i / 2]) + i % 2;
		int32_t day;

		if (!isfinite(years))
			continue;
		day = try_bound(l, facts, days, years, to_false);
		if (day != DAY_NONE && (best == DAY_NONE || day < best))
			best = day;
	}
	return best;
}

int32_t turning_possible(const struct literal *l, const struct facts *facts,
			 const struct days *days)
{
	return turning(l, facts, days, false);
}

int32_t turning_false(const struct literal *l, const struct facts *facts,
		      const struct days *days)
{
	return turning(l, facts, days, true);
}
