/* filters - see filters.h. */
#include "matcher/filters.h"

#include "base/arena.h"
#include "base/bits.h"
#include "base/day.h"
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

struct filter_sets filters_read(struct arena *a, const struct leaf *leaf,
				const struct filters *f)
{
	const struct traits *t = leaf->segment->traits;
	const struct vocabulary *v = t->vocabulary;
	size_t words = (t->count + 63) / 64;
	struct looking l = {a, t, words,
			    ARENA_ARRAY(a, uint8_t, words * 64 + 1)};

	return (struct filter_sets){
		.words = words,
		.shown = leaf->shown,
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
