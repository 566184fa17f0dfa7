/* traits_save - traits as bytes, and from bytes; see traits.h. */
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/bits.h"
#include "matcher/sections.h"
#include "matcher/traits.h"

/* What opening `row` pays, where that can be compared. */
struct saved_pay {
	double min, max;
	uint32_t row;
	uint8_t has_min, has_max;
	uint8_t spare[2];
};

static void save_columns(const struct traits *t, struct sections *to)
{
	size_t days = t->count * sizeof(*t->opens);

	sections_add(to, "traits.kind", t->kind, t->count);
	sections_add(to, "traits.status", t->status, t->count);
	sections_add(to, "traits.preferences", t->preferences, t->count);
	sections_add(to, "traits.opens", t->opens, days);
	sections_add(to, "traits.closes", t->closes, days);
	sections_add(to, "traits.starts", t->starts, days);
	sections_add(to, "traits.confirmed", t->confirmed, days);
}

static void save_pays(struct arena *a, const struct traits *t,
		      struct sections *to)
{
	struct saved_pay *pays;
	size_t count = 0;

	for (size_t i = 0; i < t->count; i++)
		count += t->pay[i] != NULL;
	pays = ARENA_ARRAY(a, struct saved_pay, count);
	count = 0;
	for (size_t i = 0; i < t->count; i++) {
		const struct pay *own = t->pay[i];

		if (own != NULL)
			pays[count++] = (struct saved_pay){
				own->min,     own->max,     (uint32_t)i,
				own->has_min, own->has_max, {0}};
	}
	sections_add(to, "traits.pays", pays, count * sizeof(*pays));
}

static void name_part(char to[SECTION_NAME_BYTES], const char *lists,
		      const char *part)
{
	snprintf(to, SECTION_NAME_BYTES, "traits.%s.%s", lists, part);
}

/* Lists by their name: of places, or of sectors. */
struct named_lists {
	const char *name;
	const struct values *values;
	size_t openings;
};

static struct named_lists named_places(const struct vocabulary *v, size_t n)
{
	return (struct named_lists){"places", v->places, n};
}

static struct named_lists named_sectors(const struct vocabulary *v, size_t n)
{
	return (struct named_lists){"sectors", v->sectors, n};
}

static void save_lists(struct arena *a, struct named_lists which,
		       const struct trait_lists *l, struct sections *to)
{
	uint32_t *ends = ARENA_ARRAY(a, uint32_t, l->count), *values;
	size_t n = 0, next = 0;
	char name[SECTION_NAME_BYTES];

	for (size_t i = 0; i < l->count; i++) {
		n += l->items[i].count;
		ends[i] = (uint32_t)n;
	}
	values = ARENA_ARRAY(a, uint32_t, n);
	for (size_t i = 0; i < l->count; i++) {
		for (size_t k = 0; k < l->items[i].count; k++)
			values[next++] = (uint32_t)l->items[i].items[k];
	}
	name_part(name, which.name, "ends");
	sections_add(to, name, ends, l->count * sizeof(*ends));
	name_part(name, which.name, "values");
	sections_add(to, name, values, n * sizeof(*values));
	name_part(name, which.name, "of");
	sections_add(to, name, l->of, which.openings * sizeof(*l->of));
	name_part(name, which.name, "related");
	sections_add(to, name, l->related, l->count * which.values->count);
}

void traits_save(struct arena *a, const struct traits *t, struct sections *to)
{
	save_columns(t, to);
	save_pays(a, t, to);
	save_lists(a, named_places(t->vocabulary, t->count), &t->places, to);
	save_lists(a, named_sectors(t->vocabulary, t->count), &t->sectors, to);
	sections_add_texts(to, a, "traits.organisations", t->organisations,
			   t->organisation_count);
	sections_add(to, "traits.organisation", t->organisation,
		     t->count * sizeof(*t->organisation));
}

static bool all_below(const uint8_t *column, size_t n, unsigned limit)
{
	unsigned most = 0;

	for (size_t i = 0; i < n; i++)
		most = column[i] > most ? column[i] : most;
	return n == 0 || most < limit;
}

static void take_columns(struct sections_taking *from, struct traits *t)
{
	size_t n = t->count, day = sizeof(*t->opens);

	t->kind = sections_take(from, "traits.kind", 1, n);
	t->status = sections_take(from, "traits.status", 1, n);
	t->preferences = sections_take(from, "traits.preferences", 1, n);
	t->opens = sections_take(from, "traits.opens", day, n);
	t->closes = sections_take(from, "traits.closes", day, n);
	t->starts = sections_take(from, "traits.starts", day, n);
	t->confirmed = sections_take(from, "traits.confirmed", day, n);
	from->failed = from->failed || !all_below(t->kind, n, KIND__COUNT) ||
		       !all_below(t->status, n, STATUS__COUNT);
}

static void make_published(struct arena *a, struct traits *t)
{
	uint64_t *published = ARENA_ARRAY(a, uint64_t, t->count / 64 + 2);

	for (size_t i = 0; i < t->count; i++) {
		if (t->status[i] != STATUS_DRAFT)
			bit_set(published, i);
	}
	t->published = published;
}

static void take_pays(struct arena *a, struct sections_taking *from,
		      struct traits *t)
{
	size_t count;
	const struct saved_pay *saved =
		sections_take_all(from, "traits.pays", sizeof(*saved), &count);
	const struct pay **pay = ARENA_ARRAY(a, const struct pay *, t->count);
	double *pay_max = ARENA_ARRAY(a, double, t->count);
	struct pay *pays = ARENA_ARRAY(a, struct pay, count);

	for (size_t i = 0; i < t->count; i++)
		pay_max[i] = -1;
	for (size_t i = 0; i < count; i++) {
		uint32_t row = saved[i].row;

		if (row >= t->count) {
			from->failed = true;
			return;
		}
		pays[i] = (struct pay){true, saved[i].min, saved[i].max,
				       saved[i].has_min != 0,
				       saved[i].has_max != 0};
		pay[row] = &pays[i];
		pay_max[row] = pays[i].max;
	}
	t->pay = pay;
	t->pay_max = pay_max;
}

static const struct place_list *make_lists(struct arena *a,
					   const uint32_t *ends, size_t count,
					   const uint32_t *values)
{
	struct place_list *items = ARENA_ARRAY(a, struct place_list, count + 1);
	size_t n = count == 0 ? 0 : ends[count - 1], from = 0;
	size_t *all = ARENA_ARRAY(a, size_t, n + 1);

	for (size_t i = 0; i < n; i++)
		all[i] = values[i];
	for (size_t i = 0; i < count; i++) {
		items[i] = (struct place_list){ends[i] - from, all + from};
		from = ends[i];
	}
	return items;
}

static const uint32_t *count_uses(struct arena *a, const struct trait_lists *l,
				  size_t openings)
{
	uint32_t *uses = ARENA_ARRAY(a, uint32_t, l->count + 1);

	for (size_t i = 0; i < openings; i++)
		uses[l->of[i]]++;
	return uses;
}

static void take_lists(struct arena *a, struct sections_taking *from,
		       struct named_lists which, struct trait_lists *l)
{
	char name[SECTION_NAME_BYTES];
	const uint32_t *ends, *values;
	size_t n;

	name_part(name, which.name, "ends");
	ends = sections_take_all(from, name, sizeof(*ends), &l->count);
	name_part(name, which.name, "values");
	values = sections_take_all(from, name, sizeof(*values), &n);
	name_part(name, which.name, "of");
	l->of = sections_take(from, name, sizeof(*l->of), which.openings);
	name_part(name, which.name, "related");
	l->related =
		sections_take(from, name, 1, l->count * which.values->count);
	if (from->failed ||
	    l->count == 0 || /* the empty list is always there */
	    !sections_ends_fit(ends, l->count, n) || ends[0] != 0 ||
	    !sections_numbers_fit(values, n, which.values->count) ||
	    !sections_numbers_fit(l->of, which.openings, l->count)) {
		from->failed = true;
		return;
	}
	l->items = make_lists(a, ends, l->count, values);
	l->uses = count_uses(a, l, which.openings);
}

static void take_organisations(struct arena *a, struct sections_taking *from,
			       struct traits *t)
{
	size_t count;

	sections_take_all(from, "traits.organisations.ends", sizeof(uint32_t),
			  &count);
	t->organisation_count = count;
	t->organisations =
		sections_take_texts(from, a, "traits.organisations", count);
	t->organisation = sections_take(from, "traits.organisation",
					sizeof(*t->organisation), t->count);
	from->failed = from->failed || count == 0 ||
		       !sections_numbers_fit(t->organisation, t->count, count);
}

enum err traits_load(struct arena *a, const struct vocabulary *v, size_t n,
		     const struct sections *from,
		     const struct traits **ret_traits)
{
	struct sections_taking taking = {from, false};
	struct traits *t = ARENA_NEW(a, struct traits);

	t->count = n;
	t->vocabulary = v;
	take_columns(&taking, t);
	take_lists(a, &taking, named_places(v, n), &t->places);
	take_lists(a, &taking, named_sectors(v, n), &t->sectors);
	take_organisations(a, &taking, t);
	take_pays(a, &taking, t);
	if (taking.failed)
		return ERR_MALFORMED;
	make_published(a, t);
	*ret_traits = t;
	return ERR_OK;
}
