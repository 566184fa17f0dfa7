/*
 * codec_filters - see codec_filters.h.
 *
 * Both forms are first brought to lists of texts with a place to blame, then
 * read by the same code.
 */
#include "api/codec_filters.h"

#include <stdio.h>

#include "api/params.h"
#include "base/arena.h"
#include "base/day.h"
#include "json/jr.h"

enum { LIST_MAX = 200 };

#define PAY_MAX 1e9

/* One text of a list; n is NULL when it came from a query. */
struct piece {
	struct slice text;
	const struct jr *n;
};

struct pieces {
	size_t count;
	struct piece *items;
	const char *name;
};

struct source {
	struct arena *arena;
	const struct net_request *query; /* or NULL */
	const struct jr *object;         /* or NULL */
	struct faults *faults;
};

static void blame(const struct source *s, const struct pieces *p, size_t i,
		  enum fault_code code, const char *arg)
{
	if (p->items[i].n != NULL)
		jr_fault(s->faults, p->items[i].n, code, arg);
	else
		fault_at_parameter(s->faults, code, p->name, arg);
}

static void take_json(const struct source *s, struct pieces *p)
{
	const struct jr *list = jr_get(s->object, p->name);

	if (list == NULL || !jr_is_array(list, LIST_MAX, s->faults))
		return;
	p->items = ARENA_ARRAY(s->arena, struct piece, list->count);
	for (const struct jr *c = list->first; c != NULL; c = c->next) {
		struct slice text;

		if (jr_read_text(c, 200, &text, s->faults))
			p->items[p->count++] = (struct piece){text, c};
	}
}

static void take_query(const struct source *s, struct pieces *p)
{
	struct params_list list = params_all(s->arena, s->query, p->name);
	char limit[16];

	if (list.count > LIST_MAX) {
		snprintf(limit, sizeof(limit), "%d", LIST_MAX);
		fault_at_parameter(s->faults, FAULT_TOO_MANY_ITEMS, p->name,
				   limit);
		return;
	}
	p->items = ARENA_ARRAY(s->arena, struct piece, list.count);
	for (size_t i = 0; i < list.count; i++)
		p->items[p->count++] = (struct piece){list.values[i], NULL};
}

static struct pieces pieces_of(const struct source *s, const char *name)
{
	struct pieces p = {.name = name};

	if (s->query != NULL)
		take_query(s, &p);
	else
		take_json(s, &p);
	return p;
}

static unsigned read_words(const struct source *s, const char *name,
			   const char *const *words)
{
	struct pieces p = pieces_of(s, name);
	unsigned set = 0;

	for (size_t i = 0; i < p.count; i++) {
		char list[FAULT_ARG_BYTES] = "";
		size_t used = 0;
		int k = 0;

		while (words[k] != NULL &&
		       !slice_is(p.items[i].text, words[k])) {
			used += (size_t)snprintf(list + used,
						 sizeof(list) - used, "%s%s",
						 k == 0 ? "" : ", ", words[k]);
			k++;
		}
		if (words[k] != NULL)
			set |= 1u << k;
		else
			blame(s, &p, i, FAULT_NOT_ACCEPTED, list);
	}
	return set;
}

static struct place_list read_values(const struct source *s, const char *name,
				     const struct values *v)
{
	struct pieces p = pieces_of(s, name);
	size_t *items = ARENA_ARRAY(s->arena, size_t, p.count);
	struct place_list list = {0, items};

	for (size_t i = 0; i < p.count; i++) {
		int k = values_find(v, p.items[i].text);
		char accepted[FAULT_ARG_BYTES];

		if (k >= 0) {
			items[list.count++] = (size_t)k;
			continue;
		}
		values_list(v, accepted);
		blame(s, &p, i, FAULT_UNKNOWN_VALUE, accepted);
	}
	return list;
}

static struct id_list read_ids(const struct source *s, const char *name)
{
	struct pieces p = pieces_of(s, name);
	struct slice *items = ARENA_ARRAY(s->arena, struct slice, p.count);
	struct id_list list = {0, items};

	for (size_t i = 0; i < p.count; i++) {
		if (jr_id_is_valid(p.items[i].text))
			items[list.count++] = p.items[i].text;
		else
			blame(s, &p, i, FAULT_ID, NULL);
	}
	return list;
}

/* The states a reader may ask for: drafts are nobody's. */
static const char *const public_states[] = {"open",     "upcoming",  "closed",
					    "historic", "withdrawn", NULL};

static void read_lists(const struct source *s, const struct vocabulary *v,
		       struct filters *f)
{
	f->kinds = read_words(s, "kind", kind_words);
	f->states = read_words(s, "status", public_states);
	f->places = read_values(s, "place", v->places);
	f->sectors = read_values(s, "sector", v->sectors);
	f->organisations = read_ids(s, "organisation");
}

bool codec_filters_of_query(struct arena *a, const struct vocabulary *v,
			    const struct net_request *rq, struct filters *ret,
			    struct faults *f)
{
	struct source s = {.arena = a, .query = rq, .faults = f};

	read_lists(&s, v, ret);
	params_number(rq, "pay_min", PAY_MAX, &ret->pay_min, f);
	params_day(rq, "closes_before", &ret->closes_before, f);
	return !faults_any(f);
}

bool codec_filters_of_json(struct arena *a, const struct vocabulary *v,
			   const struct jr *n, struct filters *ret,
			   struct faults *f)
{
	static const char *const keys[] = {
		"kind",    "place",         "sector", "organisation",
		"pay_min", "closes_before", "status", NULL};
	struct source s = {.arena = a, .object = n, .faults = f};
	size_t before = f->count + f->more;

	if (!jr_is_object(n, f))
		return false;
	jr_only_keys(n, keys, f);
	read_lists(&s, v, ret);
	if (jr_get(n, "pay_min") != NULL)
		jr_read_number(jr_get(n, "pay_min"), 0, PAY_MAX, &ret->pay_min,
			       f);
	if (jr_get(n, "closes_before") != NULL)
		jr_read_day(jr_get(n, "closes_before"), &ret->closes_before, f);
	return f->count + f->more == before;
}
