/*
 * life_clock - when an answer is due, and what happens when it does not come.
 *
 * What is due is worked out from the record each time, so that a clock that
 * stood still for a week does what it missed once and no more.
 */
#include "base/clock.h"
#include "base/day.h"
#include "config/config.h"
#include "people/life_parts.h"
#include "store/reviews.h"

struct life_rules life_rules_of(const struct config *c)
{
	return (struct life_rules){.remind_first = c->clock_remind_first,
				   .remind_second = c->clock_remind_second,
				   .answer = c->clock_answer,
				   .results = c->clock_results,
				   .act = c->clock_act,
				   .offer = c->clock_offer,
				   .confirm = c->clock_confirm,
				   .reopen = c->clock_reopen,
				   .site = c->mail_site};
}

int64_t life_end_of_day(int32_t day)
{
	return ((int64_t)day + 1) * LIFE_DAY_US - LIFE_ZONE_US - 1;
}

static int64_t later(int64_t a, int64_t b)
{
	return a > b ? a : b;
}

/* From the later of submission and the intake's last day. */
struct life_span life_answer_span(const struct life_case *c)
{
	struct life_span s = {c->submitted_us, 0};
	struct terms_intake intake;
	bool is_of_intake = terms_intake(&c->terms, c->it.intake, &intake);

	if (is_of_intake && intake.closes != DAY_NONE)
		s.from_us = later(s.from_us, life_end_of_day(intake.closes));
	s.to_us = s.from_us + c->rules->answer * LIFE_DAY_US;
	if (is_of_intake && intake.results_by != DAY_NONE)
		s.to_us =
			later(s.to_us, life_end_of_day(intake.results_by) +
					       c->rules->results * LIFE_DAY_US);
	return s;
}

int64_t life_next_due(const struct life_case *c, const struct life_span *s)
{
	int64_t due[] = {s->from_us + c->rules->remind_first * LIFE_DAY_US,
			 s->from_us + c->rules->remind_second * LIFE_DAY_US,
			 s->to_us};

	for (size_t i = 0; i < sizeof(due) / sizeof(due[0]); i++) {
		if (due[i] > c->h->now_us && due[i] <= s->to_us)
			return due[i];
	}
	return s->to_us;
}

/* Of a step that is made now. */
int64_t life_due(const struct life_case *c, enum life_state to, int32_t day)
{
	struct life_case next = *c;
	struct life_span s = {c->h->now_us,
			      c->h->now_us + c->rules->act * LIFE_DAY_US};

	switch (to) {
	case LIFE_SUBMITTED:
		if (c->it.events > 0)
			next.submitted_us = c->h->now_us;
		s = life_answer_span(&next);
		return life_next_due(c, &s);
	case LIFE_SEEN:
		s = life_answer_span(&next);
		return life_next_due(c, &s);
	case LIFE_SHORTLISTED:
	case LIFE_INTERVIEW:
	case LIFE_RESERVE:
		return life_next_due(c, &s);
	case LIFE_OFFERED:
		if (day == DAY_NONE)
			day = clock_day_of_us(c->h->now_us) +
			      (int32_t)c->rules->offer;
		return life_end_of_day(day);
	case LIFE_START_CLAIMED:
		return c->h->now_us + c->rules->confirm * LIFE_DAY_US;
	case LIFE_ACCEPTED:
	case LIFE_STARTED:
	case LIFE_REFUSED:
	case LIFE_DECLINED:
	case LIFE_WITHDRAWN:
	case LIFE_EXPIRED:
	case LIFE_OBSOLETE:
	case LIFE__STATES:
		break;
	}
	return 0;
}

/* The last thing that the poster did: a step, a score, a time to meet. */
static enum err last_act(const struct life_case *c, int64_t *ret_us)
{
	const struct page all = {.limit = PAGE_MAX};
	struct stored_scores scores;
	struct stored_slots slots;
	enum err e =
		reviews_scores(c->h->db, c->h->arena, c->it.id, &all, &scores);

	*ret_us = c->it.state_us;
	for (size_t i = 0; e == ERR_OK && i < scores.count; i++)
		*ret_us = later(*ret_us, scores.items[i].at_us);
	if (e == ERR_OK)
		e = reviews_slots(c->h->db, c->h->arena, c->it.id, &all,
				  &slots);
	for (size_t i = 0; e == ERR_OK && i < slots.count; i++)
		*ret_us = later(*ret_us, slots.items[i].updated_us);
	return e;
}

/* False: nobody waits for an answer of the poster. */
static enum err span_of(const struct life_case *c, struct life_span *ret,
			bool *ret_waits)
{
	enum err e;

	*ret_waits = true;
	switch (c->state) {
	case LIFE_SUBMITTED:
	case LIFE_SEEN:
		*ret = life_answer_span(c);
		return ERR_OK;
	case LIFE_SHORTLISTED:
	case LIFE_INTERVIEW:
	case LIFE_RESERVE:
		e = last_act(c, &ret->from_us);
		ret->to_us = ret->from_us + c->rules->act * LIFE_DAY_US;
		return e;
	case LIFE_OFFERED:
	case LIFE_ACCEPTED:
	case LIFE_START_CLAIMED:
	case LIFE_STARTED:
	case LIFE_REFUSED:
	case LIFE_DECLINED:
	case LIFE_WITHDRAWN:
	case LIFE_EXPIRED:
	case LIFE_OBSOLETE:
	case LIFE__STATES:
		break;
	}
	*ret_waits = false;
	return ERR_OK;
}

static enum err expire(const struct life_case *c, struct slice reason)
{
	struct stored_application it;

	return life_move(c->h, c->rules,
			 &(struct life_move){.application = c->it.id,
					     .to = LIFE_EXPIRED,
					     .actor = LIFE_BY_SYSTEM,
					     .reason = reason,
					     .day = DAY_NONE},
			 &it);
}

static enum err set_due(const struct life_case *c, int64_t due_us)
{
	return applications_set_due(c->h->db, c->it.id, c->it.events, due_us);
}

/* The newest reminder whose time has come; its letter is sent once. */
static enum err remind(const struct life_case *c, const struct life_span *s)
{
	struct life_reminder r = {.ends_us = s->to_us};
	int64_t waited = (c->h->now_us - s->from_us) / LIFE_DAY_US;

	if (waited >= c->rules->remind_first)
		r.days = c->rules->remind_first;
	if (waited >= c->rules->remind_second)
		r = (struct life_reminder){c->rules->remind_second, true,
					   s->to_us};
	return r.days > 0 ? life_remind(c, &r) : ERR_OK;
}

static enum err look(const struct life_case *c)
{
	struct life_span s;
	bool waits;
	enum err e = span_of(c, &s, &waits);

	if (e != ERR_OK)
		return e;
	if (c->state == LIFE_OFFERED)
		return expire(c, SLICE("offer_lapsed"));
	if (c->state == LIFE_START_CLAIMED)
		e = life_ask_start(c);
	if (!waits)
		return e == ERR_OK ? set_due(c, 0) : e;
	if (c->h->now_us >= s.to_us)
		return expire(c, SLICE("no_answer"));
	e = remind(c, &s);
	return e == ERR_OK ? set_due(c, life_next_due(c, &s)) : e;
}

enum err life_clock(const struct hands *h, const struct life_rules *rules,
		    const struct stored_application *it)
{
	struct life_case c;
	enum err e = life_case_read(h, rules, it->id, &c);

	if (e != ERR_OK)
		return e;
	if (c.it.due_us == 0 || c.it.due_us > h->now_us)
		return ERR_OK;
	return look(&c);
}

enum err life_touch(const struct hands *h, const struct life_rules *rules,
		    struct slice application)
{
	struct life_case c;
	struct life_span s;
	bool waits;
	enum err e = life_case_read(h, rules, application, &c);

	if (e == ERR_OK)
		e = span_of(&c, &s, &waits);
	if (e != ERR_OK || !waits)
		return e;
	return set_due(&c, life_next_due(&c, &s));
}

enum err life_first_due(const struct hands *h, const struct life_rules *rules,
			const struct stored_application *it,
			int64_t *ret_due_us)
{
	struct stored_application row = *it;
	struct life_case c;
	enum err e;

	row.state = SLICE("submitted");
	e = life_case_of(h, rules, &row, &c);
	if (e == ERR_OK)
		*ret_due_us = life_due(&c, LIFE_SUBMITTED, DAY_NONE);
	return e;
}
