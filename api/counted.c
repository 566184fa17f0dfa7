/* counted - see counted.h. */
#include "api/counted.h"

#include "api/api.h"
#include "base/arena.h"
#include "json/jr.h"
#include "matcher/snapshot.h"
#include "matcher/values.h"
#include "work/counters.h"

static const struct slice none = SLICE_INIT("-");

static struct slice first_of(const struct values *v,
			     const struct place_list *list)
{
	return list->count > 0 ? v->items[list->items[0]].name : none;
}

static void add(const struct request *rq, enum counter which,
		struct slice origin, const struct place_list *places,
		const struct place_list *sectors, const char *kind)
{
	const struct vocabulary *v = rq->snapshot->vocabulary;
	struct slice place = first_of(v->places, places);
	struct slice sector = first_of(v->sectors, sectors);

	counters_add(api_parts(rq->api)->counters, which,
		     arena_print(rq->arena, "%s %.*s %.*s %.*s %s",
				 lang_code(rq->reader), SLICE_ARG(origin),
				 SLICE_ARG(place), SLICE_ARG(sector), kind));
}

static const char *kind_of(unsigned kinds)
{
	for (int i = 0; i < KIND__COUNT; i++) {
		if ((kinds >> i & 1) != 0)
			return kind_words[i];
	}
	return "-";
}

void counted_match(const struct request *rq, const struct jr *body,
		   const struct profile *profile)
{
	const struct jr *residency =
		jr_get(jr_get(jr_get(body, "profile"), "facts"), "residency");
	const struct jr *first = residency == NULL ? NULL : residency->first;
	unsigned kinds = 0;

	for (int i = 0; i < KIND__COUNT; i++)
		kinds |= profile->wishes.kind[i] ? 1u << i : 0;
	add(rq, COUNTER_MATCH,
	    first != NULL && first->type == JR_TEXT ? first->text : none,
	    &profile->wishes.places, &profile->wishes.sectors, kind_of(kinds));
}

void counted_search(const struct request *rq, const struct filters *f)
{
	add(rq, COUNTER_SEARCH, none, &f->places, &f->sectors,
	    kind_of(f->kinds));
}

void counted_opening(const struct request *rq, enum kind kind)
{
	counters_add(api_parts(rq->api)->counters, COUNTER_OPENING,
		     arena_print(rq->arena, "%s %s", lang_code(rq->reader),
				 kind_words[kind]));
}
