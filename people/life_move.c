/* life_move - one step of an application; see life.h. */
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "people/audit.h"
#include "people/life_parts.h"
#include "people/sealed.h"
#include "people/webhooks.h"
#include "store/accounts.h"
#include "store/openings.h"

enum { OFFER_DAYS_MAX = 180, EVENTS_MAX = 1000 };

/* With whose key: the program's for those who have no account. */
static enum err place_of(const struct hands *h, struct slice person,
			 const char *column, struct slice row,
			 struct seal_place *ret)
{
	struct stored_account account;
	enum err e = accounts_get(h->db, h->arena, person, &account);

	*ret = (struct seal_place){.table = SLICE("application"),
				   .column = slice_of(column),
				   .row = row};
	if (e == ERR_OK && !slice_is(account.state, "erased"))
		ret->account = person;
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

enum err life_seal(const struct hands *h, struct slice person,
		   const char *column, struct slice row, struct slice plain,
		   struct slice *ret_sealed)
{
	struct seal_place place;
	enum err e;

	*ret_sealed = SLICE("");
	if (plain.n == 0)
		return ERR_OK;
	e = place_of(h, person, column, row, &place);
	return e == ERR_OK ? sealed_write(h, &place, plain, ret_sealed) : e;
}

enum err life_unseal(const struct hands *h, struct slice person,
		     const char *column, struct slice row, struct slice sealed,
		     struct slice *ret_plain)
{
	struct seal_place place;
	enum err e;

	*ret_plain = SLICE("");
	if (sealed.n == 0)
		return ERR_OK;
	e = place_of(h, person, column, row, &place);
	return e == ERR_OK ? sealed_read(h, &place, sealed, ret_plain) : e;
}

static enum err events_of(const struct hands *h, struct slice application,
			  struct stored_events *ret)
{
	const struct page all = {.limit = EVENTS_MAX};

	return applications_events(h->db, h->arena, application, &all, ret);
}

enum err life_case_of(const struct hands *h, const struct life_rules *rules,
		      const struct stored_application *it,
		      struct life_case *ret)
{
	struct stored_events events;
	enum err e;

	*ret = (struct life_case){
		.h = h, .rules = rules, .it = *it, .submitted_us = it->at_us};
	if (!life_of_word(it->state, &ret->state))
		return ERR_INTERNAL;
	e = events_of(h, it->id, &events);
	for (size_t i = 0; e == ERR_OK && i < events.count; i++) {
		const struct stored_event *one = &events.items[i];

		if (slice_is(one->state, "submitted") ||
		    one->is_correction == 1)
			ret->submitted_us = one->at_us;
	}
	if (e == ERR_OK)
		e = terms_read(h, it->opening, &ret->terms);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

enum err life_case_read(const struct hands *h, const struct life_rules *rules,
			struct slice application, struct life_case *ret)
{
	struct stored_application it;
	enum err e = applications_get(h->db, h->arena, application, &it);

	return e == ERR_OK ? life_case_of(h, rules, &it, ret) : e;
}

/* Each correction takes the newest change that still stands back. */
enum err life_before(const struct hands *h, struct slice application,
		     enum life_state *ret_state)
{
	struct stored_events events;
	enum life_state *stack;
	size_t n = 0;
	enum err e = events_of(h, application, &events);

	if (e != ERR_OK)
		return e;
	stack = ARENA_ARRAY(h->arena, enum life_state, events.count + 1);
	for (size_t i = 0; i < events.count; i++) {
		if (events.items[i].is_correction == 1) {
			n -= n > 0;
			continue;
		}
		if (!life_of_word(events.items[i].state, &stack[n++]))
			return ERR_INTERNAL;
	}
	if (n < 2)
		return ERR_NOT_FOUND;
	*ret_state = stack[n - 2];
	return ERR_OK;
}

/* Whether a poster opened it again before. */
static enum err was_reopened(const struct life_case *c, bool *ret)
{
	struct stored_events events;
	enum err e = events_of(c->h, c->it.id, &events);

	*ret = false;
	for (size_t i = 1; e == ERR_OK && i < events.count; i++)
		*ret |= slice_is(events.items[i].state, "submitted") &&
			events.items[i].is_correction == 0;
	return e;
}

static bool has_passed(const struct life_case *c, int64_t days)
{
	return c->h->now_us >= c->it.state_us + days * LIFE_DAY_US;
}

/* What the table allows, but the dates may not. */
static enum err check_dates(const struct life_case *c, enum life_state to,
			    enum life_actor actor, bool *ret_may)
{
	enum err e = ERR_OK;
	bool again = false;

	*ret_may = true;
	if (to == LIFE_SUBMITTED) {
		e = was_reopened(c, &again);
		*ret_may = !again && !has_passed(c, c->rules->reopen);
	}
	if (to == LIFE_STARTED && actor == LIFE_BY_ADMINISTRATOR)
		*ret_may = has_passed(c, c->rules->confirm);
	if (to == LIFE_ACCEPTED && c->it.due_us > 0)
		*ret_may = c->h->now_us <= c->it.due_us;
	return e;
}

enum err life_open_steps(const struct hands *h, const struct life_rules *rules,
			 const struct stored_application *it,
			 enum life_actor actor,
			 enum life_state ret_list[LIFE__STATES],
			 size_t *ret_count)
{
	struct life_case c = {.h = h, .rules = rules, .it = *it};
	enum life_state list[LIFE__STATES];
	enum err e = ERR_OK;
	size_t n;

	*ret_count = 0;
	if (!life_of_word(it->state, &c.state))
		return ERR_INTERNAL;
	n = life_allowed(c.state, actor, list);
	for (size_t i = 0; e == ERR_OK && i < n; i++) {
		bool may;

		e = check_dates(&c, list[i], actor, &may);
		if (e == ERR_OK && may)
			ret_list[(*ret_count)++] = list[i];
	}
	return e;
}

static enum err check_reason(const struct life_case *c,
			     const struct life_move *m)
{
	enum reason_group group = life_reasons(c->state, m->to, m->actor);

	if (group == REASON_NONE)
		return m->reason.n == 0 ? ERR_OK : ERR_INVALID;
	if (reason_find(group, m->reason) == NULL)
		return ERR_INVALID;
	return reason_wants_note(m->reason) && m->note.n == 0 ? ERR_INVALID
							      : ERR_OK;
}

/* The last day of an offer is to come; the first of a start is not. */
static enum err check_day(const struct life_case *c, const struct life_move *m)
{
	int32_t today = clock_day_of_us(c->h->now_us);

	if (m->day == DAY_NONE)
		return ERR_OK;
	if (m->to == LIFE_OFFERED)
		return m->day >= today && m->day <= today + OFFER_DAYS_MAX
			       ? ERR_OK
			       : ERR_INVALID;
	if (m->to == LIFE_STARTED)
		return m->day <= today && m->day >= clock_day_of_us(c->it.at_us)
			       ? ERR_OK
			       : ERR_INVALID;
	return ERR_INVALID;
}

static bool takes_place(enum life_state state)
{
	return state == LIFE_OFFERED || state == LIFE_ACCEPTED ||
	       state == LIFE_START_CLAIMED || state == LIFE_STARTED;
}

/* An offer is a promise of a place: no more of them than there are places. */
static enum err check_places(const struct life_case *c, enum life_state to)
{
	static const char *const taken[] = {"offered", "accepted",
					    "start_claimed", "started"};
	int64_t places = terms_vacancies(&c->terms);
	int64_t count, sum = 0;
	enum err e = ERR_OK;

	if (!takes_place(to) || takes_place(c->state) || places == 0)
		return ERR_OK;
	for (size_t i = 0; e == ERR_OK && i < sizeof(taken) / sizeof(*taken);
	     i++) {
		e = applications_count_state(c->h->db, c->it.opening,
					     slice_of(taken[i]), &count);
		sum += e == ERR_OK ? count : 0;
	}
	if (e == ERR_OK && sum >= places)
		return ERR_CONFLICT;
	return e;
}

static enum err check(const struct life_case *c, const struct life_move *m)
{
	bool may = false;
	enum err e;

	if (!life_may(c->state, m->to, m->actor))
		return ERR_TRANSITION;
	e = check_dates(c, m->to, m->actor, &may);
	if (e == ERR_OK && !may)
		return ERR_TRANSITION;
	if (e == ERR_OK)
		e = check_reason(c, m);
	if (e == ERR_OK)
		e = check_day(c, m);
	return e == ERR_OK ? check_places(c, m->to) : e;
}

static bool is_decision(const struct life_move *m)
{
	return m->actor == LIFE_BY_POSTER && m->to != LIFE_SEEN &&
	       m->to != LIFE_SUBMITTED;
}

/* What was taken back is waited for from now on. */
static int64_t due(const struct life_case *c, const struct life_move *m,
		   bool is_correction)
{
	struct life_case next = *c;

	if (is_correction)
		next.submitted_us = c->h->now_us;
	return life_due(&next, m->to, m->day);
}

/* Keeps the step and its event, and starts the clock for what follows. */
static enum err put(const struct life_case *c, const struct life_move *m,
		    bool is_correction, struct life_step *ret_step)
{
	struct application_move row = {
		.from = c->it.state,
		.event = {.application = c->it.id,
			  .state = slice_of(life_word(m->to)),
			  .at_us = c->h->now_us,
			  .actor = m->account.n > 0 ? m->account
						    : SLICE("system"),
			  .actor_kind = slice_of(life_actor_word(m->actor)),
			  .reason = m->reason,
			  .is_correction = is_correction},
		.due_us = due(c, m, is_correction),
		.is_decision = is_decision(m),
	};
	struct slice name =
		arena_print(c->h->arena, "%.*s.%lld", SLICE_ARG(c->it.id),
			    (long long)c->it.events + 1);
	enum err e = life_seal(c->h, c->it.person, "note_sealed", name, m->note,
			       &row.event.note_sealed);

	*ret_step = (struct life_step){.from = c->state,
				       .to = m->to,
				       .actor = m->actor,
				       .account = m->account,
				       .reason = m->reason,
				       .due_us = row.due_us};
	return e == ERR_OK
		       ? applications_move(c->h->db, &row, &ret_step->number)
		       : e;
}

static enum err tell_audit(const struct life_case *c, const struct life_move *m,
			   const char *action)
{
	if (m->actor != LIFE_BY_ADMINISTRATOR)
		return ERR_OK;
	return audit_tell(c->h, &(struct audit_word){
					.actor = m->account,
					.action = slice_of(action),
					.object = c->it.id,
					.detail = slice_of(life_word(m->to))});
}

enum err life_move(const struct hands *h, const struct life_rules *rules,
		   const struct life_move *m, struct stored_application *ret_it)
{
	struct life_case c;
	struct life_step step;
	enum err e = life_case_read(h, rules, m->application, &c);

	if (e != ERR_OK)
		return e;
	*ret_it = c.it;
	e = check(&c, m);
	if (e == ERR_OK)
		e = put(&c, m, false, &step);
	if (e == ERR_OK && m->to == LIFE_STARTED)
		e = life_start(&c, m->day, m->account);
	if (e == ERR_OK)
		e = tell_audit(&c, m, "application.moved");
	return e == ERR_OK ? life_tell(&c, &step) : e;
}

enum err life_correct(const struct hands *h, const struct life_rules *rules,
		      const struct life_move *m,
		      struct stored_application *ret_it)
{
	struct life_case c;
	struct life_step step;
	enum life_state before;
	enum err e = life_case_read(h, rules, m->application, &c);

	if (e != ERR_OK)
		return e;
	*ret_it = c.it;
	e = life_before(h, m->application, &before);
	if (e == ERR_NOT_FOUND || (e == ERR_OK && before != m->to))
		return ERR_TRANSITION;
	if (e == ERR_OK && (m->note.n == 0 || m->reason.n > 0))
		return ERR_INVALID;
	if (e == ERR_OK)
		e = check_day(&c, m);
	if (e == ERR_OK)
		e = check_places(&c, m->to);
	if (e == ERR_OK)
		e = put(&c, m, true, &step);
	if (e == ERR_OK)
		e = tell_audit(&c, m, "application.corrected");
	return e == ERR_OK ? life_tell(&c, &step) : e;
}

static bool ends(enum life_state state, enum life_closing why)
{
	if (!life_may(state, LIFE_EXPIRED, LIFE_BY_SYSTEM))
		return false;
	return why != LIFE_FILLED ||
	       (state != LIFE_OFFERED && state != LIFE_ACCEPTED);
}

static enum err end_one(const struct hands *h, const struct life_rules *rules,
			struct slice application, enum life_closing why)
{
	struct stored_application it;

	return life_move(
		h, rules,
		&(struct life_move){.application = application,
				    .to = LIFE_EXPIRED,
				    .actor = LIFE_BY_SYSTEM,
				    .reason = why == LIFE_FILLED
						      ? SLICE("opening_filled")
						      : SLICE("opening_closed"),
				    .day = DAY_NONE},
		&it);
}

/* One that stands behind no organisation has nobody to tell. */
static enum err tell_closed(const struct hands *h, struct slice opening)
{
	struct stored_opening row;
	enum err e = openings_get(h->db, h->arena, opening, &row);

	if (e == ERR_NOT_FOUND || (e == ERR_OK && row.organisation.n == 0))
		return ERR_OK;
	return e == ERR_OK ? webhooks_tell(h, row.organisation,
					   SLICE("opening.closed"), opening)
			   : e;
}

enum err life_opening_closed(const struct hands *h,
			     const struct life_rules *rules,
			     struct slice opening, enum life_closing why)
{
	struct page page = {.limit = 200};
	struct stored_applications list;
	enum err e;

	do {
		e = applications_of_opening(h->db, h->arena, opening, &page,
					    &list);
		for (size_t i = 0; e == ERR_OK && i < list.count; i++) {
			const struct stored_application *it = &list.items[i];
			enum life_state state;

			if (life_of_word(it->state, &state) && ends(state, why))
				e = end_one(h, rules, it->id, why);
			page.number = it->at_us;
			page.id = it->id;
		}
	} while (e == ERR_OK && list.count == page.limit);
	return e == ERR_OK ? tell_closed(h, opening) : e;
}
