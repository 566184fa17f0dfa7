/*
 * life_tell - who is told of a step, and in which words.
 *
 * The seeker of every step that is not their own, by a notice, and by a letter
 * when it changes what they wait for.  The members of what others did, the same
 * way.  A letter names the opening and the state, never what somebody wrote.
 */
#include "base/arena.h"
#include "base/clock.h"
#include "base/day.h"
#include "people/letters.h"
#include "people/life_parts.h"
#include "people/links.h"
#include "people/webhooks.h"
#include "store/accounts.h"
#include "store/members.h"
#include "store/outbox.h"

/* One who is told, and how they read. */
struct reader {
	struct slice account;
	enum lang lang;
};

/* ERR_NOT_FOUND: it has no account, or no more. */
static enum err reader_of(const struct hands *h, struct slice account,
			  struct reader *ret)
{
	struct roster_row row;
	enum err e = accounts_roster(h->db, h->arena, account, &row);

	if (e != ERR_OK)
		return e;
	if (slice_is(row.state, "erased"))
		return ERR_NOT_FOUND;
	*ret = (struct reader){account, LANG_EN};
	if (!lang_read(row.lang, &ret->lang))
		ret->lang = LANG_EN;
	return ERR_OK;
}

static struct slice link_of(const struct life_case *c)
{
	struct slice page = arena_print(c->h->arena, "applications/%.*s",
					SLICE_ARG(c->it.id));

	return link_address(c->h->arena, c->rules->site, page.p, NULL);
}

static struct slice day_text(const struct life_case *c, int64_t us)
{
	char day[DAY_TEXT_BYTES];

	day_write(clock_day_of_us(us), day);
	return arena_copy(c->h->arena, slice_of(day));
}

/* Between a state and its reason, and around the last day of an offer. */
static const char *const colons[LANG__COUNT] = {": ", "：", "：", ": "};
static const char *const before_day[LANG__COUNT] = {
	" (answer by ", "（請於 ", "（请于 ", " (responda até "};
static const char *const after_day[LANG__COUNT] = {")", " 或之前回覆）",
						   " 或之前答复）", ")"};

/* "Not accepted: Places are filled", "Offer made (answer by 2027-01-31)". */
static struct slice words_of(const struct life_case *c,
			     const struct life_step *s, enum lang l)
{
	enum reason_group group = life_reasons(s->from, s->to, s->actor);
	const struct reason *reason = reason_find(group, s->reason);
	const char *state = life_text(s->to, l);
	struct slice day;

	if (reason != NULL)
		return arena_print(c->h->arena, "%s%s%s", state, colons[l],
				   reason->text[l]);
	if (s->to != LIFE_OFFERED)
		return slice_of(state);
	day = day_text(c, s->due_us);
	return arena_print(c->h->arena, "%s%s%.*s%s", state, before_day[l],
			   SLICE_ARG(day), after_day[l]);
}

static enum err notice(const struct life_case *c, const struct life_step *s,
		       struct slice account)
{
	struct stored_notice n = {
		.id = arena_print(c->h->arena, "%.*s.%lld.%.*s",
				  SLICE_ARG(c->it.id), (long long)s->number,
				  SLICE_ARG(account)),
		.account = account,
		.kind = arena_print(c->h->arena, "application.%s",
				    life_word(s->to)),
		.object = c->it.id,
		.at_us = c->h->now_us,
	};

	return notices_put(c->h->db, &n);
}

static enum err put_letter(const struct life_case *c, enum letter_kind kind,
			   const struct reader *to, struct slice what,
			   struct slice name)
{
	struct letter_value values[] = {
		{"opening", terms_title(&c->terms, to->lang)},
		{"what", what},
		{"link", link_of(c)}};

	return letter_put(
		c->h,
		&(struct letter){.kind = kind,
				 .id = arena_print(c->h->arena, "%.*s.%.*s",
						   SLICE_ARG(name),
						   SLICE_ARG(to->account)),
				 .account = to->account,
				 .values = values,
				 .count = sizeof(values) / sizeof(values[0])});
}

static enum err tell_one(const struct life_case *c, const struct life_step *s,
			 enum letter_kind kind, const struct reader *to,
			 bool wants_letter)
{
	struct slice name =
		arena_print(c->h->arena, "%.*s.%lld", SLICE_ARG(c->it.id),
			    (long long)s->number);
	enum err e = notice(c, s, to->account);

	if (e != ERR_OK || !wants_letter)
		return e;
	return put_letter(c, kind, to, words_of(c, s, to->lang), name);
}

static enum err tell_seeker(const struct life_case *c,
			    const struct life_step *s)
{
	struct reader to;
	enum err e = reader_of(c->h, c->it.person, &to);

	if (e == ERR_NOT_FOUND)
		return ERR_OK;
	return e == ERR_OK ? tell_one(c, s, LETTER_APPLICATION, &to,
				      s->to != LIFE_SEEN)
			   : e;
}

static bool is_decider(const struct stored_member *m)
{
	return slice_is(m->role, "owner") || slice_is(m->role, "editor");
}

/* What the members wait for: an answer to an offer, and what ends by itself. */
static bool wants_letter(const struct life_step *s)
{
	return s->to == LIFE_ACCEPTED || s->to == LIFE_DECLINED ||
	       s->to == LIFE_WITHDRAWN || s->to == LIFE_OBSOLETE ||
	       s->to == LIFE_STARTED;
}

static enum err tell_members(const struct life_case *c,
			     const struct life_step *s)
{
	const struct page all = {.limit = PAGE_MAX};
	struct stored_members members;
	enum err e = members_of_organisation(
		c->h->db, c->h->arena, c->it.organisation, &all, &members);

	for (size_t i = 0; e == ERR_OK && i < members.count; i++) {
		const struct stored_member *m = &members.items[i];
		struct reader to;

		if (slice_eq(m->account, s->account))
			continue;
		e = reader_of(c->h, m->account, &to);
		if (e == ERR_OK)
			e = tell_one(c, s, LETTER_APPLICATION_POSTER, &to,
				     is_decider(m) && wants_letter(s));
		if (e == ERR_NOT_FOUND)
			e = ERR_OK;
	}
	return e;
}

/* "application.refused", to the servers of the organisation. */
static enum err tell_webhooks(const struct life_case *c,
			      const struct life_step *s)
{
	return webhooks_tell(
		c->h, c->it.organisation,
		arena_print(c->h->arena, "application.%s", life_word(s->to)),
		c->it.id);
}

enum err life_tell(const struct life_case *c, const struct life_step *s)
{
	enum err e = ERR_OK;

	if (s->actor != LIFE_BY_SEEKER)
		e = tell_seeker(c, s);
	if (e == ERR_OK && s->actor != LIFE_BY_POSTER)
		e = tell_members(c, s);
	return e == ERR_OK ? tell_webhooks(c, s) : e;
}

enum err life_submitted(const struct hands *h, const struct life_rules *rules,
			const struct stored_application *it)
{
	struct life_step step = {.from = LIFE_SUBMITTED,
				 .to = LIFE_SUBMITTED,
				 .actor = LIFE_BY_SEEKER,
				 .account = it->person,
				 .number = 1};
	struct life_case c;
	enum err e = life_case_of(h, rules, it, &c);

	if (e == ERR_OK)
		e = tell_seeker(&c, &step);
	if (e == ERR_OK)
		e = tell_members(&c, &step);
	return e == ERR_OK ? tell_webhooks(&c, &step) : e;
}

enum err life_remind(const struct life_case *c, const struct life_reminder *r)
{
	const struct page all = {.limit = PAGE_MAX};
	struct slice name = arena_print(
		c->h->arena, "%.*s.%lld.waits%lld", SLICE_ARG(c->it.id),
		(long long)c->it.events, (long long)r->days);
	struct stored_members members;
	enum err e = members_of_organisation(
		c->h->db, c->h->arena, c->it.organisation, &all, &members);

	for (size_t i = 0; e == ERR_OK && i < members.count; i++) {
		const struct stored_member *m = &members.items[i];
		struct reader to;

		if (!r->is_to_everyone && !is_decider(m))
			continue;
		e = reader_of(c->h, m->account, &to);
		if (e == ERR_OK)
			e = put_letter(c, LETTER_ANSWER, &to,
				       day_text(c, r->ends_us), name);
		if (e == ERR_NOT_FOUND)
			e = ERR_OK;
	}
	return e;
}

enum err life_ask_start(const struct life_case *c)
{
	struct slice name =
		arena_print(c->h->arena, "%.*s.%lld.start", SLICE_ARG(c->it.id),
			    (long long)c->it.events);
	struct reader to;
	enum err e = reader_of(c->h, c->it.person, &to);

	if (e == ERR_OK)
		e = put_letter(c, LETTER_START, &to, SLICE(""), name);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}
