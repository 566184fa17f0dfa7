/* shield - see shield.h. */
#include "api/shield.h"

#include "base/arena.h"
#include "base/day.h"
#include "json/jr.h"
#include "matcher/snapshot.h"
#include "store/organisations.h"
#include "store/profiles.h"

enum { PLACES_MAX = 32 };

/* In the Mainland, or with a part there. */
static bool is_mainland(const struct values *places, size_t place)
{
	int mainland = values_find(places, SLICE("mainland"));

	if (mainland < 0)
		return false;
	for (size_t i = 0; i < places->count; i++) {
		const uint64_t *closure = places->items[i].closure;

		if (values_has(closure, place) &&
		    values_has(closure, (size_t)mainland))
			return true;
	}
	return values_has(places->items[place].closure, (size_t)mainland);
}

static void add_places(struct request *rq, const struct jr *list,
		       struct shield_places *ret)
{
	const struct values *places = rq->snapshot->vocabulary->places;
	size_t *items = ARENA_ARRAY(rq->arena, size_t, PLACES_MAX);

	ret->items = items;
	for (const struct jr *n = list == NULL ? NULL : list->first;
	     n != NULL && ret->count < PLACES_MAX; n = n->next) {
		int i = n->type == JR_TEXT ? values_find(places, n->text) : -1;

		if (i >= 0 && is_mainland(places, (size_t)i))
			items[ret->count++] = (size_t)i;
	}
}

static bool is_nowhere(const struct jr *list)
{
	return list == NULL || list->first == NULL;
}

enum err shield_places(struct request *rq, const struct terms *t,
		       struct shield_places *ret_places)
{
	struct faults faults = {.count = 0};
	struct stored_organisation o;
	const struct jr *document = NULL, *list = NULL;
	enum err e = organisations_get(rq->db, rq->arena, t->organisation, &o);

	*ret_places = (struct shield_places){0, NULL};
	if (e == ERR_OK)
		e = jr_parse(rq->arena, o.document, &document, &faults);
	if (e != ERR_OK && e != ERR_NOT_FOUND)
		return e;
	if (document != NULL)
		list = jr_get(document, "places");
	if (is_nowhere(list))
		list = jr_get(t->opening, "places");
	add_places(rq, list, ret_places);
	return ERR_OK;
}

static bool has_place(const struct shield_places *places, size_t place)
{
	for (size_t i = 0; i < places->count; i++) {
		if (places->items[i] == place)
			return true;
	}
	return false;
}

bool shield_would_open(struct request *rq, const struct jr *before,
		       const struct jr *after)
{
	const struct jr *was = jr_get(before, "places");
	const struct jr *is = jr_get(after, "places");
	struct shield_places had = {0, NULL}, has = {0, NULL};

	if (is_nowhere(was))
		return !is_nowhere(is);
	add_places(rq, was, &had);
	add_places(rq, is, &has);
	for (size_t i = 0; i < had.count; i++) {
		if (!has_place(&has, had.items[i]))
			return true;
	}
	return false;
}

bool shield_agreed(const struct stored_consents *all, const char *purpose,
		   struct slice destination)
{
	for (size_t i = all->count; i > 0; i--) {
		const struct stored_consent *one = &all->items[i - 1];

		if (slice_is(one->purpose, purpose) &&
		    slice_eq(one->destination, destination))
			return one->given == 1;
	}
	return false;
}

static bool agreed_to(const struct values *places,
		      const struct stored_consents *all, size_t place)
{
	for (size_t i = 0; i < places->count; i++) {
		if (values_has(places->items[place].closure, i) &&
		    shield_agreed(all, "transfer", places->items[i].name))
			return true;
	}
	return false;
}

bool shield_transfer(const struct request *rq,
		     const struct stored_consents *all,
		     const struct shield_places *places,
		     struct slice *ret_where)
{
	const struct values *known = rq->snapshot->vocabulary->places;

	for (size_t i = 0; i < places->count; i++) {
		*ret_where = known->items[places->items[i]].name;
		if (!agreed_to(known, all, places->items[i]))
			return false;
	}
	return true;
}

/* The years of birth that the facts allow; false: they say nothing. */
static bool years_of_birth(const struct jr *facts, int64_t *ret_first,
			   int64_t *ret_last)
{
	const struct jr *year = jr_get(facts, "birth_year"), *last = year;

	if (year != NULL && year->type == JR_ARRAY) {
		year = year->first;
		last = year == NULL ? NULL : year->next;
	}
	if (year == NULL || last == NULL || year->type != JR_INT ||
	    last->type != JR_INT)
		return false;
	*ret_first = year->integer;
	*ret_last = last->integer;
	return true;
}

static bool day_of_birth(const struct jr *facts, int32_t *ret_day)
{
	const struct jr *date = jr_get(facts, "birth_date");

	return date != NULL && date->type == JR_TEXT &&
	       day_read(date->text, ret_day);
}

bool shield_may_be_under(const struct jr *facts, int32_t today, int years)
{
	int64_t first, last;
	int32_t born;

	if (day_of_birth(facts, &born))
		return day_whole_years(born, today) < years;
	return years_of_birth(facts, &first, &last) &&
	       day_year(today) - last <= years;
}

static bool is_child(const struct jr *facts, int32_t today)
{
	int64_t first, last;
	int32_t born;

	if (day_of_birth(facts, &born))
		return day_whole_years(born, today) < ACCOUNT_YEARS;
	return years_of_birth(facts, &first, &last) &&
	       day_year(today) - first < ACCOUNT_YEARS;
}

bool shield_may_be_kept(const struct request *rq, const struct jr *profile,
			struct faults *f)
{
	const struct jr *facts = jr_get(profile, "facts");
	const struct jr *at = jr_get(facts, "birth_date");

	if (facts == NULL || !is_child(facts, rq->today))
		return true;
	if (at == NULL)
		at = jr_get(facts, "birth_year");
	jr_fault(f, at, FAULT_TOO_YOUNG, "14");
	return false;
}
