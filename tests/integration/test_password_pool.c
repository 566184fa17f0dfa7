/*
 * Passwords off the loop: a request hands its password to a small pool with a
 * short queue, and its reply comes back on its connection.
 */
#include <pthread.h>
#include <semaphore.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "crypt/password.h"
#include "net/server.h"
#include "net/service.h"
#include "support/net_client.h"
#include "work/pool.h"

enum { QUEUE = 2, DEADLINE_US = 60000000 };

struct desk {
	struct passwords *passwords;
	char stored[PASSWORD_STORED_BYTES];
	struct pool *pool;
	struct server *server;
	int port;
	_Atomic int64_t deadline_us; /* from the request on */
	sem_t started;               /* a try has a thread */
	sem_t go;                    /* and may go on */
	_Atomic pthread_t loop;
	_Atomic pthread_t worker;
	sem_t gone; /* an exchange ended without its reply */
};

/* One try; lives in the arena of its exchange. */
struct attempt {
	struct job job;
	struct desk *desk;
	struct exchange *exchange;
};

static enum err run(void *arg, void *seat)
{
	struct attempt *t = arg;
	bool is_old;

	(void)seat;
	t->desk->worker = pthread_self();
	sem_post(&t->desk->started);
	sem_wait(&t->desk->go);
	return password_verify(t->desk->passwords, t->exchange->request.body,
			       slice_of(t->desk->stored), &is_old);
}

static void finish(void *arg, enum err result)
{
	struct attempt *t = arg;

	t->exchange->reply.status = err_status(result);
	net_finish(t->exchange);
}

static enum net_step serve(void *ctx, struct exchange *x)
{
	struct desk *d = ctx;
	struct attempt *t = ARENA_NEW(x->arena, struct attempt);

	d->loop = pthread_self();
	if (slice_is(x->request.path, "/hello"))
		return NET_REPLIED;
	*t = (struct attempt){
		{run, finish, t, clock_monotonic_us() + d->deadline_us}, d, x};
	if (pool_put(d->pool, &t->job))
		return NET_LATER;
	x->reply.status = err_status(ERR_BUSY);
	net_reply_field(&x->reply, "Retry-After", SLICE("1"));
	return NET_REPLIED;
}

static enum net_step head(void *ctx, struct exchange *x)
{
	(void)ctx;
	(void)x;
	return NET_GO_ON;
}

static void failed(void *ctx, struct exchange *x, enum err e, const char *words)
{
	(void)ctx;
	(void)x;
	(void)e;
	(void)words;
}

static void done(void *ctx, struct exchange *x,
		 const struct net_outcome *outcome)
{
	struct desk *d = ctx;

	(void)x;
	if (outcome->status == 0)
		sem_post(&d->gone);
}

static int open_desk(void **state)
{
	static struct desk d;
	static struct net_service service;
	static void *const seats[] = {NULL};
	struct password_plan cheap = {64 * 1024, 2, PASSWORDS};
	struct pool_plan plan = {1, seats, QUEUE};
	struct net_options o = net_options_default();

	d = (struct desk){.deadline_us = DEADLINE_US};
	service = (struct net_service){.ctx = &d,
				       .head = head,
				       .serve = serve,
				       .failed = failed,
				       .done = done};
	sem_init(&d.started, 0, 0);
	sem_init(&d.go, 0, 0);
	sem_init(&d.gone, 0, 0);
	assert_int_equal(password_open(&cheap, &d.passwords), ERR_OK);
	assert_int_equal(
		password_hash(d.passwords, SLICE("tram 12 in rain"), d.stored),
		ERR_OK);
	assert_int_equal(pool_open(&plan, &d.pool), ERR_OK);
	o.listen = "127.0.0.1:0";
	o.loops = 1;
	assert_int_equal(server_open(&o, &service, &d.server), ERR_OK);
	d.port = server_port(d.server);
	assert_int_equal(server_start(d.server), ERR_OK);
	*state = &d;
	return 0;
}

static int close_desk(void **state)
{
	struct desk *d = *state;

	pool_close(d->pool);
	server_close(d->server);
	password_close(d->passwords);
	sem_destroy(&d->started);
	sem_destroy(&d->go);
	sem_destroy(&d->gone);
	return 0;
}

static struct client ask(const struct desk *d, const char *password)
{
	struct client c = client_open(d->port);
	char text[256];

	snprintf(text, sizeof(text),
		 "POST /login HTTP/1.1\r\nHost: test\r\n"
		 "Content-Length: %zu\r\n\r\n%s",
		 strlen(password), password);
	client_say(&c, text);
	return c;
}

/* A reply to another request says that the loop has read all before it. */
static void pass_loop(const struct desk *d)
{
	struct client c = client_open(d->port);

	client_say(&c, "GET /hello HTTP/1.1\r\nHost: test\r\n\r\n");
	client_expect(&c, 200);
	client_close(&c);
}

static void the_reply_comes_back_and_the_loop_serves_meanwhile(void **state)
{
	struct desk *d = *state;
	struct client right = ask(d, "tram 12 in rain");
	struct client wrong;

	sem_wait(&d->started);
	wrong = ask(d, "tram 13 in rain");
	pass_loop(d); /* while one is tried and one may wait */
	assert_false(pthread_equal(d->loop, d->worker));
	sem_post(&d->go);
	client_expect(&right, 200);
	sem_post(&d->go);
	client_expect(&wrong, 401);
	client_close(&right);
	client_close(&wrong);
}

/* All that the queue takes, and one more that is tried already. */
static void a_full_queue_answers_503_at_once(void **state)
{
	struct desk *d = *state;
	struct client waiting[QUEUE + 1];
	struct client refused;
	struct answer a;

	waiting[0] = ask(d, "tram 12 in rain");
	sem_wait(&d->started);
	for (size_t i = 1; i <= QUEUE; i++)
		waiting[i] = ask(d, "tram 12 in rain");
	while (pool_depth(d->pool) < QUEUE)
		pass_loop(d);
	refused = ask(d, "tram 12 in rain");
	a = client_answer(&refused, false);
	assert_int_equal(a.status, 503);
	assert_string_equal(answer_field(&a, "retry-after"), "1");
	answer_done(&a);
	client_close(&refused);
	for (size_t i = 0; i <= QUEUE; i++)
		sem_post(&d->go);
	for (size_t i = 0; i <= QUEUE; i++) {
		client_expect(&waiting[i], 200);
		client_close(&waiting[i]);
	}
}

static void what_waited_too_long_is_not_hashed(void **state)
{
	struct desk *d = *state;
	struct client late;

	d->deadline_us = -1;
	late = ask(d, "tram 12 in rain");
	client_expect(&late, 503); /* nobody has posted `go` */
	client_close(&late);
}

static void a_client_that_left_harms_nobody(void **state)
{
	struct desk *d = *state;
	struct client left = ask(d, "tram 12 in rain");
	struct client stays;
	struct linger reset = {1, 0};

	sem_wait(&d->started);
	setsockopt(left.fd, SOL_SOCKET, SO_LINGER, &reset, sizeof(reset));
	client_close(&left);
	stays = ask(d, "tram 13 in rain");
	pass_loop(d);
	sem_post(&d->go);
	sem_post(&d->go);
	client_expect(&stays, 401);
	sem_wait(&d->gone);
	client_close(&stays);
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, open_desk, close_desk)

int main(void)
{
	const struct CMUnitTest tests[] = {
		CASE(the_reply_comes_back_and_the_loop_serves_meanwhile),
		CASE(a_full_queue_answers_503_at_once),
		CASE(what_waited_too_long_is_not_hashed),
		CASE(a_client_that_left_harms_nobody),
	};

	return cmocka_run_group_tests_name("password_pool", tests, NULL, NULL);
}
