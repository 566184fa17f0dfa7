/* redis_logins - see redis_logins.h. */
#include "session/redis_logins.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <hiredis/hiredis.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "session/embedded.h"
#include "session/record.h"
#include "session/redis.h"

enum {
	NAME_BYTES = 2 * LOGIN_DIGEST_BYTES + 1,
	KEY_BYTES = SESSION_PREFIX_MAX + NAME_BYTES + 8,
	NUMBER_BYTES = 24,
	TOLD_EACH_US = 1000000 /* refusals of Redis in the log */
};

struct redis_logins {
	struct redis_logins_plan plan;
	struct redis *redis;
	int64_t told_us;
};

static const struct login_life *life_of(const struct redis_logins *rl,
					const struct login *l)
{
	return &rl->plan.session->lives[l->kind];
}

/* Words of commands. */

static void name_login(const struct login *l, char name[NAME_BYTES])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < LOGIN_DIGEST_BYTES; i++) {
		name[2 * i] = digits[l->digest[i] >> 4];
		name[2 * i + 1] = digits[l->digest[i] & 15];
	}
	name[NAME_BYTES - 1] = '\0';
}

static struct slice make_key(const struct redis_logins *rl, const char *kind,
			     const char *name, char key[KEY_BYTES])
{
	int n = snprintf(key, KEY_BYTES, "%s%s%s", rl->plan.session->prefix,
			 kind, name);

	ASSERT(n > 0 && n < KEY_BYTES);
	return (struct slice){key, (size_t)n};
}

static struct slice write_number(int64_t n, char text[NUMBER_BYTES])
{
	int length = snprintf(text, NUMBER_BYTES, "%lld", (long long)n);

	return (struct slice){text, (size_t)length};
}

static int64_t ms_to_live(const struct login *l)
{
	int64_t us = l->expires_us - clock_now_us();

	return us < 1000 ? 1 : us / 1000;
}

struct names {
	char name[NAME_BYTES];
	char login_text[KEY_BYTES];
	char account_text[KEY_BYTES];
	char prefix_text[KEY_BYTES];
	struct slice login, account, prefix;
};

static void make_names(const struct redis_logins *rl, const struct login *l,
		       struct names *n)
{
	name_login(l, n->name);
	n->login = make_key(rl, "s:", n->name, n->login_text);
	n->account = make_key(rl, "u:", l->account, n->account_text);
	n->prefix = make_key(rl, "s:", "", n->prefix_text);
}

static bool call(struct redis_logins *rl, struct session_ask *ask,
		 enum script script, const struct slice *words, size_t count)
{
	const struct redis_call c = {
		.script = script,
		.is_whole = ask->is_again,
		.keys = script == SCRIPT_MAKE || script == SCRIPT_DROP ? 2 : 1,
		.words = words,
		.count = count,
	};

	return redis_call(rl->redis, ask, &c);
}

static bool start_make(struct redis_logins *rl, struct session_ask *ask,
		       const struct names *n)
{
	const struct login *l = &ask->login;
	char record[RECORD_BYTES_MAX];
	char live[NUMBER_BYTES], end[NUMBER_BYTES];
	char most[NUMBER_BYTES], now[NUMBER_BYTES];
	int64_t end_us = l->created_us + life_of(rl, l)->whole_us;
	const struct slice words[] = {
		n->login,
		n->account,
		{record, record_write(l, record)},
		write_number(ms_to_live(l), live),
		slice_of(n->name),
		write_number(end_us / 1000, end),
		n->prefix,
		write_number(LOGINS_EACH_MAX, most),
		write_number(clock_now_us() / 1000, now),
	};

	return call(rl, ask, SCRIPT_MAKE, words, COUNT(words));
}

static bool start_limit(struct redis_logins *rl, struct session_ask *ask)
{
	struct limit_pace pace = limit_pace(&ask->key);
	char key[KEY_BYTES], window[NUMBER_BYTES], step[NUMBER_BYTES];
	char prefix[KEY_BYTES];
	const struct slice words[] = {
		make_key(rl, "l:", ask->key.text, key),
		write_number(pace.window_us, window),
		write_number(pace.step_us, step),
		make_key(rl, "l:", "", prefix),
	};

	return call(rl, ask, SCRIPT_LIMIT, words, COUNT(words));
}

/* Written down without anybody waiting: a lost use only ends it sooner.  XX: a
 * login that was dropped meanwhile stays dropped. */
static void write_use(struct redis_logins *rl, const struct login *l)
{
	char record[RECORD_BYTES_MAX];
	char live[NUMBER_BYTES];
	struct names n;
	bool sent;

	make_names(rl, l, &n);
	sent = redis_send(rl->redis, NULL,
			  (struct slice[]){SLICE("SET"),
					   n.login,
					   {record, record_write(l, record)},
					   SLICE("XX"),
					   SLICE("PX"),
					   write_number(ms_to_live(l), live)},
			  6);
	(void)sent;
}

/*
 * For others that share this Redis; here the mark says so.  It is none of the
 * account's logins any more.
 */
static void write_rotated(struct redis_logins *rl, const struct login *before)
{
	struct login l = *before;
	struct names n;
	bool sent;

	make_names(rl, &l, &n);
	login_rotate(&l, life_of(rl, &l));
	write_use(rl, &l);
	sent = redis_send(
		rl->redis, NULL,
		(struct slice[]){SLICE("ZREM"), n.account, slice_of(n.name)},
		3);
	(void)sent;
}

static bool start(struct redis_logins *rl, struct session_ask *ask)
{
	struct names n;

	make_names(rl, &ask->login, &n);
	switch (ask->verb) {
	case SESSION_FIND:
		return redis_send(rl->redis, ask,
				  (struct slice[]){SLICE("GET"), n.login}, 2);
	case SESSION_MAKE:
		return start_make(rl, ask, &n);
	case SESSION_ROTATE:
		write_rotated(rl, &ask->before);
		return start_make(rl, ask, &n);
	case SESSION_DROP:
		return call(rl, ask, SCRIPT_DROP,
			    (struct slice[]){n.login, n.account,
					     slice_of(ask->login.account),
					     slice_of(n.name)},
			    4);
	case SESSION_DROP_ALL:
		return call(rl, ask, SCRIPT_DROP_ALL,
			    (struct slice[]){
				    n.account, n.prefix,
				    slice_of(ask->keeps_one ? n.name : "")},
			    3);
	case SESSION_LIST:
		return call(rl, ask, SCRIPT_LIST,
			    (struct slice[]){n.account, n.prefix}, 2);
	case SESSION_LIMIT:
		return start_limit(rl, ask);
	case SESSION_END_FAMILY:
		break;
	}
	return false;
}

bool redis_logins_start(struct redis_logins *rl, struct session_ask *ask)
{
	ask->is_again = false;
	return start(rl, ask);
}

/* Answers. */

static enum err take_found(struct redis_logins *rl, struct session_ask *ask,
			   const redisReply *reply)
{
	struct login l;
	int64_t mark, now_us = clock_now_us();

	if (reply->type == REDIS_REPLY_NIL)
		return ERR_NOT_FOUND;
	if (reply->type != REDIS_REPLY_STRING)
		return ERR_BUSY;
	/* Of a version that is not known here: signed out. */
	if (!record_read((struct slice){reply->str, reply->len}, &l))
		return ERR_NOT_FOUND;
	if (memcmp(l.digest, ask->login.digest, LOGIN_DIGEST_BYTES) != 0) {
		redis_distrust(rl->redis, "another login");
		return ERR_BUSY;
	}
	mark = embedded_marked(rl->plan.marks, &l);
	if (login_is_over(&l, life_of(rl, &l), now_us) || mark == LOGIN_ENDED)
		return ERR_NOT_FOUND;
	if (mark == LOGIN_ROTATED)
		l.epoch = LOGIN_ROTATED;
	if (l.epoch >= 0 && login_slide(&l, life_of(rl, &l), now_us,
					rl->plan.session->touch_us))
		write_use(rl, &l);
	ask->login = l;
	return ERR_OK;
}

static void insert_newest_first(struct session_ask *ask, const struct login *l)
{
	size_t at = ask->count++;

	while (at > 0 && ask->logins[at - 1].created_us < l->created_us) {
		ask->logins[at] = ask->logins[at - 1];
		at--;
	}
	ask->logins[at] = *l;
}

static enum err take_list(struct redis_logins *rl, struct session_ask *ask,
			  const redisReply *reply)
{
	int64_t now_us = clock_now_us();
	struct login l;

	if (reply->type != REDIS_REPLY_ARRAY)
		return ERR_BUSY;
	ask->count = 0;
	ask->logins = ARENA_ARRAY(ask->arena, struct login, LOGINS_EACH_MAX);
	for (size_t i = 0; i < reply->elements; i++) {
		const redisReply *item = reply->element[i];

		if (item->type != REDIS_REPLY_STRING ||
		    !record_read((struct slice){item->str, item->len}, &l) ||
		    login_is_over(&l, life_of(rl, &l), now_us) ||
		    ask->count == LOGINS_EACH_MAX)
			continue;
		if (strcmp(l.account, ask->login.account) != 0) {
			redis_distrust(rl->redis, "another account");
			return ERR_BUSY;
		}
		if (l.epoch < 0 || embedded_marked(rl->plan.marks, &l) != 0)
			continue;
		insert_newest_first(ask, &l);
	}
	return ERR_OK;
}

static enum err take_limit(struct session_ask *ask, const redisReply *reply)
{
	if (reply->type != REDIS_REPLY_ARRAY || reply->elements != 2 ||
	    reply->element[0]->type != REDIS_REPLY_INTEGER ||
	    reply->element[1]->type != REDIS_REPLY_INTEGER)
		return ERR_BUSY;
	ask->limit = limit_result(&ask->key, reply->element[0]->integer == 1,
				  reply->element[1]->integer);
	return ERR_OK;
}

/* What changed something says how many. */
static enum err take_change(const redisReply *reply, bool must_be_there)
{
	if (reply->type != REDIS_REPLY_INTEGER)
		return ERR_BUSY;
	return must_be_there && reply->integer == 0 ? ERR_NOT_FOUND : ERR_OK;
}

static enum err take(struct redis_logins *rl, struct session_ask *ask,
		     const redisReply *reply)
{
	switch (ask->verb) {
	case SESSION_FIND:
		return take_found(rl, ask, reply);
	case SESSION_MAKE:
	case SESSION_ROTATE:
	case SESSION_DROP_ALL:
		return take_change(reply, false);
	case SESSION_DROP:
		return take_change(reply, true);
	case SESSION_LIST:
		return take_list(rl, ask, reply);
	case SESSION_LIMIT:
		return take_limit(ask, reply);
	case SESSION_END_FAMILY:
		break;
	}
	return ERR_INTERNAL;
}

/* Its first word says which; the rest may repeat what was sent. */
static void tell_refusal(struct redis_logins *rl, const redisReply *reply)
{
	int64_t now_us = clock_monotonic_us();
	struct slice rest;
	struct slice code =
		slice_split((struct slice){reply->str, reply->len}, ' ', &rest);
	char word[32];

	if (rl->told_us != 0 && now_us < rl->told_us + TOLD_EACH_US)
		return;
	rl->told_us = now_us;
	snprintf(word, sizeof(word), "%.*s", SLICE_ARG(code));
	log_event(LOG_REDIS_REFUSED, LOG_NUMBER(rl->plan.loop), word);
}

static void on_answered(void *ctx, void *item, const struct redisReply *reply)
{
	struct redis_logins *rl = ctx;
	struct session_ask *ask = item;

	ask->result = ERR_BUSY;
	if (reply != NULL && reply->type == REDIS_REPLY_ERROR) {
		if (!ask->is_again && strncmp(reply->str, "NOSCRIPT", 8) == 0) {
			ask->is_again = true;
			if (start(rl, ask))
				return;
		}
		tell_refusal(rl, reply);
	} else if (reply != NULL) {
		ask->result = take(rl, ask, reply);
	}
	rl->plan.done(rl->plan.ctx, ask);
}

enum err redis_logins_open(const struct redis_logins_plan *plan,
			   struct redis_logins **ret_logins)
{
	struct redis_logins *rl = calloc(1, sizeof(*rl));
	struct redis_plan redis = {
		.address = plan->address,
		.base = plan->base,
		.loop = plan->loop,
		.deadline_us = plan->session->deadline_us,
		.answered = on_answered,
		.ctx = rl,
	};
	enum err e;

	if (rl == NULL)
		out_of_memory(sizeof(*rl));
	rl->plan = *plan;
	e = redis_open(&redis, &rl->redis);
	if (e != ERR_OK) {
		free(rl);
		return e;
	}
	*ret_logins = rl;
	return ERR_OK;
}

void redis_logins_close(struct redis_logins *rl)
{
	if (rl == NULL)
		return;
	redis_close(rl->redis);
	free(rl);
}

bool redis_logins_are_up(const struct redis_logins *rl)
{
	return redis_is_ready(rl->redis);
}

uint64_t redis_logins_dropped(const struct redis_logins *rl)
{
	return redis_dropped(rl->redis);
}
