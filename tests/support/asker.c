/* asker - see asker.h. */
#include "support/asker.h"

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <event2/event.h>

#include "base/arena.h"
#include "base/clock.h"
#include "support/random.h"

#define MINUTE_US (INT64_C(60) * 1000000)

enum { TURN_US = 3000 };

struct session_plan asker_plan(void)
{
	return (struct session_plan){
		.prefix = "test:",
		.loops = 2,
		.deadline_us = 250000,
		.lives = {[LOGIN_COOKIE] = {30 * MINUTE_US, 720 * MINUTE_US},
			  [LOGIN_BEARER] = {43200 * MINUTE_US,
					    43200 * MINUTE_US},
			  [LOGIN_STAFF] = {15 * MINUTE_US, 720 * MINUTE_US}},
		.touch_us = MINUTE_US,
		.logins_max = 100000,
	};
}

static void on_alarm(evutil_socket_t fd, short what, void *arg)
{
	(void)fd;
	(void)what;
	(void)arg;
}

void asker_open(struct asker *a, struct sessions *s, unsigned loop)
{
	struct event_config *c = event_config_new();

	/* As in the threads of src/net: a lost connection is no signal. */
	signal(SIGPIPE, SIG_IGN);
	assert_non_null(c);
	assert_int_equal(event_config_set_flag(c, EVENT_BASE_FLAG_NOLOCK), 0);
	a->sessions = s;
	a->loop = loop;
	a->arena = arena_new(0);
	a->base = event_base_new_with_config(c);
	event_config_free(c);
	assert_non_null(a->base);
	a->alarm = evtimer_new(a->base, on_alarm, NULL);
	assert_non_null(a->alarm);
	assert_int_equal(sessions_attach(s, loop, a->base), ERR_OK);
}

void asker_close(struct asker *a)
{
	sessions_detach(a->sessions, a->loop);
	event_free(a->alarm);
	event_base_free(a->base);
	arena_free(a->arena);
}

void asker_turn(struct asker *a)
{
	const struct timeval soon = {.tv_usec = TURN_US};

	event_add(a->alarm, &soon);
	event_base_loop(a->base, EVLOOP_ONCE);
}

void asker_await_up(struct asker *a, bool is_up)
{
	int64_t until_us = clock_monotonic_us() + ASKER_PATIENCE_US;

	while (sessions_are_up(a->sessions, a->loop) != is_up) {
		assert_true(clock_monotonic_us() < until_us);
		asker_turn(a);
	}
}

void asker_on_answered(struct session_ask *ask)
{
	*(bool *)ask->ctx = true;
}

enum err asker_ask(struct asker *a, struct session_ask *ask)
{
	int64_t until_us = clock_monotonic_us() + ASKER_PATIENCE_US;
	bool is_done = false;

	ask->answered = asker_on_answered;
	ask->ctx = &is_done;
	if (session_start(a->sessions, a->loop, ask))
		return ask->result;
	assert_false(is_done);
	while (!is_done) {
		assert_true(clock_monotonic_us() < until_us);
		asker_turn(a);
	}
	return ask->result;
}

struct login asker_login(int n, const char *account)
{
	struct random r;
	struct login l = {.kind = LOGIN_COOKIE, .epoch = n};

	random_seed(&r, (uint64_t)n + 1);
	for (size_t i = 0; i < LOGIN_DIGEST_BYTES; i += 8) {
		uint64_t octets = random_next(&r);

		memcpy(l.digest + i, &octets, 8);
	}
	snprintf(l.account, sizeof(l.account), "%s", account);
	snprintf(l.label, sizeof(l.label), "Firefox on Linux, %d", n);
	return l;
}

enum err asker_make(struct asker *a, const struct login *l)
{
	struct session_ask ask = {.verb = SESSION_MAKE, .login = *l};

	return asker_ask(a, &ask);
}

struct login asker_dated(struct asker *a, int n, const char *account)
{
	struct login l = asker_login(n, account);

	session_date(a->sessions, &l);
	return l;
}

struct login asker_made(struct asker *a, int n, const char *account)
{
	struct login l = asker_dated(a, n, account);

	assert_int_equal(asker_make(a, &l), ERR_OK);
	return l;
}

enum err asker_find(struct asker *a, const struct login *l,
		    struct login *ret_login)
{
	struct session_ask ask = {.verb = SESSION_FIND};
	enum err e;

	memcpy(ask.login.digest, l->digest, LOGIN_DIGEST_BYTES);
	e = asker_ask(a, &ask);
	if (e == ERR_OK && ret_login != NULL)
		*ret_login = ask.login;
	return e;
}

enum err asker_drop(struct asker *a, const struct login *l, const char *account)
{
	struct session_ask ask = {.verb = SESSION_DROP, .login = *l};

	snprintf(ask.login.account, sizeof(ask.login.account), "%s", account);
	return asker_ask(a, &ask);
}

enum err asker_drop_all(struct asker *a, const char *account,
			const struct login *kept)
{
	struct session_ask ask = {.verb = SESSION_DROP_ALL};

	if (kept != NULL)
		ask.login = *kept;
	ask.keeps_one = kept != NULL;
	snprintf(ask.login.account, sizeof(ask.login.account), "%s", account);
	return asker_ask(a, &ask);
}

struct session_ask asker_list(struct asker *a, const char *account)
{
	struct session_ask ask = {.verb = SESSION_LIST, .arena = a->arena};

	snprintf(ask.login.account, sizeof(ask.login.account), "%s", account);
	assert_int_equal(asker_ask(a, &ask), ERR_OK);
	return ask;
}

struct limit_result asker_limit(struct asker *a, struct limit_key key)
{
	struct session_ask ask = {.verb = SESSION_LIMIT, .key = key};

	assert_int_equal(asker_ask(a, &ask), ERR_OK);
	return ask.limit;
}
