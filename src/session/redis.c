/* redis - see redis.h. */
#include "session/redis.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <event2/event.h>
#include <hiredis/async.h>
#include <hiredis/hiredis.h>

#include "base/clock.h"
#include "base/log.h"
#include "session/redis_adapter.h"

enum {
	TICK_US = 10000, /* how finely deadlines are kept */
	BACKOFF_LEAST_US = 50000,
	BACKOFF_MOST_US = 1000000,
	GREETING_US = 1000000,
	SHA_BYTES = 41,
	INDEX_BITS = 10,
	NOBODY = REDIS_PENDING_MAX /* the index of a command without a slot */
};

_Static_assert(NOBODY < 1 << INDEX_BITS, "an index fits");

enum state { DOWN, GREETING, READY, LATE };

struct slot {
	void *item; /* NULL: free */
	uint64_t generation;
	int64_t due_us;
	size_t next_free;
};

/* What hangs on one hiredis context and dies with it. */
struct link {
	struct redis *redis;
	redisAsyncContext *context;
	size_t in_flight;       /* commands sent and not called back for */
	unsigned greetings_due; /* replies until it is ready */
	bool is_gone;           /* the context, but perhaps not its callbacks */
};

struct redis {
	struct redis_plan plan;
	enum state state;
	struct link *link; /* NULL in DOWN */
	struct event *tick;
	bool is_ticking;
	bool is_closing;
	bool was_told;    /* that it is down, in the log */
	int64_t since_us; /* of the state; in DOWN: when to try again */
	int64_t backoff_us;
	size_t waiting; /* slots in use */
	size_t first_free;
	uint64_t dropped;
	struct slot slots[REDIS_PENDING_MAX];
	char shas[SCRIPT__COUNT][SHA_BYTES];
};

static void lost(struct redis *r, const char *why);

/* Whether callbacks come before or after the cleanup is hiredis's affair. */
static void end_if_over(struct link *l)
{
	if (l->is_gone && l->in_flight == 0)
		free(l);
}

/* The context is going, whoever began it. */
static void on_gone(void *arg)
{
	struct link *l = arg;
	struct redis *r = l->redis;

	l->is_gone = true;
	if (r->link == l) {
		r->link = NULL;
		lost(r, "closed");
	}
	end_if_over(l);
}

/* States. */

static void keep_ticking(struct redis *r)
{
	const struct timeval every = {.tv_usec = TICK_US};

	if (r->is_ticking || r->is_closing)
		return;
	r->is_ticking = true;
	event_add(r->tick, &every);
}

static void lost(struct redis *r, const char *why)
{
	if (r->state == READY || r->state == LATE)
		r->backoff_us = BACKOFF_LEAST_US;
	else if (r->backoff_us < BACKOFF_MOST_US)
		r->backoff_us *= 2;
	if (r->backoff_us > BACKOFF_MOST_US)
		r->backoff_us = BACKOFF_MOST_US;
	r->state = DOWN;
	r->since_us = clock_monotonic_us() + r->backoff_us;
	if (!r->was_told && !r->is_closing)
		log_event(LOG_REDIS_DOWN, LOG_NUMBER(r->plan.loop), why);
	r->was_told = true;
	keep_ticking(r);
}

/* Answers everybody with NULL, by hiredis's own calls of on_reply(). */
static void cut(struct redis *r, const char *why)
{
	struct link *l = r->link;

	if (l == NULL)
		return;
	r->link = NULL;
	lost(r, why);
	redisAsyncFree(l->context);
}

static void become_ready(struct redis *r)
{
	r->state = READY;
	r->since_us = clock_monotonic_us();
	r->backoff_us = BACKOFF_LEAST_US;
	r->was_told = false;
	log_event(LOG_REDIS_UP, LOG_NUMBER(r->plan.loop));
}

/* Slots. */

static void *privdata_of(uint64_t generation, size_t index)
{
	return (void *)(uintptr_t)(generation << INDEX_BITS | index);
}

static size_t take_slot(struct redis *r, void *item)
{
	size_t index = r->first_free;
	struct slot *s = &r->slots[index];

	r->first_free = s->next_free;
	s->item = item;
	s->due_us = clock_monotonic_us() + r->plan.deadline_us;
	r->waiting++;
	return index;
}

static void *free_slot(struct redis *r, size_t index)
{
	struct slot *s = &r->slots[index];
	void *item = s->item;

	s->item = NULL;
	s->generation++;
	s->next_free = r->first_free;
	r->first_free = index;
	r->waiting--;
	return item;
}

static void answer(struct redis *r, size_t index,
		   const struct redisReply *reply)
{
	r->plan.answered(r->plan.ctx, free_slot(r, index), reply);
}

static void take_reply(struct redis *r, uintptr_t key, const void *data)
{
	size_t index = key & ((1U << INDEX_BITS) - 1);
	uint64_t generation = key >> INDEX_BITS;

	if (index == NOBODY)
		return;
	if (r->slots[index].item == NULL ||
	    r->slots[index].generation != generation) {
		if (data != NULL)
			r->dropped++;
		return;
	}
	answer(r, index, data);
}

static void on_reply(redisAsyncContext *context, void *data, void *privdata)
{
	struct link *l = context->data;
	struct redis *r = l->redis;

	l->in_flight--;
	if (r->link == l && r->state == LATE && l->in_flight == 0)
		r->state = READY;
	take_reply(r, (uintptr_t)privdata, data);
	end_if_over(l);
}

static bool send_words(struct redis *r, size_t index, const struct slice *words,
		       size_t count)
{
	const char *texts[REDIS_WORDS_MAX];
	size_t lengths[REDIS_WORDS_MAX];
	uint64_t generation = index == NOBODY ? 0 : r->slots[index].generation;

	ASSERT(count <= REDIS_WORDS_MAX);
	for (size_t i = 0; i < count; i++) {
		texts[i] = words[i].p == NULL ? "" : words[i].p;
		lengths[i] = words[i].n;
	}
	if (redisAsyncCommandArgv(r->link->context, on_reply,
				  privdata_of(generation, index), (int)count,
				  texts, lengths) != REDIS_OK)
		return false;
	r->link->in_flight++;
	return true;
}

bool redis_send(struct redis *r, void *item, const struct slice *words,
		size_t count)
{
	size_t index = NOBODY;

	if (r->state != READY || r->link->in_flight >= REDIS_PENDING_MAX)
		return false;
	if (item != NULL)
		index = take_slot(r, item);
	keep_ticking(r);
	if (send_words(r, index, words, count))
		return true;
	if (item != NULL)
		free_slot(r, index);
	return false;
}

bool redis_call(struct redis *r, void *item, const struct redis_call *call)
{
	struct slice words[REDIS_WORDS_MAX];
	char keys[24];

	ASSERT(call->count <= REDIS_WORDS_MAX - 3);
	snprintf(keys, sizeof(keys), "%zu", call->keys);
	words[0] = call->is_whole ? SLICE("EVAL") : SLICE("EVALSHA");
	words[1] = slice_of(call->is_whole ? script_text(call->script)
					   : r->shas[call->script]);
	words[2] = slice_of(keys);
	memcpy(words + 3, call->words, call->count * sizeof(words[0]));
	return redis_send(r, item, words, call->count + 3);
}

/* Greeting: each step must be answered as expected, the last makes it ready. */

enum greeting { GREET_AUTH, GREET_SELECT, GREET_PING, GREET_SCRIPT };

static bool is_expected(struct redis *r, uintptr_t step,
			const redisReply *reply)
{
	if (step >= GREET_SCRIPT) {
		if (reply->type != REDIS_REPLY_STRING ||
		    reply->len != SHA_BYTES - 1)
			return false;
		memcpy(r->shas[step - GREET_SCRIPT], reply->str, SHA_BYTES);
		return true;
	}
	return reply->type == REDIS_REPLY_STATUS;
}

static void take_greeting(struct link *l, uintptr_t step,
			  const redisReply *reply)
{
	struct redis *r = l->redis;

	if (reply == NULL || r->link != l)
		return;
	if (!is_expected(r, step, reply))
		cut(r, "refuses");
	else if (--l->greetings_due == 0)
		become_ready(r);
}

static void on_greeting(redisAsyncContext *context, void *data, void *privdata)
{
	struct link *l = context->data;

	l->in_flight--;
	take_greeting(l, (uintptr_t)privdata, data);
	end_if_over(l);
}

static void greet_with(struct link *l, uintptr_t step, int count,
		       const char **words)
{
	if (redisAsyncCommandArgv(l->context, on_greeting, (void *)step, count,
				  words, NULL) != REDIS_OK)
		return;
	l->in_flight++;
	l->greetings_due++;
}

static void greet(struct link *l, const struct redis_address *a)
{
	char db[12];
	const char *select[] = {"SELECT", db};
	const char *ping[] = {"PING"};
	const char *auth[] = {"AUTH", a->user, a->password};
	const char *auth_alone[] = {"AUTH", a->password};

	if (a->user[0] != '\0')
		greet_with(l, GREET_AUTH, 3, auth);
	else if (a->password[0] != '\0')
		greet_with(l, GREET_AUTH, 2, auth_alone);
	snprintf(db, sizeof(db), "%d", a->db);
	greet_with(l, GREET_SELECT, 2, select);
	greet_with(l, GREET_PING, 1, ping);
	for (int i = 0; i < SCRIPT__COUNT; i++) {
		const char *load[] = {"SCRIPT", "LOAD",
				      script_text((enum script)i)};

		greet_with(l, GREET_SCRIPT + (uintptr_t)i, 3, load);
	}
}

static redisAsyncContext *start_context(const struct redis_address *a)
{
	redisAsyncContext *c = a->path[0] != '\0'
				       ? redisAsyncConnectUnix(a->path)
				       : redisAsyncConnect(a->host, a->port);

	if (c != NULL && c->err != 0) {
		redisAsyncFree(c);
		return NULL;
	}
	return c;
}

static struct link *make_link(struct redis *r)
{
	struct link *l = calloc(1, sizeof(*l));

	if (l == NULL)
		out_of_memory(sizeof(*l));
	l->redis = r;
	l->context = start_context(r->plan.address);
	if (l->context == NULL) {
		free(l);
		return NULL;
	}
	l->context->data = l;
	if (!redis_adapter_attach(l->context, r->plan.base, on_gone, l)) {
		redisAsyncFree(l->context);
		free(l);
		return NULL;
	}
	return l;
}

static void connect_again(struct redis *r)
{
	r->link = make_link(r);
	if (r->link == NULL) {
		lost(r, "unreachable");
		return;
	}
	r->state = GREETING;
	r->since_us = clock_monotonic_us();
	greet(r->link, r->plan.address);
}

/* Time. */

static void refuse_overdue(struct redis *r, int64_t now_us)
{
	for (size_t i = 0; i < REDIS_PENDING_MAX && r->waiting > 0; i++) {
		if (r->slots[i].item == NULL || now_us < r->slots[i].due_us)
			continue;
		if (r->state == READY) {
			r->state = LATE;
			r->since_us = now_us;
		}
		answer(r, i, NULL);
	}
}

static void on_tick(evutil_socket_t fd, short what, void *arg)
{
	struct redis *r = arg;
	int64_t now_us = clock_monotonic_us();

	(void)fd;
	(void)what;
	refuse_overdue(r, now_us);
	if (r->state == DOWN && now_us >= r->since_us)
		connect_again(r);
	else if (r->state == GREETING && now_us >= r->since_us + GREETING_US)
		cut(r, "late");
	else if (r->state == LATE &&
		 now_us >= r->since_us + 2 * r->plan.deadline_us)
		cut(r, "late");
	if (r->state == READY && r->waiting == 0) {
		r->is_ticking = false;
		event_del(r->tick);
	}
}

enum err redis_open(const struct redis_plan *plan, struct redis **ret_redis)
{
	struct redis *r = calloc(1, sizeof(*r));

	if (r == NULL)
		out_of_memory(sizeof(*r));
	r->plan = *plan;
	r->backoff_us = BACKOFF_LEAST_US;
	for (size_t i = 0; i < REDIS_PENDING_MAX; i++) {
		r->slots[i].generation = 1;
		r->slots[i].next_free = i + 1;
	}
	r->tick = event_new(plan->base, -1, EV_PERSIST, on_tick, r);
	if (r->tick == NULL) {
		free(r);
		return ERR_INTERNAL;
	}
	keep_ticking(r);
	connect_again(r);
	*ret_redis = r;
	return ERR_OK;
}

void redis_close(struct redis *r)
{
	if (r == NULL)
		return;
	r->is_closing = true;
	cut(r, "closing");
	ASSERT(r->waiting == 0);
	event_free(r->tick);
	free(r);
}

bool redis_is_ready(const struct redis *r)
{
	return r->state == READY;
}

void redis_distrust(struct redis *r, const char *why)
{
	log_event(LOG_REDIS_REFUSED, LOG_NUMBER(r->plan.loop), why);
	cut(r, why);
}

uint64_t redis_dropped(const struct redis *r)
{
	return r->dropped;
}
