/* filters - see filters.h. */
#include "matcher/filters.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/day.h"
#include "base/map.h"
#include "matcher/snapshot.h"

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
	if (wanted->count == 0)
		return true;
	for (size_t i = 0; i < wanted->count; i++) {
		if (values_relate(v, own, wanted->items[i]))
			return true;
	}
	return false;
}

static bool is_one_of(struct slice id, const struct id_list *wanted)
{
	if (wanted->count == 0)
		return true;
	for (size_t i = 0; i < wanted->count; i++) {
		if (slice_eq(id, wanted->items[i]))
			return true;
	}
	return false;
}

static bool state_passes(const struct opening *o, const struct filters *f)
{
	enum state state = opening_state(o, f->day);

	if (f->states == 0)
		return state != STATE_DRAFT;
	return (f->states >> state & 1u) != 0;
}

static bool passes(const struct snapshot *s, const struct opening *o,
		   const struct filters *f, enum filter which)
{
	switch (which) {
	case FILTER_KIND:
		return f->kinds == 0 || (f->kinds >> o->kind & 1u) != 0;
	case FILTER_PLACE:
		return any_relates(s->vocabulary->places, &o->places,
				   &f->places);
	case FILTER_SECTOR:
		return any_relates(s->vocabulary->sectors, &o->sectors,
				   &f->sectors);
	case FILTER_ORGANISATION:
		return is_one_of(o->organisation, &f->organisations);
	case FILTER_STATUS:
		return state_passes(o, f);
	case FILTER_PAY:
		return f->pay_min <= 0 ||
		       (o->pay.is_comparable && o->pay.max >= f->pay_min);
	case FILTER_CLOSES:
		return f->closes_before == DAY_NONE ||
		       (o->closes != DAY_NONE && o->closes <= f->closes_before);
	case FILTER__COUNT:
		break;
	}
	return true;
}

bool filters_pass(const struct snapshot *s, size_t i, const struct filters *f,
		  enum filter skip)
{
	if (!s->is_shown[i])
		return false;
	for (int which = 0; which < FILTER__COUNT; which++) {
		if (which != (int)skip &&
		    !passes(s, s->openings[i], f, (enum filter)which))
			return false;
	}
	return true;
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

static bool is_in(const struct snapshot *s, size_t i, const struct filters *f,
		  const uint64_t *matched, enum filter own)
{
	if (matched != NULL && !values_has(matched, i))
		return false;
	return filters_pass(s, i, f, own);
}

static void count_words(struct arena *a, const struct snapshot *s,
			const struct filters *f, const uint64_t *matched,
			struct facet ret_facets[FILTER_FACETS])
{
	struct facet_value *kinds =
		ARENA_ARRAY(a, struct facet_value, KIND__COUNT);
	struct facet_value *states =
		ARENA_ARRAY(a, struct facet_value, STATE__COUNT);

	for (int k = 0; k < KIND__COUNT; k++)
		kinds[k].value = slice_of(kind_words[k]);
	for (int k = 0; k < STATE__COUNT; k++)
		states[k].value = slice_of(state_words[k]);
	for (size_t i = 0; i < s->count; i++) {
		enum state state = opening_state(s->openings[i], f->day);

		if (is_in(s, i, f, matched, FILTER_KIND))
			kinds[s->openings[i]->kind].count++;
		if (state != STATE_DRAFT &&
		    is_in(s, i, f, matched, FILTER_STATUS))
			states[state].count++;
	}
	finish(&ret_facets[FILTER_KIND], kinds, KIND__COUNT);
	finish(&ret_facets[FILTER_STATUS], states, STATE__COUNT);
}

static void count_values(struct arena *a, const struct snapshot *s,
			 const struct filters *f, const uint64_t *matched,
			 enum filter own, struct facet *ret_facet)
{
	const struct values *v = own == FILTER_PLACE ? s->vocabulary->places
						     : s->vocabulary->sectors;
	struct facet_value *values =
		ARENA_ARRAY(a, struct facet_value, v->count);

	for (size_t k = 0; k < v->count; k++)
		values[k].value = v->items[k].name;
	for (size_t i = 0; i < s->count; i++) {
		const struct opening *o = s->openings[i];
		const struct place_list *list =
			own == FILTER_PLACE ? &o->places : &o->sectors;

		if (!is_in(s, i, f, matched, own))
			continue;
		for (size_t k = 0; k < v->count; k++)
			values[k].count += values_relate(v, list, k);
	}
	finish(ret_facet, values, v->count);
}

static void count_organisations(struct arena *a, const struct snapshot *s,
				const struct filters *f,
				const uint64_t *matched,
				struct facet *ret_facet)
{
	struct facet_value *values =
		ARENA_ARRAY(a, struct facet_value, s->count + 1);
	struct map *by_id = map_new(a);
	size_t n = 0;

	for (size_t i = 0; i < s->count; i++) {
		struct slice id = s->openings[i]->organisation;
		const struct facet_value *known;

		if (id.n == 0 || !is_in(s, i, f, matched, FILTER_ORGANISATION))
			continue;
		known = map_get(by_id, id);
		if (known != NULL) {
			values[known - values].count++;
			continue;
		}
		values[n] = (struct facet_value){id, 1};
		map_put(by_id, id, &values[n++]);
	}
	finish(ret_facet, values, n);
}

void facets_count(struct arena *a, const struct snapshot *s,
		  const struct filters *f, const uint64_t *matched,
		  struct facet ret_facets[FILTER_FACETS])
{
	count_words(a, s, f, matched, ret_facets);
	count_values(a, s, f, matched, FILTER_PLACE, &ret_facets[FILTER_PLACE]);
	count_values(a, s, f, matched, FILTER_SECTOR,
		     &ret_facets[FILTER_SECTOR]);
	count_organisations(a, s, f, matched, &ret_facets[FILTER_ORGANISATION]);
}
