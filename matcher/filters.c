/* filters - see filters.h. */
#include "matcher/filters.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/bits.h"
#include "base/day.h"
#include "base/map.h"
#include "matcher/snapshot.h"
#include "matcher/traits.h"

struct filters filters_none(int32_t day)
{
	return (struct filters){.closes_before = DAY_NONE, .day = day};
}

bool values_relate(const struct values *v, const struct place_list *list,
		   size_t wanted)
{
	for (size_t i = 0; i < list->count; i++) {
		size_t own = list->items[i];

		if (values_has(v->items[own].closure, wanted) ||
		    values_has(v->items[wanted].closure, own))
			return true;
	}
	return false;
}

static bool any_relates(const struct values *v, const struct place_list *own,
			const struct place_list *wanted)
{
	for (size_t i = 0; i < wanted->count; i++) {
		if (values_relate(v, own, wanted->items[i]))
			return true;
	}
	return false;
}

/* One byte an opening while a filter is looked at: loops without branches. */
struct looking {
	struct arena *arena;
	const struct traits *t;
	size_t words;
	uint8_t *passes; /* 0 or 1, whole words of 64; the rest stays 0 */
};

static const uint64_t *packed(const struct looking *l)
{
	uint64_t *rows = ARENA_ARRAY(l->arena, uint64_t, l->words + 1);

	bits_pack(l->passes, l->words, rows);
	return rows;
}

/* The rows whose number is marked. */
static const uint64_t *rows_marked(const struct looking *l,
				   const uint32_t *numbers,
				   const uint8_t *marked)
{
	for (size_t i = 0; i < l->t->count; i++)
		l->passes[i] = marked[numbers[i]];
	return packed(l);
}

static const uint64_t *rows_related(const struct looking *l,
				    const struct trait_lists *lists,
				    const struct values *v,
				    const struct place_list *wanted)
{
	uint8_t *marked;

	if (wanted->count == 0)
		return NULL;
	marked = ARENA_ARRAY(l->arena, uint8_t, lists->count + 1);
	for (size_t k = 0; k < lists->count; k++)
		marked[k] = any_relates(v, &lists->items[k], wanted);
	return rows_marked(l, lists->of, marked);
}

static const uint64_t *rows_of_organisations(const struct looking *l,
					     const struct id_list *wanted)
{
	const struct traits *t = l->t;
	uint8_t *marked;

	if (wanted->count == 0)
		return NULL;
	marked = ARENA_ARRAY(l->arena, uint8_t, t->organisation_count + 1);
	for (size_t k = 1; k < t->organisation_count; k++) {
		for (size_t i = 0; i < wanted->count; i++)
			marked[k] |=
				slice_eq(t->organisations[k], wanted->items[i]);
	}
	return rows_marked(l, t->organisation, marked);
}

static const uint64_t *rows_of_kinds(const struct looking *l, unsigned kinds)
{
	if (kinds == 0)
		return NULL;
	for (size_t i = 0; i < l->t->count; i++)
		l->passes[i] = kinds >> l->t->kind[i] & 1u;
	return packed(l);
}

static const uint64_t *rows_in_states(const struct looking *l,
				      const struct filters *f)
{
	if (f->states == 0)
		return l->t->published;
	if (f->states == 1u << STATE_OPEN) {
		traits_open(l->t, f->day, l->passes);
		return packed(l);
	}
	for (size_t i = 0; i < l->t->count; i++)
		l->passes[i] = f->states >> traits_state(l->t, i, f->day) & 1u;
	return packed(l);
}

static const uint64_t *rows_paying(const struct looking *l, double least)
{
	if (least <= 0)
		return NULL;
	for (size_t i = 0; i < l->t->count; i++)
		l->passes[i] = l->t->pay_max[i] >= least;
	return packed(l);
}

static const uint64_t *rows_closing(const struct looking *l, int32_t last)
{
	if (last == DAY_NONE)
		return NULL;
	for (size_t i = 0; i < l->t->count; i++)
		l->passes[i] = (l->t->closes[i] != DAY_NONE) &
			       (l->t->closes[i] <= last);
	return packed(l);
}

struct filter_sets filters_read(struct arena *a, const struct snapshot *s,
				const struct filters *f)
{
	const struct traits *t = s->traits;
	const struct vocabulary *v = s->vocabulary;
	size_t words = (s->count + 63) / 64;
	struct looking l = {a, t, words,
			    ARENA_ARRAY(a, uint8_t, words * 64 + 1)};

	return (struct filter_sets){
		.words = words,
		.shown = s->shown,
		.of = {
			[FILTER_KIND] = rows_of_kinds(&l, f->kinds),
			[FILTER_PLACE] = rows_related(&l, &t->places, v->places,
						      &f->places),
			[FILTER_SECTOR] = rows_related(&l, &t->sectors,
						       v->sectors, &f->sectors),
			[FILTER_ORGANISATION] =
				rows_of_organisations(&l, &f->organisations),
			[FILTER_STATUS] = rows_in_states(&l, f),
			[FILTER_PAY] = rows_paying(&l, f->pay_min),
			[FILTER_CLOSES] = rows_closing(&l, f->closes_before),
		}};
}

void filters_intersect(const struct filter_sets *sets, enum filter skip,
		       const uint64_t *among, uint64_t *ret_bitmap)
{
	for (size_t w = 0; w < sets->words; w++)
		ret_bitmap[w] = sets->shown[w] &
				(among == NULL ? ~(uint64_t)0 : among[w]);
	for (int k = 0; k < FILTER__COUNT; k++) {
		const uint64_t *own = sets->of[k];

		if (k == (int)skip || own == NULL)
			continue;
		for (size_t w = 0; w < sets->words; w++)
			ret_bitmap[w] &= own[w];
	}
}

const char *facet_word(enum filter f)
{
	static const char *const words[FILTER_FACETS] = {
		"kind", "place", "sector", "organisation", "status"};

	return words[f];
}

static int by_count(const void *left, const void *right)
{
	const struct facet_value *a = left, *b = right;

	if (a->count != b->count)
		return a->count < b->count ? 1 : -1;
	return slice_cmp(a->value, b->value);
}

/* Sorts what is above zero to the front. */
static void finish(struct facet *facet, struct facet_value *values, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n; i++) {
		if (values[i].count > 0)
			values[kept++] = values[i];
	}
	if (kept > 0)
		qsort(values, kept, sizeof(*values), by_count);
	facet->values = values;
	facet->count = kept;
}

/* How many of the rows have each number. */
static const size_t *histogram(struct arena *a, const uint64_t *rows,
			       size_t words, const uint32_t *numbers,
			       size_t count)
{
	size_t *counts = ARENA_ARRAY(a, size_t, count + 1);

	for (size_t w = 0; w < words; w++) {
		for (uint64_t left = rows[w]; left != 0; left &= left - 1)
			counts[numbers[w * 64 +
				       (size_t)__builtin_ctzll(left)]]++;
	}
	return counts;
}

static void count_kinds(struct arena *a, const struct traits *t,
			const uint64_t *rows, size_t words,
			struct facet *ret_facet)
{
	struct facet_value *kinds =
		ARENA_ARRAY(a, struct facet_value, KIND__COUNT);

	for (int k = 0; k < KIND__COUNT; k++)
		kinds[k].value = slice_of(kind_words[k]);
	for (size_t w = 0; w < words; w++) {
		for (uint64_t left = rows[w]; left != 0; left &= left - 1)
			kinds[t->kind[w * 64 + (size_t)__builtin_ctzll(left)]]
				.count++;
	}
	finish(ret_facet, kinds, KIND__COUNT);
}

static void count_states(struct arena *a, const struct traits *t,
			 const uint64_t *rows, const struct facets_plan *p,
			 struct facet *ret_facet)
{
	struct facet_value *states =
		ARENA_ARRAY(a, struct facet_value, STATE__COUNT);

	for (int k = 0; k < STATE__COUNT; k++)
		states[k].value = slice_of(state_words[k]);
	for (size_t w = 0; w < p->sets->words; w++) {
		for (uint64_t left = rows[w]; left != 0; left &= left - 1) {
			size_t i = w * 64 + (size_t)__builtin_ctzll(left);

			states[traits_state(t, i, p->day)].count++;
		}
	}
	states[STATE_DRAFT].count = 0; /* nobody's yet */
	finish(ret_facet, states, STATE__COUNT);
}

/* Each list counts for every value that relates to it. */
static void count_values(struct arena *a, const struct trait_lists *lists,
			 const struct values *v, const size_t *counts,
			 struct facet *ret_facet)
{
	struct facet_value *values =
		ARENA_ARRAY(a, struct facet_value, v->count);

	for (size_t k = 0; k < v->count; k++)
		values[k].value = v->items[k].name;
	for (size_t l = 0; l < lists->count; l++) {
		const uint8_t *related = lists->related + l * v->count;

		for (size_t k = 0; counts[l] > 0 && k < v->count; k++)
			values[k].count += related[k] * counts[l];
	}
	finish(ret_facet, values, v->count);
}

/* Those of the most openings: the first FACET_ORGANISATIONS_MAX of the order. */
static void count_organisations(struct arena *a, const struct traits *t,
				const size_t *counts, struct facet *ret_facet)
{
	struct facet_value *best =
		ARENA_ARRAY(a, struct facet_value, FACET_ORGANISATIONS_MAX + 1);
	size_t n = 0;

	for (size_t k = 1; k < t->organisation_count; k++) {
		struct facet_value own = {t->organisations[k], counts[k]};
		size_t at = n;

		if (own.count == 0 || (n == FACET_ORGANISATIONS_MAX &&
				       by_count(&own, &best[n - 1]) > 0))
			continue;
		for (; at > 0 && by_count(&own, &best[at - 1]) < 0; at--)
			best[at] = best[at - 1];
		best[at] = own;
		n += n < FACET_ORGANISATIONS_MAX;
	}
	*ret_facet = (struct facet){n, best};
}

void facets_count(struct arena *a, const struct snapshot *s,
		  const struct facets_plan *p,
		  struct facet ret_facets[FILTER_FACETS])
{
	const struct traits *t = s->traits;
	size_t words = p->sets->words;
	uint64_t *rows = ARENA_ARRAY(a, uint64_t, words + 1);

	filters_intersect(p->sets, FILTER_KIND, p->matched, rows);
	count_kinds(a, t, rows, words, &ret_facets[FILTER_KIND]);
	filters_intersect(p->sets, FILTER_STATUS, p->matched, rows);
	count_states(a, t, rows, p, &ret_facets[FILTER_STATUS]);
	filters_intersect(p->sets, FILTER_PLACE, p->matched, rows);
	count_values(a, &t->places, s->vocabulary->places,
		     histogram(a, rows, words, t->places.of, t->places.count),
		     &ret_facets[FILTER_PLACE]);
	filters_intersect(p->sets, FILTER_SECTOR, p->matched, rows);
	count_values(a, &t->sectors, s->vocabulary->sectors,
		     histogram(a, rows, words, t->sectors.of, t->sectors.count),
		     &ret_facets[FILTER_SECTOR]);
	filters_intersect(p->sets, FILTER_ORGANISATION, p->matched, rows);
	count_organisations(a, t,
			    histogram(a, rows, words, t->organisation,
				      t->organisation_count),
			    &ret_facets[FILTER_ORGANISATION]);
}
