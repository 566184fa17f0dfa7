/* wishes - see wishes.h. */
#include "matcher/wishes.h"

#include "base/arena.h"
#include "base/day.h"
#include "matcher/filters.h"
#include "matcher/snapshot.h"
#include "matcher/traits.h"

enum { NOT_STATED = -1 };

const char *wish_word(enum wish w)
{
	static const char *const words[] = {"kinds",   "places", "sectors",
					    "pay_min", "from",   "preference"};

	return words[w];
}

/* Both lie in one place that is smaller than the Bay Area's whole. */
static bool share_region(const struct values *v, const struct place_list *own,
			 size_t wanted)
{
	int whole = values_find(v, SLICE("gba"));
	int country = values_find(v, SLICE("mainland"));

	for (size_t i = 0; i < own->count; i++) {
		for (size_t k = 0; k < v->count; k++) {
			if ((int)k == whole || (int)k == country)
				continue;
			if (values_has(v->items[own->items[i]].closure, k) &&
			    values_has(v->items[wanted].closure, k))
				return true;
		}
	}
	return false;
}

static double compare_places(const struct values *v,
			     const struct place_list *own,
			     const struct place_list *wanted)
{
	double best = 0;

	if (own->count == 0)
		return NOT_STATED;
	for (size_t i = 0; i < wanted->count; i++) {
		if (values_relate(v, own, wanted->items[i]))
			return 1;
		if (share_region(v, own, wanted->items[i]))
			best = .5;
	}
	return best;
}

static double compare_sectors(const struct values *v,
			      const struct place_list *own,
			      const struct place_list *wanted)
{
	if (own->count == 0)
		return NOT_STATED;
	for (size_t i = 0; i < wanted->count; i++) {
		if (values_relate(v, own, wanted->items[i]))
			return 1;
	}
	return 0;
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

/* 0..1, or NOT_STATED. */
static double compare(const struct wish_list *w, enum wish wish, size_t i)
{
	const struct wishes *want = &w->profile->wishes;
	const struct traits *t = w->snapshot->traits;

	switch (wish) {
	case WISH_KINDS:
		return want->kind[t->kind[i]] ? 1 : 0;
	case WISH_PLACES:
		return w->places[t->places.of[i]];
	case WISH_SECTORS:
		return w->sectors[t->sectors.of[i]];
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

static double mean_of(double sum, size_t stated)
{
	return stated == 0 ? WISH_PRIOR : sum / (double)stated;
}

static double prior_of_rows(const struct wish_list *w, enum wish wish)
{
	double sum = 0;
	size_t stated = 0;

	for (size_t i = 0; i < w->snapshot->count; i++) {
		double value = compare(w, wish, i);

		if (value >= 0) {
			sum += value;
			stated++;
		}
	}
	return mean_of(sum, stated);
}

/* Values are 0, .5 and 1: their sums are exact in any order. */
static double prior_of_lists(const struct trait_lists *lists,
			     const double *values)
{
	double sum = 0;
	size_t stated = 0;

	for (size_t k = 0; k < lists->count; k++) {
		if (values[k] < 0)
			continue;
		sum += values[k] * lists->uses[k];
		stated += lists->uses[k];
	}
	return mean_of(sum, stated);
}

typedef double compare_lists(const struct values *v,
			     const struct place_list *own,
			     const struct place_list *wanted);

static const double *value_lists(struct arena *a,
				 const struct trait_lists *lists,
				 const struct values *v,
				 const struct place_list *wanted,
				 compare_lists *compare_two)
{
	double *values = ARENA_ARRAY(a, double, lists->count + 1);

	for (size_t k = 0; k < lists->count; k++)
		values[k] = compare_two(v, &lists->items[k], wanted);
	return values;
}

static double prior_of(const struct wish_list *w, enum wish wish)
{
	const struct traits *t = w->snapshot->traits;

	if (wish == WISH_PLACES)
		return prior_of_lists(&t->places, w->places);
	if (wish == WISH_SECTORS)
		return prior_of_lists(&t->sectors, w->sectors);
	if (wish == WISH_KINDS)
		return 0; /* every opening states its kind */
	return prior_of_rows(w, wish);
}

struct wish_list wishes_prepare(struct arena *a, const struct snapshot *s,
				const struct profile *p, int32_t as_of)
{
	const struct vocabulary *v = s->vocabulary;
	const struct wishes *want = &p->wishes;
	struct wish_list w = {.snapshot = s, .profile = p, .as_of = as_of};

	w.has[WISH_KINDS] = want->has_kinds;
	w.has[WISH_PLACES] = want->places.count > 0;
	w.has[WISH_SECTORS] = want->sectors.count > 0;
	w.has[WISH_PAY] = want->pay_given != NULL;
	w.has[WISH_FROM] = want->from != DAY_NONE;
	if (w.has[WISH_PLACES])
		w.places = value_lists(a, &s->traits->places, v->places,
				       &want->places, compare_places);
	if (w.has[WISH_SECTORS])
		w.sectors = value_lists(a, &s->traits->sectors, v->sectors,
					&want->sectors, compare_sectors);
	for (int wish = 0; wish < WISH__COUNT; wish++) {
		if (w.has[wish])
			w.prior[wish] = prior_of(&w, (enum wish)wish);
	}
	return w;
}

static struct wish_result prefer(const struct wish_list *w,
				 const struct preference *p,
				 const struct opening *o)
{
	struct days days = {w->as_of, o->closes, o->starts};
	enum verdict v = rule_verdict(p->rule, w->profile->facts, &days);
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
	const struct opening *o = w->snapshot->openings[opening];
	size_t n = 0;

	for (int wish = 0; wish < WISH__COUNT; wish++) {
		double value;

		if (!w->has[wish])
			continue;
		value = compare(w, (enum wish)wish, opening);
		ret_results[n++] = (struct wish_result){
			.wish = (enum wish)wish,
			.value = value >= 0 ? value : w->prior[wish],
			.weight = 1,
			.is_stated = value >= 0};
	}
	for (size_t i = 0; i < o->preference_count; i++)
		ret_results[n++] = prefer(w, &o->preferences[i], o);
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

	if (w->snapshot->traits->preferences[opening] > 0) {
		n = wishes_compare(w, opening, results);
		*ret_is_stated = true;
		return wishes_mean(results, n);
	}
	for (int wish = 0; wish < WISH__COUNT; wish++) {
		double value;

		if (!w->has[wish])
			continue;
		value = compare(w, (enum wish)wish, opening);
		sum += value >= 0 ? value : w->prior[wish];
		n++;
	}
	*ret_is_stated = n > 0;
	return n > 0 ? sum / (double)n : WISH_PRIOR;
}
