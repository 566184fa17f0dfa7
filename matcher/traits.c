/* traits - see traits.h. */
#include "matcher/traits.h"

#include <string.h>

#include "base/arena.h"
#include "base/bits.h"
#include "base/day.h"
#include "base/map.h"
#include "matcher/filters.h"

/* Numbers things by their bytes in the order they come; 0 is the first. */
struct numbering {
	struct arena *arena;
	struct map *known;
	uint32_t *numbers;
	size_t count;
};

static struct numbering numbering_new(struct arena *a, size_t most)
{
	return (struct numbering){a, map_new(a),
				  ARENA_ARRAY(a, uint32_t, most + 1), 0};
}

/* True when it is new; the bytes are borrowed. */
static bool number_of(struct numbering *n, struct slice bytes, uint32_t *ret)
{
	const uint32_t *known = map_get(n->known, bytes);

	if (known != NULL) {
		*ret = *known;
		return false;
	}
	*ret = (uint32_t)n->count;
	n->numbers[n->count] = *ret;
	map_put(n->known, bytes, &n->numbers[n->count++]);
	return true;
}

typedef const struct place_list *list_of(const struct opening *o);

static const struct place_list *places_of(const struct opening *o)
{
	return &o->places;
}

static const struct place_list *sectors_of(const struct opening *o)
{
	return &o->sectors;
}

static struct slice bytes_of(const struct place_list *l)
{
	if (l->count == 0)
		return SLICE("");
	return (struct slice){(const char *)l->items,
			      l->count * sizeof(*l->items)};
}

static struct place_list copied(struct arena *a, const struct place_list *l)
{
	size_t *items = ARENA_ARRAY(a, size_t, l->count + 1);

	if (l->count > 0)
		memcpy(items, l->items, l->count * sizeof(*items));
	return (struct place_list){l->count, items};
}

static struct trait_lists lists_of(struct arena *a,
				   const struct opening *const *openings,
				   size_t n, list_of *get)
{
	static const struct place_list none;
	struct numbering numbers = numbering_new(a, n + 1);
	struct place_list *items = ARENA_ARRAY(a, struct place_list, n + 1);
	uint32_t *of = ARENA_ARRAY(a, uint32_t, n + 1);
	uint32_t *uses = ARENA_ARRAY(a, uint32_t, n + 1);
	uint32_t empty;

	number_of(&numbers, bytes_of(&none), &empty);
	for (size_t i = 0; i < n; i++) {
		const struct place_list *own = get(openings[i]);

		if (number_of(&numbers, bytes_of(own), &of[i]))
			items[of[i]] = copied(a, own);
		uses[of[i]]++;
	}
	return (struct trait_lists){numbers.count, items, of, uses, NULL};
}

static const uint8_t *relate(struct arena *a, const struct trait_lists *lists,
			     const struct values *v)
{
	uint8_t *related = ARENA_ARRAY(a, uint8_t, lists->count * v->count + 1);

	for (size_t l = 0; l < lists->count; l++) {
		for (size_t k = 0; k < v->count; k++)
			related[l * v->count + k] =
				values_relate(v, &lists->items[l], k);
	}
	return related;
}

static void read_organisations(struct arena *a, struct traits *t,
			       const struct opening *const *openings)
{
	struct numbering numbers = numbering_new(a, t->count + 1);
	struct slice *ids = ARENA_ARRAY(a, struct slice, t->count + 1);
	uint32_t *of = ARENA_ARRAY(a, uint32_t, t->count + 1);
	uint32_t none;

	number_of(&numbers, SLICE(""), &none);
	for (size_t i = 0; i < t->count; i++) {
		struct slice id = openings[i]->organisation;

		if (id.n == 0)
			continue;
		if (number_of(&numbers, id, &of[i]))
			ids[of[i]] = arena_copy(a, id);
	}
	t->organisation_count = numbers.count;
	t->organisations = ids;
	t->organisation = of;
}

static void read_columns(struct arena *a, struct traits *t,
			 const struct opening *const *openings)
{
	size_t n = t->count + 1;
	uint8_t *kind = ARENA_ARRAY(a, uint8_t, n);
	uint8_t *status = ARENA_ARRAY(a, uint8_t, n);
	int32_t *opens = ARENA_ARRAY(a, int32_t, n);
	int32_t *closes = ARENA_ARRAY(a, int32_t, n);
	int32_t *starts = ARENA_ARRAY(a, int32_t, n);
	int32_t *confirmed = ARENA_ARRAY(a, int32_t, n);
	uint8_t *preferences = ARENA_ARRAY(a, uint8_t, n);
	uint64_t *published = ARENA_ARRAY(a, uint64_t, n / 64 + 2);

	for (size_t i = 0; i < t->count; i++) {
		const struct opening *o = openings[i];

		kind[i] = (uint8_t)o->kind;
		status[i] = (uint8_t)o->status;
		opens[i] = o->opens;
		closes[i] = o->closes;
		starts[i] = o->starts;
		confirmed[i] = o->confirmed;
		preferences[i] = (uint8_t)(o->preference_count < 255
						   ? o->preference_count
						   : 255);
		if (o->status != STATUS_DRAFT)
			bit_set(published, i);
	}
	t->kind = kind;
	t->status = status;
	t->opens = opens;
	t->closes = closes;
	t->starts = starts;
	t->confirmed = confirmed;
	t->published = published;
	t->preferences = preferences;
}

/* Few say what they pay. */
static void read_pays(struct arena *a, struct traits *t,
		      const struct opening *const *openings)
{
	const struct pay **pay = ARENA_ARRAY(a, const struct pay *, t->count);
	double *pay_max = ARENA_ARRAY(a, double, t->count);

	for (size_t i = 0; i < t->count; i++) {
		struct pay *own;

		pay_max[i] = -1;
		if (!openings[i]->pay.is_comparable)
			continue;
		own = ARENA_NEW(a, struct pay);
		*own = openings[i]->pay;
		pay[i] = own;
		pay_max[i] = own->max;
	}
	t->pay = pay;
	t->pay_max = pay_max;
}

const struct traits *traits_new(struct arena *a, const struct vocabulary *v,
				const struct opening *const *openings, size_t n)
{
	struct traits *t = ARENA_NEW(a, struct traits);

	t->count = n;
	t->vocabulary = v;
	read_columns(a, t, openings);
	read_pays(a, t, openings);
	t->places = lists_of(a, openings, n, places_of);
	t->places.related = relate(a, &t->places, v->places);
	t->sectors = lists_of(a, openings, n, sectors_of);
	t->sectors.related = relate(a, &t->sectors, v->sectors);
	read_organisations(a, t, openings);
	return t;
}

void traits_open(const struct traits *t, int32_t day, uint8_t *ret_bytes)
{
	for (size_t i = 0; i < t->count; i++) {
		int32_t opens = t->opens[i], closes = t->closes[i];
		int32_t confirmed = t->confirmed[i];
		int is_draft = t->status[i] == STATUS_DRAFT;
		int is_open = t->status[i] == STATUS_OPEN;
		int is_early = (confirmed != DAY_NONE) & (day < confirmed);
		int begun = (opens == DAY_NONE) | (day >= opens);
		int ended = (closes != DAY_NONE) & (day > closes);

		ret_bytes[i] = (uint8_t)((is_open | (is_early & !is_draft)) &
					 begun & !ended);
	}
}

enum state traits_state(const struct traits *t, size_t i, int32_t day)
{
	struct schedule s = {(enum status)t->status[i], t->opens[i],
			     t->closes[i], t->confirmed[i]};

	return schedule_state(&s, day);
}

static size_t lists_bytes(const struct trait_lists *l, size_t rows,
			  size_t values)
{
	size_t items = 0;

	for (size_t i = 0; i < l->count; i++)
		items += l->items[i].count * sizeof(*l->items[i].items);
	return rows * sizeof(*l->of) + items +
	       l->count * (sizeof(*l->items) + sizeof(*l->uses) + values);
}

size_t traits_bytes(const struct traits *t)
{
	size_t each = sizeof(*t->kind) + sizeof(*t->status) +
		      sizeof(*t->opens) + sizeof(*t->closes) +
		      sizeof(*t->starts) + sizeof(*t->confirmed) +
		      sizeof(*t->pay) + sizeof(struct pay) +
		      sizeof(*t->pay_max) + sizeof(*t->preferences) +
		      sizeof(*t->organisation);

	return t->count * each + t->count / 8 +
	       lists_bytes(&t->places, t->count, t->vocabulary->places->count) +
	       lists_bytes(&t->sectors, t->count,
			   t->vocabulary->sectors->count) +
	       t->organisation_count * sizeof(*t->organisations);
}
