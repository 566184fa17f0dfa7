/* history_read - one line of history, by its type. */
#include <stdio.h>

#include "api/body.h"
#include "api/history_parts.h"
#include "base/arena.h"
#include "base/day.h"
#include "base/moment.h"
#include "json/jr.h"
#include "json/jw.h"
#include "matcher/profile.h"
#include "people/life.h"
#include "people/reasons.h"

enum { CODE_BYTES = 64, PLACES_MAX = 10000000 };

static const char *const verdicts[] = {"eligible", "maybe", "ineligible", NULL};
static const char *const actors[] = {"seeker", "poster", "administrator",
				     "system", NULL};
const char *const history_currencies[] = {"HKD", "MOP", "CNY", NULL};
/* The type itself was looked at. */
#define TYPE_FIELD(type_) BODY(type_, type, BODY_TREE)

/* A day stands for its noon; a time is that of RFC 3339. */
static void read_at(const struct jr *n, int64_t *ret_us, struct faults *f)
{
	struct slice text;
	int32_t day;

	if (n == NULL || !jr_read_text(n, CODE_BYTES, &text, f))
		return;
	if (day_read(text, &day))
		*ret_us = moment_noon(day);
	else if (!moment_read(text, ret_us))
		jr_fault(f, n, FAULT_MOMENT, NULL);
}

/* Empty without it. */
struct slice history_kept(const struct history *t, struct slice s)
{
	return s.n == 0 ? SLICE("") : arena_copy(t->arena, s);
}

struct person_body {
	const struct jr *type, *facts;
	struct slice id;
};

static void *read_person(const struct history *t, const struct jr *n,
			 struct faults *f)
{
	static const struct body_field fields[] = {
		TYPE_FIELD(struct person_body),
		BODY(struct person_body, id, BODY_ID, .needed = true),
		BODY(struct person_body, facts, BODY_TREE, .needed = true),
		BODY_END};
	struct person_body b = {NULL, NULL, SLICE_INIT("")};
	struct history_person *p = ARENA_NEW(t->arena, struct history_person);
	struct arena *scratch = arena_new(0);
	const struct profile *profile;
	size_t before = f->count;

	body_read_object(n, fields, &b, f);
	/* Facts are those of a profile; the rest of one is absent. */
	if (f->count == before &&
	    profile_read(
		    scratch, t->world.vocabulary, t->world.rates,
		    jr_without(scratch, jr_without(scratch, n, "type"), "id"),
		    NULL, &profile, f) == ERR_OK) {
		p->id = history_kept(t, b.id);
		p->facts = jw_canonical(t->arena, b.facts);
	}
	arena_free(scratch);
	return p;
}

struct application_body {
	const struct jr *type, *at;
	struct slice id, opening, person, channel, referred_from, failed_test;
	int verdict;
};

static void *read_application(const struct history *t, const struct jr *n,
			      struct faults *f)
{
	static const struct body_field fields[] = {
		TYPE_FIELD(struct application_body),
		BODY(struct application_body, id, BODY_ID, .needed = true),
		BODY(struct application_body, opening, BODY_ID, .needed = true),
		BODY(struct application_body, person, BODY_ID, .needed = true),
		BODY(struct application_body, at, BODY_TREE, .needed = true),
		BODY(struct application_body, channel, BODY_TEXT,
		     .most = CODE_BYTES),
		BODY(struct application_body, referred_from, BODY_ID),
		BODY(struct application_body, verdict, BODY_WORD,
		     .words = verdicts),
		BODY(struct application_body, failed_test, BODY_ID),
		BODY_END};
	struct application_body b = {.verdict = 1};
	struct stored_application *it =
		ARENA_NEW(t->arena, struct stored_application);

	body_read_object(n, fields, &b, f);
	*it = (struct stored_application){
		.id = history_kept(t, b.id),
		.opening = history_kept(t, b.opening),
		.intake = SLICE(""),
		.organisation = SLICE(""),
		.person = history_kept(t, b.person),
		.venture = SLICE(""),
		.channel = b.channel.n == 0 ? SLICE("import")
					    : history_kept(t, b.channel),
		.referred_from = history_kept(t, b.referred_from),
		.statement_sealed = SLICE(""),
		.answers_sealed = SLICE(""),
		.contact_sealed = SLICE(""),
		.facts_sealed = SLICE(""),
		.verdict = slice_of(verdicts[b.verdict]),
		.failed_tests = history_kept(t, b.failed_test),
		.fit_hundredths = -1,
		.state = SLICE("submitted"),
		.reason = SLICE("")};
	read_at(b.at, &it->at_us, f);
	return it;
}

struct event_body {
	const struct jr *type, *at;
	struct slice application, reason;
	int to, actor;
};

/* A code that is there must be one of the group. */
static void check_reason(const struct jr *n, const char *key,
			 enum reason_group group, struct slice code,
			 struct faults *f)
{
	char codes[FAULT_ARG_BYTES] = "";
	size_t count, at = 0;
	const struct reason *all = reasons_all(&count);

	if (code.n == 0 || reason_find(group, code) != NULL)
		return;
	for (size_t i = 0; i < count && at < sizeof(codes); i++) {
		if (all[i].group == group)
			at += (size_t)snprintf(codes + at, sizeof(codes) - at,
					       "%s%s", at == 0 ? "" : ", ",
					       all[i].code);
	}
	jr_fault(f, jr_get(n, key), FAULT_NOT_ACCEPTED, codes);
}

/* Which group a code must be of; of what happens by itself none is asked. */
static enum reason_group group_of(int to)
{
	switch ((enum life_state)to) {
	case LIFE_REFUSED:
		return REASON_REFUSAL;
	case LIFE_WITHDRAWN:
	case LIFE_DECLINED:
		return REASON_WITHDRAWAL;
	default:
		return REASON_NONE;
	}
}

static void *read_event(const struct history *t, const struct jr *n,
			struct faults *f)
{
	static const struct body_field fields[] = {
		TYPE_FIELD(struct event_body),
		BODY(struct event_body, application, BODY_ID, .needed = true),
		BODY(struct event_body, to, BODY_WORD, .needed = true,
		     .words = life_words),
		BODY(struct event_body, at, BODY_TREE, .needed = true),
		BODY(struct event_body, actor, BODY_WORD, .words = actors),
		BODY(struct event_body, reason, BODY_TEXT, .most = CODE_BYTES),
		BODY_END};
	struct event_body b = {.actor = LIFE_BY_SYSTEM};
	struct history_event *e = ARENA_NEW(t->arena, struct history_event);
	enum reason_group group;

	body_read_object(n, fields, &b, f);
	group = group_of(b.to);
	if (group != REASON_NONE)
		check_reason(n, "reason", group, b.reason, f);
	*e = (struct history_event){.application =
					    history_kept(t, b.application),
				    .to = slice_of(life_words[b.to]),
				    .actor = slice_of(actors[b.actor]),
				    .reason = history_kept(t, b.reason)};
	read_at(b.at, &e->at_us, f);
	return e;
}

struct placement_body {
	const struct jr *type, *retained;
	struct slice id, application, end_reason, not_retained_reason;
	struct slice industry, occupation, city;
	int32_t start, posted, end;
	bool completed;
};

static void check_placement(const struct jr *n, const struct placement_body *b,
			    struct faults *f)
{
	check_reason(n, "end_reason", REASON_EARLY_END, b->end_reason, f);
	check_reason(n, "not_retained_reason", REASON_NOT_RETAINED,
		     b->not_retained_reason, f);
	if (b->end != DAY_NONE && b->end < b->start)
		jr_fault(f, jr_get(n, "end"), FAULT_INVERTED, NULL);
	if (b->retained != NULL && !b->completed)
		jr_fault(f, b->retained, FAULT_DISAGREES, "completed");
	if (b->end_reason.n > 0 && b->completed)
		jr_fault(f, jr_get(n, "end_reason"), FAULT_DISAGREES,
			 "completed");
	if (b->completed && b->end == DAY_NONE)
		jr_fault(f, n, FAULT_MISSING, "end");
}

static int64_t day_or_0(int32_t day)
{
	return day == DAY_NONE ? 0 : day;
}

static void *read_placement(const struct history *t, const struct jr *n,
			    struct faults *f)
{
	static const struct body_field fields[] = {
		TYPE_FIELD(struct placement_body),
		BODY(struct placement_body, id, BODY_ID, .needed = true),
		BODY(struct placement_body, application, BODY_ID,
		     .needed = true),
		BODY(struct placement_body, start, BODY_DAY, .needed = true),
		BODY(struct placement_body, posted, BODY_DAY),
		BODY(struct placement_body, end, BODY_DAY),
		BODY(struct placement_body, end_reason, BODY_TEXT,
		     .most = CODE_BYTES),
		BODY(struct placement_body, completed, BODY_FLAG),
		BODY(struct placement_body, retained, BODY_TREE),
		BODY(struct placement_body, not_retained_reason, BODY_TEXT,
		     .most = CODE_BYTES),
		BODY(struct placement_body, city, BODY_ID),
		BODY(struct placement_body, industry, BODY_ID),
		BODY(struct placement_body, occupation, BODY_ID),
		BODY_END};
	struct placement_body b = {
		.start = DAY_NONE, .posted = DAY_NONE, .end = DAY_NONE};
	struct history_placement *p =
		ARENA_NEW(t->arena, struct history_placement);
	bool is_kept = false;

	body_read_object(n, fields, &b, f);
	check_placement(n, &b, f);
	p->row = (struct stored_placement){
		.id = history_kept(t, b.id),
		.application = history_kept(t, b.application),
		.start_day = day_or_0(b.start),
		.posted_day = day_or_0(b.posted),
		.end_day = day_or_0(b.end),
		.end_reason = history_kept(t, b.end_reason),
		.not_retained_reason = history_kept(t, b.not_retained_reason),
		.city = history_kept(t, b.city),
		.industry = history_kept(t, b.industry),
		.occupation = history_kept(t, b.occupation),
		.currency = SLICE("")};
	if (b.completed)
		p->end = SLICE("completed");
	else if (b.end != DAY_NONE)
		p->end = SLICE("ended_early");
	/* Absent or null: not known, which is not no. */
	if (b.retained != NULL && b.retained->type != JR_NULL &&
	    jr_read_bool(b.retained, &is_kept, f))
		p->kept = is_kept ? SLICE("retained") : SLICE("not_retained");
	return p;
}

struct payment_body {
	const struct jr *type;
	struct slice id, placement, payer;
	int32_t at;
	int64_t amount_minor;
	int currency;
};

/* One without an id is known by what it says. */
static struct slice payment_id(const struct history *t,
			       const struct payment_body *b)
{
	if (b->id.n > 0)
		return history_kept(t, b->id);
	return arena_print(t->arena, "%.*s:%d:%lld:%.*s",
			   SLICE_ARG(b->placement), b->at,
			   (long long)b->amount_minor, SLICE_ARG(b->payer));
}

static void *read_payment(const struct history *t, const struct jr *n,
			  struct faults *f)
{
	static const struct body_field fields[] = {
		TYPE_FIELD(struct payment_body),
		BODY(struct payment_body, id, BODY_ID),
		BODY(struct payment_body, placement, BODY_ID, .needed = true),
		BODY(struct payment_body, at, BODY_DAY, .needed = true),
		BODY(struct payment_body, amount_minor, BODY_COUNT,
		     .needed = true, .least = 1, .most = HISTORY_AMOUNT_MAX),
		BODY(struct payment_body, currency, BODY_WORD, .needed = true,
		     .words = history_currencies),
		BODY(struct payment_body, payer, BODY_ID),
		BODY_END};
	struct payment_body b = {.at = 0};
	struct stored_payment *p = ARENA_NEW(t->arena, struct stored_payment);

	body_read_object(n, fields, &b, f);
	*p = (struct stored_payment){
		.id = payment_id(t, &b),
		.placement = history_kept(t, b.placement),
		.day = b.at,
		.amount_minor = b.amount_minor,
		.currency = slice_of(history_currencies[b.currency]),
		.payer = history_kept(t, b.payer)};
	return p;
}

struct quota_body {
	const struct jr *type;
	struct slice programme, stream;
	int32_t from, to;
	int64_t places;
};

static void *read_quota(const struct history *t, const struct jr *n,
			struct faults *f)
{
	static const struct body_field fields[] = {
		TYPE_FIELD(struct quota_body),
		BODY(struct quota_body, programme, BODY_ID, .needed = true),
		BODY(struct quota_body, stream, BODY_ID),
		BODY(struct quota_body, from, BODY_DAY, .needed = true),
		BODY(struct quota_body, to, BODY_DAY, .needed = true),
		BODY(struct quota_body, places, BODY_COUNT, .needed = true,
		     .least = 0, .most = PLACES_MAX),
		BODY_END};
	struct quota_body b = {.from = 0};
	struct stored_quota *q = ARENA_NEW(t->arena, struct stored_quota);

	body_read_object(n, fields, &b, f);
	if (b.to < b.from)
		jr_fault(f, jr_get(n, "to"), FAULT_INVERTED, NULL);
	*q = (struct stored_quota){.programme = history_kept(t, b.programme),
				   .stream = history_kept(t, b.stream),
				   .from_day = b.from,
				   .to_day = b.to,
				   .places = b.places};
	return q;
}

void *history_read_line(const struct history *t, enum history_type type,
			const struct jr *n, struct faults *f)
{
	typedef void *read_fn(const struct history *t, const struct jr *n,
			      struct faults *f);
	static read_fn *const readers[HISTORY__TYPES] = {
		[HISTORY_PERSON] = read_person,
		[HISTORY_APPLICATION] = read_application,
		[HISTORY_EVENT] = read_event,
		[HISTORY_PLACEMENT] = read_placement,
		[HISTORY_PAYMENT] = read_payment,
		[HISTORY_QUOTA] = read_quota,
		[HISTORY_VENTURE] = history_read_venture};
	size_t before = f->count;
	void *of = readers[type](t, n, f);

	return f->count == before && f->more == 0 ? of : NULL;
}

struct slice history_id(const struct history_line *line)
{
	switch (line->type) {
	case HISTORY_PERSON:
		return ((const struct history_person *)line->of)->id;
	case HISTORY_APPLICATION:
		return ((const struct stored_application *)line->of)->id;
	case HISTORY_PLACEMENT:
		return ((const struct history_placement *)line->of)->row.id;
	case HISTORY_PAYMENT:
		return ((const struct stored_payment *)line->of)->id;
	case HISTORY_VENTURE:
		return ((const struct history_venture *)line->of)->row.id;
	case HISTORY_EVENT:
	case HISTORY_QUOTA:
	case HISTORY__TYPES:
		break;
	}
	return (struct slice){NULL, 0};
}
