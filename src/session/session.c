/* session - which store answers; see session.h. */
#include "session/session.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "session/buckets.h"
#include "session/embedded.h"
#include "session/mailbox.h"
#include "session/redis_address.h"
#include "session/redis_logins.h"

enum { BUCKET_KEYS = 65536 };

/* What belongs to one loop. */
struct seat {
	struct sessions *sessions;
	unsigned loop;
	struct mailbox *mailbox;
	struct redis_logins *redis; /* NULL: embedded, or not attached */
	bool is_attached;
};

struct sessions {
	struct session_plan plan;
	char prefix[SESSION_PREFIX_MAX + 1];
	struct redis_address address;
	bool is_redis;
	struct embedded *memory; /* logins; in Redis, marks of ended ones */
	struct buckets *buckets;
	struct seat seats[SESSION_LOOPS_MAX];
};

/* Of this process: the only one there is, or better than none. */
static void take_from_buckets(struct sessions *s, struct session_ask *ask)
{
	ask->limit = buckets_take(s->buckets, &ask->key, clock_now_us());
	ask->result = ERR_OK;
}

/* What can be said although Redis said nothing. */
static void make_do(struct sessions *s, struct session_ask *ask)
{
	if (ask->verb == SESSION_LIMIT)
		take_from_buckets(s, ask);
	else if (ask->verb == SESSION_DROP && ask->is_marked)
		ask->result = ERR_OK;
}

static void on_done(void *ctx, struct session_ask *ask)
{
	struct seat *seat = ctx;

	if (ask->result == ERR_BUSY)
		make_do(seat->sessions, ask);
	ask->answered(ask);
}

/* As one that was ended and must not come back with an old Redis. */
static struct login marked(const struct sessions *s, const struct login *l)
{
	struct login ended = *l;

	login_end(&ended, &s->plan.lives[l->kind], clock_now_us());
	return ended;
}

static struct login rotated(const struct sessions *s, const struct login *l)
{
	struct login mark = *l;

	login_rotate(&mark, &s->plan.lives[l->kind]);
	return mark;
}

static struct login family_mark(const struct sessions *s, const struct login *l)
{
	return login_family_end(l, &s->plan.lives[l->kind], clock_now_us());
}

/* What ends is marked here before anything is asked of Redis. */
static void mark_first(struct sessions *s, struct session_ask *ask)
{
	struct login mark;

	ask->is_marked = false;
	if (ask->verb == SESSION_DROP)
		mark = marked(s, &ask->login);
	else if (ask->verb == SESSION_ROTATE)
		mark = rotated(s, &ask->before);
	else if (ask->verb == SESSION_END_FAMILY &&
		 ask->login.family[0] != '\0')
		mark = family_mark(s, &ask->login);
	else
		return;
	ask->is_marked = embedded_mark(s->memory, &mark);
}

bool session_start(struct sessions *s, unsigned loop, struct session_ask *ask)
{
	struct seat *seat = &s->seats[loop];

	if (ask->verb == SESSION_END_FAMILY) {
		mark_first(s, ask);
		ask->result = ask->is_marked || ask->login.family[0] == '\0'
				      ? ERR_OK
				      : ERR_BUSY;
		return true;
	}
	if (!s->is_redis && ask->verb != SESSION_LIMIT) {
		embedded_answer(s->memory, ask);
		return true;
	}
	mark_first(s, ask);
	if (seat->redis != NULL && redis_logins_start(seat->redis, ask))
		return false;
	ask->result = ERR_BUSY;
	make_do(s, ask);
	return true;
}

static void on_delivered(void *ctx, struct session_ask *ask)
{
	struct seat *seat = ctx;

	if (!seat->is_attached) {
		ask->result = ERR_BUSY;
		on_done(seat, ask);
	} else if (session_start(seat->sessions, seat->loop, ask)) {
		ask->answered(ask);
	}
}

bool session_post(struct sessions *s, unsigned loop, struct session_ask *ask)
{
	return mailbox_put(s->seats[loop].mailbox, ask);
}

static enum err attach_redis(struct seat *seat, struct event_base *base)
{
	const struct redis_logins_plan plan = {
		.session = &seat->sessions->plan,
		.address = &seat->sessions->address,
		.marks = seat->sessions->memory,
		.base = base,
		.loop = seat->loop,
		.done = on_done,
		.ctx = seat,
	};

	if (!seat->sessions->is_redis)
		return ERR_OK;
	return redis_logins_open(&plan, &seat->redis);
}

enum err sessions_attach(struct sessions *s, unsigned loop,
			 struct event_base *base)
{
	struct seat *seat = &s->seats[loop];
	enum err e = attach_redis(seat, base);

	if (e != ERR_OK)
		return e;
	seat->is_attached = true;
	e = mailbox_open(seat->mailbox, base);
	if (e != ERR_OK)
		sessions_detach(s, loop);
	return e;
}

void sessions_detach(struct sessions *s, unsigned loop)
{
	struct seat *seat = &s->seats[loop];
	struct redis_logins *redis = seat->redis;

	/* Nobody who is answered now can ask anything more of Redis. */
	seat->is_attached = false;
	seat->redis = NULL;
	mailbox_close(seat->mailbox);
	redis_logins_close(redis);
}

bool sessions_are_up(const struct sessions *s, unsigned loop)
{
	const struct seat *seat = &s->seats[loop];

	if (!s->is_redis)
		return true;
	return seat->redis != NULL && redis_logins_are_up(seat->redis);
}

uint64_t sessions_dropped(const struct sessions *s, unsigned loop)
{
	const struct redis_logins *redis = s->seats[loop].redis;

	return redis == NULL ? 0 : redis_logins_dropped(redis);
}

static enum err open_store(struct sessions *s, char words[SESSION_WORDS_BYTES])
{
	const char *redis = s->plan.redis;
	enum err e;

	s->is_redis = redis != NULL && redis[0] != '\0';
	if (s->is_redis) {
		e = redis_address_read(slice_of(redis), &s->address, words,
				       SESSION_WORDS_BYTES);
		if (e != ERR_OK)
			return e;
	}
	e = embedded_open(&s->plan, &s->memory);
	if (e != ERR_OK)
		snprintf(words, SESSION_WORDS_BYTES,
			 "The logins in the record cannot be read.");
	return e;
}

static enum err copy_prefix(struct sessions *s, char words[SESSION_WORDS_BYTES])
{
	const char *prefix = s->plan.prefix == NULL ? "" : s->plan.prefix;

	if (strlen(prefix) > SESSION_PREFIX_MAX) {
		snprintf(words, SESSION_WORDS_BYTES,
			 "The prefix of keys in Redis has at most %d octets.",
			 SESSION_PREFIX_MAX);
		return ERR_INVALID;
	}
	snprintf(s->prefix, sizeof(s->prefix), "%s", prefix);
	s->plan.prefix = s->prefix;
	return ERR_OK;
}

enum err sessions_open(const struct session_plan *plan,
		       struct sessions **ret_sessions,
		       char words[SESSION_WORDS_BYTES])
{
	struct sessions *s = calloc(1, sizeof(*s));
	enum err e;

	if (s == NULL)
		out_of_memory(sizeof(*s));
	ASSERT(plan->loops <= SESSION_LOOPS_MAX);
	s->plan = *plan;
	s->buckets = buckets_new(BUCKET_KEYS);
	for (unsigned i = 0; i < plan->loops; i++) {
		s->seats[i].sessions = s;
		s->seats[i].loop = i;
		s->seats[i].mailbox = mailbox_new(on_delivered, &s->seats[i]);
	}
	e = copy_prefix(s, words);
	if (e == ERR_OK)
		e = open_store(s, words);
	if (e != ERR_OK) {
		sessions_close(s);
		return e;
	}
	*ret_sessions = s;
	return ERR_OK;
}

void sessions_close(struct sessions *s)
{
	if (s == NULL)
		return;
	for (unsigned i = 0; i < s->plan.loops; i++)
		mailbox_free(s->seats[i].mailbox);
	embedded_close(s->memory);
	buckets_free(s->buckets);
	free(s);
}

enum err session_keep(struct sessions *s, void *seat, const struct login *l)
{
	const struct login_rows *rows = s->plan.rows;

	if (s->is_redis || rows == NULL)
		return ERR_OK;
	return rows->save(rows->ctx, seat, l);
}

enum err session_forget(struct sessions *s, void *seat, const struct login *l)
{
	const struct login_rows *rows = s->plan.rows;
	struct login ended;

	if (!s->is_redis)
		return embedded_forget(s->memory, seat, l);
	if (rows == NULL)
		return ERR_OK;
	ended = marked(s, l);
	return rows->save(rows->ctx, seat, &ended);
}

enum err session_replace(struct sessions *s, void *seat,
			 const struct login *before, const struct login *next)
{
	const struct login_rows *rows = s->plan.rows;
	struct login mark = rotated(s, before);
	enum err e;

	if (rows == NULL)
		return ERR_OK;
	if (!s->is_redis)
		embedded_freeze(s->memory, before);
	e = rows->save(rows->ctx, seat, &mark);
	return e == ERR_OK ? session_keep(s, seat, next) : e;
}

enum err session_forget_family(struct sessions *s, void *seat,
			       const struct login *l)
{
	const struct login_rows *rows = s->plan.rows;
	struct login mark = family_mark(s, l);

	if (rows == NULL || l->family[0] == '\0')
		return ERR_OK;
	return rows->save(rows->ctx, seat, &mark);
}

enum err session_forget_all(struct sessions *s, void *seat,
			    const struct login *l, bool keeps_one)
{
	if (s->is_redis)
		return ERR_OK;
	return embedded_forget_all(s->memory, seat, l, keeps_one);
}

enum err session_tidy(struct sessions *s, void *seat, bool *ret_more)
{
	return embedded_tidy(s->memory, seat, ret_more);
}

void session_date(const struct sessions *s, struct login *l)
{
	login_date(l, &s->plan.lives[l->kind], clock_now_us());
}

void session_date_after(const struct sessions *s, struct login *l,
			const struct login *before)
{
	l->created_us = before->created_us;
	l->expires_us = before->expires_us;
	(void)login_slide(l, &s->plan.lives[l->kind], clock_now_us(), 0);
}
