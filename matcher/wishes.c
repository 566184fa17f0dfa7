/* wishes - see wishes.h. */
#include "matcher/wishes.h"

#include "base/arena.h"
#include "base/day.h"
#include "matcher/priors.h"
#include "matcher/segment.h"
#include "matcher/shelf.h"
#include "matcher/traits.h"

enum { NOT_STATED = -1 };

const char *wish_word(enum wish w)
{
	static const char *const words[] = {"kinds",   "places", "sectors",
					    "pay_min", "from",   "preference"};

	return words[w];
}

static double compare_places(const struct priors *p,
			     const struct place_list *own,
			     const struct place_list *wanted)
{
	double best = own->count == 0 ? NOT_STATED : 0;

	for (size_t i = 0; i < own->count; i++) {
		for (size_t k = 0; k < wanted->count; k++) {
			double value = priors_place_value(p, own->items[i],
							  wanted->items[k]);

			if (value > best)
				best = value;
		}
	}
	return best;
}

static double compare_sectors(const struct priors *p,
			      const struct place_list *own,
			      const struct place_list *wanted)
{
	double best = own->count == 0 ? NOT_STATED : 0;

	for (size_t i = 0; i < own->count; i++) {
		for (size_t k = 0; k < wanted->count; k++) {
			double value = priors_sector_value(p, own->items[i],
							   wanted->items[k]);

			if (value > best)
				best = value;
		}
	}
	return best;
}

static double compare_pay(const struct pay *own, const struct pay *wish)
{
	if (!own->is_comparable || !wish->is_comparable)
		return NOT_STATED;
	if (own->min >= wish->min)
		return 1;
	if (own->max < wish->min)
		return 0;
	return (own->max - wish->min) / (own->max - own->min);
}

double wishes_compare_one(const struct wish_list *w, enum wish wish, size_t i)
{
	const struct wishes *want = &w->profile->wishes;
	const struct traits *t = w->segment->traits;
	const struct priors *p = w->segment->priors;

	switch (wish) {
	case WISH_KINDS:
		return want->kind[t->kind[i]] ? 1 : 0;
	case WISH_PLACES:
		if (w->places != NULL)
			return w->places[t->places.of[i]];
		return compare_places(p, &t->places.items[t->places.of[i]],
				      &want->places);
	case WISH_SECTORS:
		if (w->sectors != NULL)
			return w->sectors[t->sectors.of[i]];
		return compare_sectors(p, &t->sectors.items[t->sectors.of[i]],
				       &want->sectors);
	case WISH_PAY:
		if (t->pay[i] == NULL)
			return NOT_STATED;
		return compare_pay(t->pay[i], &want->pay_min);
	case WISH_FROM:
		if (t->starts[i] == DAY_NONE)
			return NOT_STATED;
		return t->starts[i] >= want->from ? 1 : 0;
	case WISH_PREFERENCE:
		break;
	}
	return NOT_STATED;
}

static double prior_of(const struct segment *s, const struct wishes *want,
		       enum wish wish)
{
	switch (wish) {
	case WISH_PLACES:
		return priors_places(s->priors, &want->places);
	case WISH_SECTORS:
		return priors_sectors(s->priors, &want->sectors);
	case WISH_PAY:
		if (!want->pay_min.is_comparable)
			return WISH_PRIOR;
		return priors_pay(s->priors, want->pay_min.min);
	case WISH_FROM:
		return priors_from(s->priors, want->from);
	case WISH_KINDS: /* every opening states it */
	case WISH_PREFERENCE:
		break;
	}
	return WISH_PRIOR;
}

struct wish_list wishes_prepare(const struct segment *s,
				const struct profile *p, int32_t as_of)
{
	const struct wishes *want = &p->wishes;
	struct wish_list w = {.segment = s, .profile = p, .as_of = as_of};

	w.has[WISH_KINDS] = want->has_kinds;
	w.has[WISH_PLACES] = want->places.count > 0;
	w.has[WISH_SECTORS] = want->sectors.count > 0;
	w.has[WISH_PAY] = want->pay_given != NULL;
	w.has[WISH_FROM] = want->from != DAY_NONE;
	for (int wish = 0; wish < WISH__COUNT; wish++) {
		if (w.has[wish])
			w.prior[wish] = prior_of(s, want, (enum wish)wish);
	}
	return w;
}

typedef double compare_lists(const struct priors *p,
			     const struct place_list *own,
			     const struct place_list *wanted);

static const double *value_lists(struct arena *a,
				 const struct trait_lists *lists,
				 const struct priors *p,
				 const struct place_list *wanted,
				 compare_lists *compare_two)
{
	double *values = ARENA_ARRAY(a, double, lists->count + 1);

	for (size_t k = 0; k < lists->count; k++)
		values[k] = compare_two(p, &lists->items[k], wanted);
	return values;
}

void wishes_tabulate(struct arena *a, struct wish_list *w)
{
	const struct traits *t = w->segment->traits;
	const struct priors *p = w->segment->priors;
	const struct wishes *want = &w->profile->wishes;

	if (w->has[WISH_PLACES])
		w->places = value_lists(a, &t->places, p, &want->places,
					compare_places);
	if (w->has[WISH_SECTORS])
		w->sectors = value_lists(a, &t->sectors, p, &want->sectors,
					 compare_sectors);
}

static struct wish_result prefer(const struct wish_list *w,
				 const struct preference *p,
				 const struct days *days)
{
	enum verdict v = rule_verdict(p->rule, w->profile->facts, days);
	struct wish_result r = {.wish = WISH_PREFERENCE,
				.weight = p->weight,
				.is_stated = v != VERDICT_MAYBE,
				.preference = p};

	r.value = v == VERDICT_ELIGIBLE ? 1 : 0;
	if (!r.is_stated)
		r.value = WISH_PRIOR;
	return r;
}

size_t wishes_compare(const struct wish_list *w, size_t opening,
		      struct wish_result ret_results[WISH_RESULTS_MAX])
{
	const struct segment *s = w->segment;
	struct days days = judged_days(&s->judged[opening], w->as_of);
	const struct preference *preferences;
	size_t count, n = 0;

	for (int wish = 0; wish < WISH__COUNT; wish++) {
		double value;

		if (!w->has[wish])
			continue;
		value = wishes_compare_one(w, (enum wish)wish, opening);
		ret_results[n++] = (struct wish_result){
			.wish = (enum wish)wish,
			.value = value >= 0 ? value : w->prior[wish],
			.weight = 1,
			.is_stated = value >= 0};
	}
	preferences = shelf_preferences(s->shelf, opening, &count);
	for (size_t i = 0; i < count; i++)
		ret_results[n++] = prefer(w, &preferences[i], &days);
	return n;
}

double wishes_mean(const struct wish_result *results, size_t n)
{
	double sum = 0, weight = 0;

	for (size_t i = 0; i < n; i++) {
		sum += results[i].weight * results[i].value;
		weight += results[i].weight;
	}
	return weight > 0 ? sum / weight : WISH_PRIOR;
}

double wishes_value(const struct wish_list *w, size_t opening,
		    bool *ret_is_stated)
{
	struct wish_result results[WISH_RESULTS_MAX];
	double sum = 0;
	size_t n = 0;

	if (w->segment->traits->preferences[opening] > 0) {
		n = wishes_compare(w, opening, results);
		*ret_is_stated = true;
		return wishes_mean(results, n);
	}
	for (int wish = 0; wish < WISH__COUNT; wish++) {
		double value;

		if (!w->has[wish])
			continue;
		value = wishes_compare_one(w, (enum wish)wish, opening);
		sum += value >= 0 ? value : w->prior[wish];
		n++;
	}
	*ret_is_stated = n > 0;
	return n > 0 ? sum / (double)n : WISH_PRIOR;
}
