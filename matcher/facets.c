/*
 * facets - how many openings each value of a filter has: see filters.h.
 *
 * Counted leaf by leaf into one table a facet, by numbers of the vocabulary;
 * organisations, which each leaf numbers for itself, meet by their ids.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "base/bits.h"
#include "base/map.h"
#include "matcher/filters.h"
#include "matcher/snapshot.h"
#include "matcher/traits.h"

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

/* One leaf, and the room for its rows. */
struct counting {
	struct arena *arena;
	const struct facets_leaf *at;
	const struct traits *t;
	uint64_t *rows; /* that pass all but the facet's own filter */
};

static struct counting counting_of(struct arena *a, const struct facets_leaf *l,
				   enum filter own)
{
	struct counting c = {a, l, l->leaf->segment->traits,
			     ARENA_ARRAY(a, uint64_t, l->sets->words + 1)};

	filters_intersect(l->sets, own, l->matched, c.rows);
	return c;
}

static void count_kinds(struct arena *a, const struct facets_plan *p,
			struct facet *ret_facet)
{
	struct facet_value *kinds =
		ARENA_ARRAY(a, struct facet_value, KIND__COUNT);

	for (int k = 0; k < KIND__COUNT; k++)
		kinds[k].value = slice_of(kind_words[k]);
	for (size_t l = 0; l < p->count; l++) {
		struct counting c = counting_of(a, &p->leaves[l], FILTER_KIND);

		for (size_t w = 0; w < c.at->sets->words; w++) {
			for (uint64_t left = c.rows[w]; left != 0;
			     left &= left - 1)
				kinds[c.t->kind[w * 64 +
						(size_t)__builtin_ctzll(left)]]
					.count++;
		}
	}
	finish(ret_facet, kinds, KIND__COUNT);
}

static void count_states_of(const struct counting *c, int32_t day,
			    struct facet_value *states)
{
	for (size_t w = 0; w < c->at->sets->words; w++) {
		for (uint64_t left = c->rows[w]; left != 0; left &= left - 1) {
			size_t i = w * 64 + (size_t)__builtin_ctzll(left);

			states[traits_state(c->t, i, day)].count++;
		}
	}
}

static void count_states(struct arena *a, const struct facets_plan *p,
			 struct facet *ret_facet)
{
	struct facet_value *states =
		ARENA_ARRAY(a, struct facet_value, STATE__COUNT);

	for (int k = 0; k < STATE__COUNT; k++)
		states[k].value = slice_of(state_words[k]);
	for (size_t l = 0; l < p->count; l++) {
		struct counting c =
			counting_of(a, &p->leaves[l], FILTER_STATUS);

		count_states_of(&c, p->day, states);
	}
	states[STATE_DRAFT].count = 0; /* nobody's yet */
	finish(ret_facet, states, STATE__COUNT);
}

/* Each list counts for every value that relates to it. */
static void count_lists(const struct counting *c,
			const struct trait_lists *lists, size_t values,
			struct facet_value *to)
{
	const size_t *counts = histogram(c->arena, c->rows, c->at->sets->words,
					 lists->of, lists->count);

	for (size_t l = 0; l < lists->count; l++) {
		const uint8_t *related = lists->related + l * values;

		for (size_t k = 0; counts[l] > 0 && k < values; k++)
			to[k].count += related[k] * counts[l];
	}
}

/* FILTER_PLACE or FILTER_SECTOR. */
static void count_values(struct arena *a, const struct facets_plan *p,
			 enum filter own, struct facet *ret_facet)
{
	const struct vocabulary *all = p->leaves[0].leaf->segment->vocabulary;
	const struct values *v =
		own == FILTER_PLACE ? all->places : all->sectors;
	struct facet_value *values =
		ARENA_ARRAY(a, struct facet_value, v->count);

	for (size_t k = 0; k < v->count; k++)
		values[k].value = v->items[k].name;
	for (size_t l = 0; l < p->count; l++) {
		struct counting c = counting_of(a, &p->leaves[l], own);

		count_lists(&c,
			    own == FILTER_PLACE ? &c.t->places : &c.t->sectors,
			    v->count, values);
	}
	finish(ret_facet, values, v->count);
}

/* Those of the most openings: the first FACET_ORGANISATIONS_MAX of the order. */
struct leaders {
	size_t count;
	struct facet_value items[FACET_ORGANISATIONS_MAX + 1];
};

static void propose(struct leaders *best, struct facet_value own)
{
	size_t at = best->count;

	if (own.count == 0 || (at == FACET_ORGANISATIONS_MAX &&
			       by_count(&own, &best->items[at - 1]) > 0))
		return;
	for (; at > 0 && by_count(&own, &best->items[at - 1]) < 0; at--)
		best->items[at] = best->items[at - 1];
	best->items[at] = own;
	best->count += best->count < FACET_ORGANISATIONS_MAX;
}

/* Of the leaves after the first, by id. */
struct newer {
	struct map *by_id;
	size_t count;
	struct facet_value *items;
};

static void add_newer(struct newer *n, struct slice id, size_t count)
{
	const struct facet_value *known = map_get(n->by_id, id);

	if (known == NULL) {
		known = &n->items[n->count++];
		n->items[known - n->items].value = id;
		map_put(n->by_id, id, known);
	}
	n->items[known - n->items].count += count;
}

static struct newer count_newer(struct arena *a, const struct facets_plan *p)
{
	struct newer n = {map_new(a), 0, NULL};
	size_t most = 0;

	for (size_t l = 1; l < p->count; l++)
		most += p->leaves[l].leaf->segment->traits->organisation_count;
	n.items = ARENA_ARRAY(a, struct facet_value, most + 1);
	for (size_t l = 1; l < p->count; l++) {
		struct counting c =
			counting_of(a, &p->leaves[l], FILTER_ORGANISATION);
		const size_t *counts =
			histogram(a, c.rows, c.at->sets->words,
				  c.t->organisation, c.t->organisation_count);

		for (size_t k = 1; k < c.t->organisation_count; k++)
			add_newer(&n, c.t->organisations[k], counts[k]);
	}
	return n;
}

static void count_organisations(struct arena *a, const struct facets_plan *p,
				struct facet *ret_facet)
{
	struct leaders *best = ARENA_NEW(a, struct leaders);
	struct newer newer = count_newer(a, p);
	struct counting c = counting_of(a, &p->leaves[0], FILTER_ORGANISATION);
	const size_t *counts =
		histogram(a, c.rows, c.at->sets->words, c.t->organisation,
			  c.t->organisation_count);

	for (size_t k = 1; k < c.t->organisation_count; k++) {
		struct facet_value own = {c.t->organisations[k], counts[k]};
		const struct facet_value *more =
			newer.count == 0 ? NULL
					 : map_get(newer.by_id, own.value);

		if (more != NULL) {
			own.count += more->count;
			newer.items[more - newer.items].count = 0;
		}
		propose(best, own);
	}
	for (size_t i = 0; i < newer.count; i++)
		propose(best, newer.items[i]);
	*ret_facet = (struct facet){best->count, best->items};
}

void facets_count(struct arena *a, const struct facets_plan *p,
		  struct facet ret_facets[FILTER_FACETS])
{
	count_kinds(a, p, &ret_facets[FILTER_KIND]);
	count_states(a, p, &ret_facets[FILTER_STATUS]);
	count_values(a, p, FILTER_PLACE, &ret_facets[FILTER_PLACE]);
	count_values(a, p, FILTER_SECTOR, &ret_facets[FILTER_SECTOR]);
	count_organisations(a, p, &ret_facets[FILTER_ORGANISATION]);
}
