/* quantifier - what a list measures; see evaluate_measure(). */
#include <math.h>
#include <stdlib.h>

#include "base/day.h"
#include "matcher/evaluate.h"
#include "matcher/shares.h"

/* How many elements surely count, and how many may. */
struct tally {
	size_t sure, possible;
};

static enum verdict counts(const struct quantifier *q,
			   const struct facts *element, const struct days *days)
{
	if (q->where == NULL)
		return VERDICT_ELIGIBLE;
	return evaluate_criteria(q->where, element, days);
}

static struct tally count(const struct quantifier *q,
			  const struct facts *elements, size_t n,
			  const struct days *days)
{
	struct tally t = {0, 0};

	for (size_t i = 0; i < n; i++) {
		enum verdict v = counts(q, &elements[i], days);

		t.sure += v == VERDICT_ELIGIBLE;
		t.possible += v != VERDICT_INELIGIBLE;
	}
	return t;
}

static double percent(size_t part, size_t whole)
{
	if (whole == 0)
		return 0;
	return shares_round(100 * (double)part / (double)whole);
}

static bool measure_shares(const struct quantifier *q,
			   const struct facts *facts, const struct days *days,
			   double *ret_lo, double *ret_hi)
{
	struct shares s = {0};

	for (size_t i = 0; i < facts->member_count; i++)
		shares_add(&s, &facts->members[i].of[q->equity->index],
			   counts(q, &facts->members[i], days));
	*ret_lo = shares_least(&s);
	*ret_hi = shares_most(&s);
	return true;
}

/* The ages that surely count, and those that may as well. */
struct ages {
	double sum;
	size_t sure, possible;
	double may[FACTS_MEMBERS_MAX];
};

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* Ages that lower the mean while they do, least first; mirrored for most. */
static double extreme_mean(struct ages *ages, double sign)
{
	double sum = ages->sum;
	double n = (double)ages->sure;

	qsort(ages->may, ages->possible, sizeof(*ages->may), ascending);
	for (size_t i = 0; i < ages->possible; i++) {
		double age = ages->may[sign > 0 ? i : ages->possible - 1 - i];

		if (sign * age * n >= sign * sum)
			break;
		sum += age;
		n++;
	}
	return shares_round(sum / n);
}

/* The lower or upper ends of the ages; false when one is not known. */
static bool collect_ages(const struct quantifier *q, const struct facts *facts,
			 const struct days *days, bool upper, struct ages *to)
{
	*to = (struct ages){.sum = 0};
	for (size_t i = 0; i < facts->member_count; i++) {
		const struct facts *m = &facts->members[i];
		enum verdict v = counts(q, m, days);
		double lo, hi;

		if (v == VERDICT_INELIGIBLE)
			continue;
		if (!evaluate_interval(q->age, &m->of[q->age->index],
				       days->as_of, &lo, &hi))
			return false;
		if (v == VERDICT_ELIGIBLE) {
			to->sum += upper ? hi : lo;
			to->sure++;
		} else {
			to->may[to->possible++] = upper ? hi : lo;
		}
	}
	return to->sure > 0;
}

static bool measure_mean_age(const struct quantifier *q,
			     const struct facts *facts, const struct days *days,
			     double *ret_lo, double *ret_hi)
{
	struct ages ages;

	if (!collect_ages(q, facts, days, false, &ages))
		return false;
	*ret_lo = extreme_mean(&ages, 1);
	if (!collect_ages(q, facts, days, true, &ages))
		return false;
	*ret_hi = extreme_mean(&ages, -1);
	return true;
}

static bool measure_members(const struct quantifier *q,
			    const struct facts *facts, const struct days *days,
			    double *ret_lo, double *ret_hi)
{
	struct tally t;

	if (q->measure == MEASURE_EQUITY)
		return measure_shares(q, facts, days, ret_lo, ret_hi);
	if (q->measure == MEASURE_MEAN_AGE)
		return measure_mean_age(q, facts, days, ret_lo, ret_hi);
	t = count(q, facts->members, facts->member_count, days);
	*ret_lo = (double)t.sure;
	*ret_hi = (double)t.possible;
	if (q->measure == MEASURE_HEADS) {
		*ret_lo = percent(t.sure, facts->member_count);
		*ret_hi = percent(t.possible, facts->member_count);
	}
	return true;
}

bool evaluate_measure(const struct quantifier *q, const struct facts *facts,
		      const struct days *days, double *ret_lo, double *ret_hi)
{
	struct tally t;

	if (q->over == OVER_MEMBERS)
		return facts->members_known &&
		       measure_members(q, facts, days, ret_lo, ret_hi);
	if (!facts->awards_known)
		return false;
	t = count(q, facts->awards, facts->award_count, days);
	*ret_lo = (double)t.sure;
	*ret_hi = (double)t.possible;
	return true;
}
