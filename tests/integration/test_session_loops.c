/*
 * session under two loops at once: whatever happens to Redis, nobody is ever
 * taken for somebody else; and limits are exact.
 *
 * A seed can be given in BAYBRIDGE_SEED; it is printed when a test fails.
 */
#include <poll.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "session/session.h"
#include "support/asker.h"
#include "support/random.h"
#include "support/redis_server.h"

enum {
	LOOPS = 2,
	LOGINS = 10000,
	ASKS = 40000,  /* of each loop */
	WINDOW = 64,   /* asks of a loop that wait at a time */
	ACCOUNTS = 997 /* login n is of account n % ACCOUNTS */
};

struct load {
	struct sessions *sessions;
	unsigned loop;
	uint64_t seed;
	struct limit_key key;
	size_t allowed;
	size_t found, absent, busy;
	size_t wrong; /* answers about somebody else */
};

struct client {
	struct session_ask ask;
	struct load *load;
	int n; /* the login asked for */
	bool is_waiting;
};

static atomic_size_t finished;

static uint64_t seed(void)
{
	const char *given = getenv("BAYBRIDGE_SEED");

	return given != NULL ? strtoull(given, NULL, 10)
			     : (uint64_t)clock_monotonic_us();
}

static struct login login_of(const struct sessions *s, int n)
{
	char account[LOGIN_ACCOUNT_BYTES];
	struct login l;

	snprintf(account, sizeof(account), "account%d", n % ACCOUNTS);
	l = asker_login(n, account);
	if (s != NULL)
		session_date(s, &l);
	return l;
}

static bool is_right(const struct client *c)
{
	struct login want = login_of(NULL, c->n);
	const struct login *got = &c->ask.login;

	return strcmp(got->account, want.account) == 0 &&
	       got->epoch == want.epoch &&
	       strcmp(got->label, want.label) == 0 &&
	       memcmp(got->digest, want.digest, LOGIN_DIGEST_BYTES) == 0;
}

static void count(struct client *c)
{
	struct load *load = c->load;

	if (c->ask.result == ERR_BUSY)
		load->busy++;
	else if (c->ask.verb == SESSION_LIMIT)
		load->allowed += c->ask.limit.is_allowed;
	else if (c->ask.result == ERR_NOT_FOUND)
		load->absent++;
	else if (c->ask.verb == SESSION_FIND && ++load->found > 0)
		load->wrong += !is_right(c);
}

static void on_answered(struct session_ask *ask)
{
	struct client *c = ask->ctx;

	c->is_waiting = false;
	count(c);
}

static void ask_one(struct client *c, enum session_verb verb, int n)
{
	c->n = n;
	c->ask = (struct session_ask){
		.verb = verb,
		.login = login_of(c->load->sessions, n),
		.key = c->load->key,
		.answered = on_answered,
		.ctx = c,
	};
	/* Who looks for a login knows nothing but its digest. */
	if (verb == SESSION_FIND)
		memset(c->ask.login.account, 0, LOGIN_ACCOUNT_BYTES);
	c->is_waiting = true;
	if (session_start(c->load->sessions, c->load->loop, &c->ask))
		on_answered(&c->ask);
}

static size_t waiting(const struct client *clients)
{
	size_t n = 0;

	for (size_t i = 0; i < WINDOW; i++)
		n += clients[i].is_waiting;
	return n;
}

static void draw(struct client *c, struct random *r)
{
	int dice = random_below(r, 100);

	if (c->load->key.text[0] != '\0')
		ask_one(c, SESSION_LIMIT, 0);
	else if (dice < 20)
		ask_one(c, SESSION_MAKE, random_below(r, LOGINS));
	else if (dice < 23)
		ask_one(c, SESSION_DROP, random_below(r, LOGINS));
	else
		ask_one(c, SESSION_FIND, random_below(r, LOGINS));
}

/* As many asks as it has to make, WINDOW at a time; no turn waits for long. */
static void *run_load(void *arg)
{
	struct load *load = arg;
	struct client *clients = calloc(WINDOW, sizeof(*clients));
	struct asker a;
	struct random r;
	int asks = load->key.text[0] != '\0' ? 500 : ASKS;

	random_seed(&r, load->seed + load->loop);
	asker_open(&a, load->sessions, load->loop);
	asker_await_up(&a, true);
	while (asks > 0) {
		for (size_t i = 0; i < WINDOW && asks > 0; i++) {
			clients[i].load = load;
			if (clients[i].is_waiting)
				continue;
			draw(&clients[i], &r);
			/* What is refused at once is cheap; look further. */
			asks -= sessions_are_up(load->sessions, load->loop);
		}
		asker_turn(&a);
	}
	while (waiting(clients) > 0)
		asker_turn(&a);
	asker_close(&a);
	free(clients);
	atomic_fetch_add(&finished, 1);
	return NULL;
}

static void run_loads(struct load loads[LOOPS], struct sessions *s,
		      uint64_t from, pthread_t threads[LOOPS])
{
	atomic_store(&finished, 0);
	for (unsigned i = 0; i < LOOPS; i++) {
		loads[i].sessions = s;
		loads[i].loop = i;
		loads[i].seed = from;
		assert_int_equal(
			pthread_create(&threads[i], NULL, run_load, &loads[i]),
			0);
	}
}

/* Something bad every 10 to 150 ms, until both loops have asked enough. */
static void trouble(struct redis_server *server, struct random *r)
{
	while (atomic_load(&finished) < LOOPS) {
		int ms = random_range(r, 10, 150);
		int dice = random_below(r, 4);

		poll(NULL, 0, ms);
		if (dice == 0) {
			redis_server_pause(server);
			poll(NULL, 0, random_range(r, 10, 600));
			redis_server_resume(server);
		} else if (dice == 1) {
			redis_server_kill(server);
			poll(NULL, 0, random_range(r, 1, 100));
			redis_server_start(server);
		} else if (dice == 2) {
			redis_server_tell(server, "DEBUG SLEEP 0.3");
		}
	}
}

static struct sessions *open_sessions(const char *redis)
{
	struct session_plan plan = asker_plan();
	struct sessions *s = NULL;
	char words[SESSION_WORDS_BYTES] = "";

	plan.redis = redis;
	assert_int_equal(sessions_open(&plan, &s, words), ERR_OK);
	return s;
}

static void nobody_is_taken_for_another(struct redis_server *server)
{
	struct load loads[LOOPS] = {0};
	pthread_t threads[LOOPS];
	struct sessions *s =
		open_sessions(server == NULL ? NULL : server->address);
	uint64_t from = seed();
	struct random r;

	random_seed(&r, from);
	run_loads(loads, s, from, threads);
	if (server != NULL)
		trouble(server, &r);
	for (unsigned i = 0; i < LOOPS; i++)
		pthread_join(threads[i], NULL);
	sessions_close(s);
	for (unsigned i = 0; i < LOOPS; i++) {
		if (loads[i].wrong > 0)
			fail_msg("seed %llu", (unsigned long long)from);
		assert_true(loads[i].found > ASKS / 100);
		assert_true(loads[i].absent > 0);
	}
	print_message("found %zu + %zu, busy %zu + %zu\n", loads[0].found,
		      loads[1].found, loads[0].busy, loads[1].busy);
}

static void killed_and_stopped_redis_shows_nobody_as_another(void **state)
{
	struct redis_server server;

	(void)state;
	redis_server_open(&server);
	server.keeps = true;
	redis_server_start(&server);
	nobody_is_taken_for_another(&server);
	redis_server_close(&server);
}

static void two_loops_share_the_embedded_store(void **state)
{
	(void)state;
	nobody_is_taken_for_another(NULL);
}

static void is_exact(const char *redis)
{
	struct load loads[LOOPS] = {0};
	pthread_t threads[LOOPS];
	struct sessions *s = open_sessions(redis);
	struct limit_key key = limit_by_address(LIMIT_REGISTER, "192.0.2.1");

	loads[0].key = key;
	loads[1].key = key;
	run_loads(loads, s, 1, threads);
	for (unsigned i = 0; i < LOOPS; i++)
		pthread_join(threads[i], NULL);
	sessions_close(s);
	/* 60 in an hour: a step is a minute, and this takes no minute. */
	assert_int_equal(loads[0].allowed + loads[1].allowed, 60);
}

static void a_limit_in_redis_is_exact_between_loops(void **state)
{
	struct redis_server server;

	(void)state;
	redis_server_open(&server);
	redis_server_start(&server);
	is_exact(server.address);
	redis_server_close(&server);
}

static void a_limit_in_this_process_is_exact_between_loops(void **state)
{
	(void)state;
	is_exact(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			killed_and_stopped_redis_shows_nobody_as_another),
		cmocka_unit_test(two_loops_share_the_embedded_store),
		cmocka_unit_test(a_limit_in_redis_is_exact_between_loops),
		cmocka_unit_test(
			a_limit_in_this_process_is_exact_between_loops),
	};

	return cmocka_run_group_tests_name("session loops", tests, NULL, NULL);
}
