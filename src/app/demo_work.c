/* demo_work - applications through the last half year, and what became of them. */
#include "app/demo.h"
#include "base/arena.h"
#include "crypt/id.h"
#include "matcher/catalogue.h"
#include "matcher/judge.h"
#include "matcher/profile.h"
#include "matcher/values.h"
#include "matcher/vocabulary.h"
#include "people/contact.h"
#include "people/life.h"
#include "store/applications.h"
#include "store/counts.h"
#include "store/placements.h"
#include "store/reviews.h"

enum {
	TRIES = 5,       /* openings that a seeker looks at, at most */
	OLDEST = 150,    /* days ago */
	CLOCK_DAYS = 60, /* without an answer it expires: as the clock has it */
	START_AFTER = 45 /* days from the submission */
};

struct step {
	const char *to;
	enum life_actor actor;
	const char *reason; /* one of these; NULL: none is asked */
	int days;           /* after the step before */
};

/* What becomes of one of a hundred, in order. */
static const struct path {
	int share;
	struct step steps[6];
} paths[] = {
	{14, {{NULL, 0, NULL, 0}}},
	{12, {{"seen", LIFE_BY_POSTER, NULL, 3}}},
	{10,
	 {{"seen", LIFE_BY_POSTER, NULL, 2},
	  {"shortlisted", LIFE_BY_POSTER, NULL, 5}}},
	{7,
	 {{"seen", LIFE_BY_POSTER, NULL, 2},
	  {"shortlisted", LIFE_BY_POSTER, NULL, 4},
	  {"interview", LIFE_BY_POSTER, NULL, 6}}},
	{22,
	 {{"seen", LIFE_BY_POSTER, NULL, 3},
	  {"refused", LIFE_BY_POSTER, "skills", 9}}},
	{9,
	 {{"seen", LIFE_BY_POSTER, NULL, 3},
	  {"refused", LIFE_BY_POSTER, "language", 12}}},
	{6, {{"withdrawn", LIFE_BY_SEEKER, "found_other", 15}}},
	{5,
	 {{"seen", LIFE_BY_POSTER, NULL, 2},
	  {"offered", LIFE_BY_POSTER, NULL, 10},
	  {"declined", LIFE_BY_SEEKER, "pay", 5}}},
	{5,
	 {{"seen", LIFE_BY_POSTER, NULL, 2},
	  {"offered", LIFE_BY_POSTER, NULL, 10}}},
	{10,
	 {{"seen", LIFE_BY_POSTER, NULL, 1},
	  {"shortlisted", LIFE_BY_POSTER, NULL, 3},
	  {"interview", LIFE_BY_POSTER, NULL, 7},
	  {"offered", LIFE_BY_POSTER, NULL, 9},
	  {"accepted", LIFE_BY_SEEKER, NULL, 4},
	  {"started", LIFE_BY_ADMINISTRATOR, NULL, 21}}},
};

static const struct path *any_path(struct demo *d)
{
	int at = demo_below(&d->random, 100);

	for (size_t i = 0; i < COUNT(paths); i++) {
		at -= paths[i].share;
		if (at < 0)
			return &paths[i];
	}
	return &paths[0];
}

static struct slice new_id(struct demo *d)
{
	char id[ID_CHARS + 1];

	id_new(id);
	return arena_copy(d->arena, slice_of(id));
}

static void judge_one(struct demo *d, const struct demo_seeker *s,
		      const struct opening *o, struct judgement *ret)
{
	static const struct ruleset none = {0, NULL};
	const struct judged judged = {&none, o->rules, o->closes, o->starts};

	judge(d->arena, &judged, s->profile->facts, d->today, ret);
}

/* Turned away by the rules: a count, and nothing of the person. */
static enum err count_blocked(struct demo *d, const struct opening *o,
			      const struct judgement *j, int days)
{
	struct blocked_attempts one = {.day = d->today - days,
				       .opening = o->id,
				       .test = SLICE("in_force"),
				       .channel = SLICE("site")};

	for (size_t i = 0; i < j->count; i++) {
		if (j->criteria[i].verdict != VERDICT_INELIGIBLE ||
		    j->criteria[i].later)
			continue;
		one.test = j->criteria[i].test->id;
		break;
	}
	return counts_add_blocked(d->hands.db, &one);
}

/* Sealed as a poster and the seeker will open it. */
static enum err seal(struct demo *d, const struct demo_seeker *s,
		     struct stored_application *it)
{
	struct slice contact;
	enum err e =
		life_seal(&d->hands, s->account, "statement_sealed", it->id,
			  SLICE("Synthetic: I would like to join you."),
			  &it->statement_sealed);

	if (e == ERR_OK)
		e = contact_read(&d->hands, s->account, &contact);
	if (e == ERR_OK)
		e = life_seal(&d->hands, s->account, "contact_sealed", it->id,
			      contact, &it->contact_sealed);
	it->answers_sealed = SLICE("");
	it->facts_sealed = SLICE("");
	return e;
}

static enum err submit(struct demo *d, const struct demo_seeker *s,
		       const struct opening *o, const struct judgement *j,
		       int days, struct stored_application *it)
{
	enum err e;

	*it = (struct stored_application){
		.id = new_id(d),
		.opening = o->id,
		.intake = SLICE(""),
		.organisation = o->organisation,
		.person = s->account,
		.venture = SLICE(""),
		.at_us = demo_moment(d, days),
		.channel = SLICE("site"),
		.referred_from = SLICE(""),
		.verdict = slice_of(verdict_word(j->verdict)),
		.failed_tests = SLICE(""),
		.fit_hundredths = 100 * demo_range(&d->random, 40, 95),
		.state = SLICE("submitted"),
		.reason = SLICE("")};
	it->due_us = d->hands.now_us + (int64_t)CLOCK_DAYS * 86400 * 1000000;
	e = seal(d, s, it);
	if (e == ERR_OK)
		e = applications_submit(d->hands.db, it);
	d->applications += e == ERR_OK;
	return e;
}

static enum err move(struct demo *d, struct stored_application *it,
		     const struct step *step, int64_t at_us)
{
	struct application_move m = {
		.from = it->state,
		.event = {.application = it->id,
			  .state = slice_of(step->to),
			  .at_us = at_us,
			  .actor = SLICE("system"),
			  .actor_kind = slice_of(life_actor_word(step->actor)),
			  .reason = slice_of(step->reason),
			  .note_sealed = SLICE("")},
		.is_decision = step->actor == LIFE_BY_POSTER &&
			       !slice_is(slice_of(step->to), "seen")};
	enum life_state to;
	int64_t number;

	if (life_of_word(m.event.state, &to) && life_is_live(to))
		m.due_us = it->due_us;
	if (step->actor == LIFE_BY_SEEKER)
		m.event.actor = it->person;
	it->state = m.event.state;
	return applications_move(d->hands.db, &m, &number);
}

static enum err plan_check_ins(struct demo *d, struct slice placement,
			       int32_t start)
{
	static const int months[] = {3, 6, 12, 18, 24};
	enum err e = ERR_OK;

	for (size_t i = 0; e == ERR_OK && i < COUNT(months); i++)
		e = placements_plan_check_in(d->hands.db, placement, months[i],
					     start + months[i] * 365 / 12);
	return e;
}

static bool is_work(const struct demo *d, struct slice opening)
{
	const struct opening *o = catalogue_find(d->catalogue, opening);

	return o != NULL && (o->kind == KIND_JOB || o->kind == KIND_INTERNSHIP);
}

/* Who starts somewhere goes on with no other work. */
static enum err end_others(struct demo *d, const struct stored_application *it,
			   int64_t at_us)
{
	static const struct step obsolete = {"obsolete", LIFE_BY_SYSTEM, NULL,
					     0};
	struct page page = {.limit = PAGE_MAX, .id = SLICE("")};
	struct stored_applications live;
	enum err e = applications_live(d->hands.db, d->arena, it->person, &page,
				       &live);

	for (size_t i = 0; e == ERR_OK && i < live.count; i++) {
		if (is_work(d, live.items[i].opening) &&
		    live.items[i].state_us < at_us)
			e = move(d, &live.items[i], &obsolete, at_us);
	}
	return e;
}

static enum err start(struct demo *d, const struct stored_application *it,
		      const struct opening *o, int days)
{
	struct stored_placement p = {
		.id = new_id(d),
		.application = it->id,
		.opening = it->opening,
		.organisation = it->organisation,
		.person = it->person,
		.start_day = d->today - days,
		.end_reason = SLICE(""),
		.not_retained_reason = SLICE(""),
		.city = o->places.count > 0
				? d->vocabulary->places
					  ->items[o->places.items[0]]
					  .name
				: SLICE(""),
		.industry = SLICE(""),
		.occupation = o->occupation,
		.currency = SLICE("")};
	enum err e = placements_start(d->hands.db, &p, SLICE("system"));

	if (e == ERR_OK)
		e = plan_check_ins(d, p.id, (int32_t)p.start_day);
	if (e == ERR_OK && is_work(d, it->opening))
		e = end_others(d, it, demo_moment(d, days));
	d->placements += e == ERR_OK;
	return e;
}

/* What a reviewer of the poster who signs in thinks of those it has seen. */
static enum err score(struct demo *d, const struct stored_application *it)
{
	struct stored_score s = {.application = it->id,
				 .reviewer = d->poster,
				 .score = demo_range(&d->random, 35, 95),
				 .note_sealed = SLICE(""),
				 .at_us = d->hands.now_us};

	if (slice_is(it->state, "submitted") ||
	    !slice_eq(it->organisation,
		      catalogue_organisation(d->catalogue, 0)->id))
		return ERR_OK;
	return reviews_put_score(d->hands.db, &s);
}

/* Step after step, as far as today. */
static enum err walk(struct demo *d, struct stored_application *it,
		     const struct opening *o, int days)
{
	const struct path *path = any_path(d);
	enum err e = ERR_OK;

	for (size_t i = 0; i < COUNT(path->steps) && e == ERR_OK; i++) {
		const struct step *step = &path->steps[i];

		if (step->to == NULL || days - step->days < 0)
			break;
		days -= step->days;
		e = move(d, it, step, demo_moment(d, days));
		if (e == ERR_OK && slice_is(it->state, "started"))
			e = start(d, it, o, days);
	}
	return e == ERR_OK ? score(d, it) : e;
}

static enum err apply(struct demo *d, const struct demo_seeker *s,
		      const struct opening *o)
{
	int days = demo_range(&d->random, 1, OLDEST);
	struct stored_application it;
	struct judgement judgement;
	enum err e;

	judge_one(d, s, o, &judgement);
	if (judgement.verdict == VERDICT_INELIGIBLE)
		return count_blocked(d, o, &judgement, days);
	e = submit(d, s, o, &judgement, days, &it);
	return e == ERR_OK ? walk(d, &it, o, days) : e;
}

/* Each opening once; the first seeker, who signs in, looks at most. */
static enum err apply_some(struct demo *d, size_t i)
{
	size_t openings = catalogue_openings(d->catalogue);
	int tries = i == 0 ? TRIES * 2 : demo_range(&d->random, 0, TRIES);
	size_t at = (size_t)demo_below(&d->random, (int)openings);
	enum err e = ERR_OK;

	for (int k = 0; e == ERR_OK && k < tries; k++)
		e = apply(d, &d->seekers[i],
			  catalogue_opening(d->catalogue,
					    (at + (size_t)k) % openings));
	return e;
}

enum err demo_work(struct demo *d)
{
	enum err e = ERR_OK;

	for (size_t i = 0; e == ERR_OK && i < d->seeker_count; i++)
		e = apply_some(d, i);
	return e;
}
