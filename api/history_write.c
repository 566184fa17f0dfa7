/* history_write - lines of history into the record, type after type. */
#include "api/history_parts.h"
#include "base/arena.h"
#include "matcher/catalogue.h"
#include "matcher/opening.h"
#include "people/life.h"
#include "store/counts.h"

struct writing {
	const struct history *history;
	struct hands hands; /* with an arena that is emptied line by line */
	struct history_counts *counts;
};

/* What was there already: nothing is to be done. */
static enum err is_there(struct writing *w, enum err e, bool *ret_there)
{
	*ret_there = e == ERR_OK;
	if (e == ERR_OK)
		w->counts->unchanged++;
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

static enum err write_person(struct writing *w, const void *of)
{
	const struct history_person *p = of;
	struct slice facts;
	enum err e = persons_get(w->hands.db, w->hands.arena, p->id, &facts);

	if (e == ERR_OK && slice_eq(facts, p->facts)) {
		w->counts->unchanged++;
		return ERR_OK;
	}
	if (e != ERR_OK && e != ERR_NOT_FOUND)
		return e;
	w->counts->created++;
	return persons_put(w->hands.db, p->id, p->facts);
}

static enum err write_application(struct writing *w, const void *of)
{
	struct stored_application it = *(const struct stored_application *)of;
	const struct opening *o =
		catalogue_find(w->history->world.catalogue, it.opening);
	struct stored_application there;
	bool is_known;
	enum err e = is_there(
		w, applications_get(w->hands.db, w->hands.arena, it.id, &there),
		&is_known);

	if (e != ERR_OK || is_known)
		return e;
	it.organisation = o == NULL ? SLICE("") : o->organisation;
	w->counts->created++;
	return applications_submit(w->hands.db, &it);
}

/* The same change, at the same time, was imported before. */
static enum err was_written(struct writing *w, const struct history_event *e,
			    bool *ret)
{
	struct page page = {.limit = PAGE_MAX};
	struct stored_events events;
	enum err err = applications_events(w->hands.db, w->hands.arena,
					   e->application, &page, &events);

	*ret = false;
	for (size_t i = 0; err == ERR_OK && i < events.count; i++)
		*ret |= events.items[i].at_us == e->at_us &&
			slice_eq(events.items[i].state, e->to);
	return err;
}

static bool is_decision(const struct history_event *e)
{
	return slice_is(e->actor, "poster") && !slice_is(e->to, "seen") &&
	       !slice_is(e->to, "submitted");
}

static enum err write_event(struct writing *w, const void *of)
{
	const struct history_event *own = of;
	struct application_move move = {
		.event = {.application = own->application,
			  .state = own->to,
			  .at_us = own->at_us,
			  .actor = SLICE("system"),
			  .actor_kind = own->actor,
			  .reason = own->reason,
			  .note_sealed = SLICE("")},
		.is_decision = is_decision(own)};
	struct stored_application it;
	int64_t number;
	bool is_known;
	enum err e = was_written(w, own, &is_known);

	if (e != ERR_OK || is_known) {
		w->counts->unchanged += is_known;
		return e;
	}
	e = applications_get(w->hands.db, w->hands.arena, own->application,
			     &it);
	if (e != ERR_OK)
		return e;
	move.from = it.state;
	w->counts->created++;
	return applications_move(w->hands.db, &move, &number);
}

static enum err move_placement(struct writing *w,
			       const struct history_placement *p,
			       struct slice from, struct slice to)
{
	struct stored_placement_event event = {.placement = p->row.id,
					       .state = to,
					       .day = p->row.end_day,
					       .reason = SLICE(""),
					       .actor = SLICE("system"),
					       .at_us = w->hands.now_us};

	if (slice_is(to, "posted"))
		event.day = p->row.posted_day;
	else if (slice_is(to, "ended_early"))
		event.reason = p->row.end_reason;
	else if (slice_is(to, "not_retained"))
		event.reason = p->row.not_retained_reason;
	/* Still there on the day after. */
	if (slice_is(to, "retained") || slice_is(to, "not_retained"))
		event.day++;
	return placements_move(w->hands.db, from, &event);
}

/* in_post, then posted, then the end, then what came after it. */
static enum err tell_placement(struct writing *w,
			       const struct history_placement *p)
{
	struct slice state = SLICE("in_post");
	struct slice steps[] = {p->row.posted_day > 0 ? SLICE("posted")
						      : SLICE(""),
				p->end, p->kept};
	enum err e = ERR_OK;

	for (size_t i = 0; e == ERR_OK && i < COUNT(steps); i++) {
		if (steps[i].n == 0)
			continue;
		e = move_placement(w, p, state, steps[i]);
		state = steps[i];
	}
	return e;
}

/* To the quota of its programme and stream on the day it began. */
static enum err charge(struct writing *w, const struct opening *o,
		       const struct stored_placement *p)
{
	struct stored_quota want = {.programme = o->programme,
				    .stream = o->stream};
	struct stored_quota quota;
	enum err e;

	if (o->programme.n == 0)
		return ERR_OK;
	e = quotas_on(w->hands.db, w->hands.arena, &want, p->start_day, &quota);
	if (e == ERR_NOT_FOUND)
		return ERR_OK;
	if (e == ERR_OK && quota.used == quota.places) {
		w->counts->uncharged++;
		return ERR_OK;
	}
	return e == ERR_OK ? quotas_charge(w->hands.db, &quota, p->id) : e;
}

static enum err write_placement(struct writing *w, const void *of)
{
	const struct history_placement *p = of;
	struct stored_placement row = p->row, there;
	struct stored_application it;
	const struct opening *o;
	bool is_known;
	enum err e = is_there(
		w, placements_get(w->hands.db, w->hands.arena, row.id, &there),
		&is_known);

	if (e != ERR_OK || is_known)
		return e;
	e = applications_get(w->hands.db, w->hands.arena, row.application, &it);
	if (e != ERR_OK)
		return e;
	row.opening = it.opening;
	row.organisation = it.organisation;
	row.person = it.person;
	w->counts->created++;
	e = placements_start(w->hands.db, &row, SLICE("system"));
	if (e == ERR_OK)
		e = tell_placement(w, p);
	o = catalogue_find(w->history->world.catalogue, it.opening);
	return e == ERR_OK && o != NULL ? charge(w, o, &row) : e;
}

static enum err write_payment(struct writing *w, const void *of)
{
	const struct stored_payment *p = of;
	struct page page = {.limit = PAGE_MAX, .number = PAGE_FIRST};
	struct stored_payments there;
	enum err e = payments_of_placement(w->hands.db, w->hands.arena,
					   p->placement, &page, &there);

	if (e != ERR_OK)
		return e;
	for (size_t i = 0; i < there.count; i++) {
		if (slice_eq(there.items[i].id, p->id)) {
			w->counts->unchanged++;
			return ERR_OK;
		}
	}
	w->counts->created++;
	return payments_put(w->hands.db, p);
}

static bool is_same_quota(const struct stored_quota *x,
			  const struct stored_quota *y)
{
	return x->from_day == y->from_day && x->to_day == y->to_day &&
	       x->places == y->places && slice_eq(x->stream, y->stream);
}

static enum err write_quota(struct writing *w, const void *of)
{
	const struct stored_quota *q = of;
	struct stored_quota there;
	enum err e =
		quotas_on(w->hands.db, w->hands.arena, q, q->from_day, &there);

	if (e == ERR_OK && is_same_quota(q, &there)) {
		w->counts->unchanged++;
		return ERR_OK;
	}
	if (e != ERR_OK && e != ERR_NOT_FOUND)
		return e;
	w->counts->created++;
	return quotas_put(w->hands.db, q);
}

static enum err write_venture(struct writing *w, const void *of)
{
	const struct history_venture *v = of;
	struct stored_venture there;
	int64_t version;
	bool is_known;
	enum err e = is_there(
		w, ventures_get(w->hands.db, w->hands.arena, v->row.id, &there),
		&is_known);

	if (e != ERR_OK || is_known)
		return e;
	w->counts->created++;
	e = ventures_put(w->hands.db, &v->row, &version);
	for (size_t i = 0; e == ERR_OK && i < v->events.count; i++)
		e = ventures_append_event(w->hands.db, &v->events.items[i]);
	return e;
}

typedef enum err write_fn(struct writing *w, const void *of);

/* A quota before the starts that are charged to it. */
static const struct {
	enum history_type type;
	write_fn *write;
} order[HISTORY__TYPES] = {{HISTORY_PERSON, write_person},
			   {HISTORY_QUOTA, write_quota},
			   {HISTORY_APPLICATION, write_application},
			   {HISTORY_EVENT, write_event},
			   {HISTORY_PLACEMENT, write_placement},
			   {HISTORY_PAYMENT, write_payment},
			   {HISTORY_VENTURE, write_venture}};

enum err history_write(const struct history *t, const struct hands *h,
		       history_step *step, void *ctx,
		       struct history_counts *counts)
{
	struct writing w = {t, *h, counts};
	size_t done = 0;
	enum err e = ERR_OK;

	w.hands.arena = arena_new(0);
	for (size_t k = 0; k < COUNT(order); k++) {
		for (size_t i = 0; e == ERR_OK && i < t->count; i++) {
			const struct history_line *line = &t->lines[i];

			if (line->type != order[k].type)
				continue;
			e = order[k].write(&w, line->of);
			arena_reset(w.hands.arena);
			if (step != NULL)
				step(ctx, ++done);
		}
	}
	arena_free(w.hands.arena);
	return e;
}

enum err history_write_some(const struct history *t, const struct hands *h,
			    const struct history_range *range,
			    struct history_counts *counts)
{
	struct writing w = {t, *h, counts};
	size_t at = 0;
	enum err e = ERR_OK;

	w.hands.arena = arena_new(0);
	for (size_t k = 0; k < COUNT(order) && at < range->to; k++) {
		for (size_t i = 0; e == ERR_OK && i < t->count; i++) {
			const struct history_line *line = &t->lines[i];

			if (line->type != order[k].type)
				continue;
			if (at >= range->from && at < range->to)
				e = order[k].write(&w, line->of);
			at++;
			arena_reset(w.hands.arena);
		}
	}
	arena_free(w.hands.arena);
	return e;
}
