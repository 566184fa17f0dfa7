/* posts - see posts.h. */
#include "people/posts.h"

#include <stddef.h>

#include "base/arena.h"
#include "base/clock.h"
#include "store/members.h"
#include "store/outbox.h"
#include "store/placements.h"

const char *const post_words[] = {"in_post",     "posted",   "completed",
				  "ended_early", "retained", "not_retained",
				  NULL};

/* What came of it is told again when it was told wrongly, by either side. */
static const struct {
	const char *from, *to;
} steps[] = {
	{"in_post", "posted"},        {"in_post", "ended_early"},
	{"posted", "completed"},      {"posted", "ended_early"},
	{"completed", "retained"},    {"completed", "not_retained"},
	{"completed", "ended_early"}, {"ended_early", "completed"},
	{"ended_early", "posted"},    {"retained", "not_retained"},
	{"not_retained", "retained"},
};

bool post_may(struct slice from, struct slice to)
{
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		if (slice_is(from, steps[i].from) && slice_is(to, steps[i].to))
			return true;
	}
	return slice_eq(from, to) && !slice_is(from, "in_post");
}

enum reason_group post_reasons(struct slice to)
{
	if (slice_is(to, "ended_early"))
		return REASON_EARLY_END;
	return slice_is(to, "not_retained") ? REASON_NOT_RETAINED : REASON_NONE;
}

static bool reason_fits(const struct post_event *e)
{
	enum reason_group group = post_reasons(e->state);

	if (group == REASON_NONE)
		return e->reason.n == 0;
	return reason_find(group, e->reason) != NULL;
}

/* What happened did so after the start, and not in days to come. */
static bool day_fits(const struct hands *h, const struct stored_placement *p,
		     const struct post_event *e)
{
	if (e->day > clock_day_of_us(h->now_us) || e->day < p->start_day)
		return false;
	return e->day >= p->posted_day || slice_is(e->state, "posted");
}

static enum err notice(const struct hands *h, const struct stored_placement *p,
		       const struct post_event *e, struct slice account)
{
	struct stored_notice n = {
		.id = arena_print(h->arena, "%.*s.%lld.%.*s", SLICE_ARG(p->id),
				  (long long)p->events + 1, SLICE_ARG(account)),
		.account = account,
		.kind = arena_print(h->arena, "placement.%.*s",
				    SLICE_ARG(e->state)),
		.object = p->id,
		.at_us = h->now_us};
	enum err err = notices_put(h->db, &n);

	/* A person of imported history, or an erased one, has no account. */
	return err == ERR_CONFLICT ? ERR_OK : err;
}

static enum err tell_others(const struct hands *h,
			    const struct stored_placement *p,
			    const struct post_event *event)
{
	const struct page all = {.id = SLICE(""), .limit = PAGE_MAX};
	struct stored_members members;
	enum err e;

	if (!slice_eq(p->person, event->actor)) {
		e = notice(h, p, event, p->person);
		if (e != ERR_OK)
			return e;
	}
	e = members_of_organisation(h->db, h->arena, p->organisation, &all,
				    &members);
	for (size_t i = 0; e == ERR_OK && i < members.count; i++) {
		if (!slice_eq(members.items[i].account, event->actor))
			e = notice(h, p, event, members.items[i].account);
	}
	return e;
}

enum err post_tell(const struct hands *h, const struct post_event *event)
{
	struct stored_placement p;
	struct stored_placement_event row = {.placement = event->placement,
					     .state = event->state,
					     .day = event->day,
					     .reason = event->reason,
					     .actor = event->actor,
					     .at_us = h->now_us};
	enum err e = placements_get(h->db, h->arena, event->placement, &p);

	if (e != ERR_OK)
		return e;
	if (!post_may(p.state, event->state))
		return ERR_TRANSITION;
	if (!reason_fits(event) || !day_fits(h, &p, event))
		return ERR_INVALID;
	e = placements_move(h->db, p.state, &row);
	return e == ERR_OK ? tell_others(h, &p, event) : e;
}
