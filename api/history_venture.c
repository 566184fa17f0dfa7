/* history_venture - a line of a venture: its facts, its team, its events. */
#include "api/body.h"
#include "api/history_parts.h"
#include "base/arena.h"
#include "base/moment.h"
#include "json/jr.h"
#include "json/jw.h"
#include "matcher/profile.h"

enum { EVENTS_MAX = 100 };

static const char *const venture_kinds[] = {"founded",      "funded", "landed",
					    "incorporated", "alive",  "closed",
					    "employed",     NULL};

struct venture_event_body {
	struct slice city, organisation;
	int32_t day;
	int64_t amount_minor;
	int kind, currency;
};

static struct stored_venture_event read_venture_event(const struct history *t,
						      const struct jr *n,
						      struct slice venture,
						      struct faults *f)
{
	static const struct body_field fields[] = {
		BODY(struct venture_event_body, kind, BODY_WORD, .needed = true,
		     .words = venture_kinds),
		BODY(struct venture_event_body, day, BODY_DAY, .needed = true),
		BODY(struct venture_event_body, city, BODY_ID),
		BODY(struct venture_event_body, organisation, BODY_ID),
		BODY(struct venture_event_body, amount_minor, BODY_COUNT,
		     .least = 0, .most = HISTORY_AMOUNT_MAX),
		BODY(struct venture_event_body, currency, BODY_WORD,
		     .words = history_currencies),
		BODY_END};
	struct venture_event_body b = {.day = 0};

	body_read_object(n, fields, &b, f);
	return (struct stored_venture_event){
		.venture = venture,
		.kind = slice_of(venture_kinds[b.kind]),
		.day = b.day,
		.city = history_kept(t, b.city),
		.organisation = history_kept(t, b.organisation),
		.amount_minor = b.amount_minor,
		.currency = b.amount_minor == 0
				    ? SLICE("")
				    : slice_of(history_currencies[b.currency]),
		.at_us = moment_noon(b.day),
		.actor = SLICE("system")};
}

struct venture_body {
	const struct jr *type, *facts, *members, *events;
	struct slice id, lead;
};

/* The venture of a profile: facts and members alone. */
static void check_venture(const struct history *t, const struct jr *n,
			  struct history_venture *v, struct faults *f)
{
	static const char *const own[] = {"type", "id", "lead", "events", NULL};
	struct faults none = {.count = 0};
	struct arena *scratch = arena_new(0);
	const struct profile *profile;
	const struct jr *venture = n, *person;

	for (size_t i = 0; own[i] != NULL; i++)
		venture = jr_without(scratch, venture, own[i]);
	if (jr_parse(scratch, SLICE("{\"facts\":{}}"), &person, &none) ==
		    ERR_OK &&
	    profile_read(scratch, t->world.vocabulary, t->world.rates, person,
			 venture, &profile, f) == ERR_OK)
		v->row.document = jw_canonical(t->arena, venture);
	arena_free(scratch);
}

void *history_read_venture(const struct history *t, const struct jr *n,
			   struct faults *f)
{
	static const struct body_field fields[] = {
		BODY(struct venture_body, type, BODY_TREE),
		BODY(struct venture_body, id, BODY_ID, .needed = true),
		BODY(struct venture_body, lead, BODY_ID),
		BODY(struct venture_body, facts, BODY_TREE, .needed = true),
		BODY(struct venture_body, members, BODY_TREE),
		BODY(struct venture_body, events, BODY_TREE),
		BODY_END};
	struct venture_body b = {NULL, NULL, NULL, NULL, {NULL, 0}, {NULL, 0}};
	struct history_venture *v = ARENA_NEW(t->arena, struct history_venture);
	size_t before = f->count;

	body_read_object(n, fields, &b, f);
	if (f->count != before)
		return v;
	v->row.id = history_kept(t, b.id);
	v->row.lead = history_kept(t, b.lead);
	v->row.sealed = SLICE("");
	check_venture(t, n, v, f);
	if (b.events == NULL || !jr_is_array(b.events, EVENTS_MAX, f))
		return v;
	v->events.items = ARENA_ARRAY(t->arena, struct stored_venture_event,
				      b.events->count + 1);
	for (const struct jr *e = b.events->first; e != NULL; e = e->next)
		v->events.items[v->events.count++] =
			read_venture_event(t, e, v->row.id, f);
	return v;
}
