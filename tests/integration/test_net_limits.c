/*
 * Limits and deadlines, with small values: what goes beyond is answered or
 * closed, and a client that keeps sending an octet gains nothing by it.
 */
#include "support/net_fixture.h"

#define H "Host: test\r\n"

/* A deadline of the server, and one that the test never reaches. */
enum { SOON_MS = 150, FAR_MS = 60 * 1000 };

/* Sends an octet a moment until the server has answered or closed. */
static void drip_until_answered(struct client *c, char octet)
{
	struct pollfd p = {.fd = c->fd, .events = POLLIN};
	int64_t start = clock_monotonic_us();

	while (poll(&p, 1, 10) == 0) {
		assert_true(ms_since(start) < CLIENT_WAIT_MS);
		client_send(c, &octet, 1);
	}
}

static void a_dripping_head_gets_408(void **state)
{
	struct net_options o = fixture_options();
	struct fixture *f;
	struct client c;
	int64_t start;

	(void)state;
	o.head_ms = SOON_MS;
	f = fixture_open(&o);
	c = client_open(f->port);
	start = clock_monotonic_us();
	client_say(&c, "GET /hello HTTP/1.1\r\nA: ");
	drip_until_answered(&c, 'x');
	assert_true(ms_since(start) >= SOON_MS);
	client_expect(&c, 408);
	client_expect_end(&c);
	client_close(&c);
	fixture_close(f);
}

static void a_dripping_body_gets_408(void **state)
{
	static const char *const heads[] = {
		"POST /echo HTTP/1.1\r\n" H "Content-Length: 100000\r\n\r\n",
		"POST /echo HTTP/1.1\r\n" H
		"Transfer-Encoding: chunked\r\n\r\nFFFF\r\n",
	};
	struct net_options o = fixture_options();
	struct fixture *f;

	(void)state;
	o.body_ms = SOON_MS;
	f = fixture_open(&o);
	for (size_t i = 0; i < COUNT(heads); i++) {
		struct client c = client_open(f->port);

		client_say(&c, heads[i]);
		drip_until_answered(&c, 'x');
		client_expect(&c, 408);
		client_expect_end(&c);
		client_close(&c);
	}
	fixture_close(f);
}

/* At 1000 octets a second, 4000 octets are worth four seconds more. */
static void a_large_import_has_longer(void **state)
{
	struct net_options o = fixture_options();
	struct fixture *f;
	struct client c;
	struct answer a;
	char octets[4000];
	struct pollfd p;

	(void)state;
	memset(octets, 'x', sizeof(octets));
	o.body_ms = SOON_MS;
	o.body_rate = 1000;
	f = fixture_open(&o);
	c = client_open(f->port);
	client_say(&c, "POST /import HTTP/1.1\r\n" H
		       "Content-Length: 4001\r\n\r\n");
	client_send(&c, octets, sizeof(octets));
	p = (struct pollfd){.fd = c.fd, .events = POLLIN};
	assert_int_equal(poll(&p, 1, 3 * SOON_MS), 0); /* no 408 */
	client_say(&c, "y");
	a = client_answer(&c, false);
	assert_string_equal(a.body, "4001");
	answer_done(&a);
	client_close(&c);
	fixture_close(f);
}

static void an_idle_connection_is_closed_without_a_word(void **state)
{
	struct net_options o = fixture_options();
	struct fixture *f;
	struct client c;
	int64_t start;

	(void)state;
	o.idle_ms = SOON_MS;
	f = fixture_open(&o);
	start = clock_monotonic_us();
	c = client_open(f->port);
	client_expect_end(&c);
	assert_true(ms_since(start) >= SOON_MS);
	client_close(&c);
	c = client_open(f->port);
	client_say(&c, "GET /hello HTTP/1.1\r\n" H "\r\n");
	client_expect(&c, 200);
	client_expect_end(&c);
	client_close(&c);
	fixture_close(f);
}

static void work_that_takes_too_long_gets_503(void **state)
{
	struct net_options o = fixture_options();
	struct fixture *f;
	struct client c;
	struct exchange *x;
	struct answer a;

	(void)state;
	o.work_ms = SOON_MS;
	f = fixture_open(&o);
	c = client_open(f->port);
	client_say(&c, "GET /later HTTP/1.1\r\n" H "\r\n"
		       "GET /hello HTTP/1.1\r\n" H "\r\n");
	x = fixture_take_later(f);
	assert_false(net_is_late(x));
	a = client_answer(&c, false);
	assert_int_equal(a.status, 503);
	assert_non_null(strstr(a.body, x->request.id));
	answer_done(&a);
	client_expect_end(&c);
	assert_true(net_is_late(x));
	client_close(&c);
	net_finish(x);
	fixture_await(f, &f->done, 2);
	assert_int_equal(f->served, 1);
	fixture_close(f);
}

static void who_takes_no_octet_is_closed(void **state)
{
	struct net_options o = fixture_options();
	struct fixture *f;
	struct client c;

	(void)state;
	o.write_stall_ms = SOON_MS;
	f = fixture_open(&o);
	c = client_open(f->port);
	for (int i = 0; i < 20; i++)
		client_say(&c, "GET /plain?n=2000000 HTTP/1.1\r\n" H "\r\n");
	fixture_await(f, &f->dropped, 1);
	fixture_await_empty(f);
	client_close(&c);
	fixture_close(f);
}

/* Small replies that nobody reads: no more are made than may wait. */
static void nobody_works_for_output_that_waits(void **state)
{
	enum { REQUESTS = 4000, WINDOW = 64 * 1024 };
	struct net_options o = fixture_options();
	struct fixture *f;
	struct client c;
	int window = WINDOW;

	(void)state;
	o.write_stall_ms = SOON_MS;
	f = fixture_open(&o);
	c = client_open(f->port);
	setsockopt(c.fd, SOL_SOCKET, SO_RCVBUF, &window, sizeof(window));
	for (int i = 0; i < REQUESTS; i++)
		client_say(&c, "GET /plain?n=15000 HTTP/1.1\r\n" H "\r\n");
	fixture_await(f, &f->served, 1);
	fixture_await_empty(f);
	assert_true(f->served < REQUESTS / 2);
	client_close(&c);
	fixture_close(f);
}

/* The client reads late, and gets every octet in order all the same. */
static void output_that_waited_arrives_whole(void **state)
{
	enum { REQUESTS = 1000, BYTES = 15000 };
	struct net_options o = fixture_options();
	struct fixture *f = fixture_open(&o);
	struct client c = client_open(f->port);

	(void)state;
	for (int i = 0; i < REQUESTS; i++)
		client_say(&c, "GET /plain?n=15000 HTTP/1.1\r\n" H "\r\n");
	for (int i = 0; i < REQUESTS; i++) {
		struct answer a = client_answer(&c, false);

		assert_int_equal(a.body_bytes, BYTES);
		answer_done(&a);
	}
	client_expect_alive(&c);
	client_close(&c);
	fixture_close(f);
}

static void requests_that_wait_are_limited_and_all_answered(void **state)
{
	enum { REQUESTS = 5000 };
	struct net_options o = fixture_options();
	struct fixture *f;
	struct client c;
	size_t sent = 0;

	(void)state;
	o.pipeline_max = 10;
	f = fixture_open(&o);
	c = client_open(f->port);
	client_say(&c, "GET /later HTTP/1.1\r\n" H "\r\n");
	fixture_await(f, &f->later_count, 1);
	for (; sent < REQUESTS; sent++)
		client_say(&c, "GET /hello HTTP/1.1\r\n" H "\r\n");
	fixture_finish_one(f);
	for (size_t i = 0; i < REQUESTS + 1; i++)
		client_expect(&c, 200);
	client_expect_alive(&c);
	client_close(&c);
	fixture_close(f);
}

static void long_heads_are_refused(void **state)
{
	struct net_options o = fixture_options();
	struct fixture *f = fixture_open(&o);
	static char octets[20000];
	struct client c;

	(void)state;
	memset(octets, 'a', sizeof(octets));
	c = client_open(f->port);
	client_say(&c, "GET /");
	client_send(&c, octets, 9000);
	client_expect(&c, 414);
	client_expect_end(&c);
	client_close(&c);

	c = client_open(f->port);
	client_say(&c, "GET /hello HTTP/1.1\r\nA: ");
	client_send(&c, octets, 17000);
	client_expect(&c, 431);
	client_expect_end(&c);
	client_close(&c);

	c = client_open(f->port);
	client_say(&c, "GET /hello HTTP/1.1\r\n" H);
	for (int i = 0; i < 100; i++)
		client_say(&c, "A: b\r\n");
	client_expect(&c, 431);
	client_expect_end(&c);
	client_close(&c);
	fixture_close(f);
}

/* The answer is read although the server never takes the rest of the body. */
static void an_answer_is_not_lost_to_what_is_still_sent(void **state)
{
	enum { BYTES = 40 * 1024 };
	struct net_options o = fixture_options();
	struct fixture *f = fixture_open(&o);
	char *body = calloc(1, BYTES);

	(void)state;
	for (int i = 0; i < 20; i++) {
		struct client c = client_open(f->port);

		client_say(&c, "POST /echo HTTP/1.1\r\n" H
			       "Content-Length: 99999999\r\n\r\n");
		client_send(&c, body, BYTES);
		client_expect(&c, 413);
		client_expect_end(&c);
		client_close(&c);
	}
	free(body);
	fixture_close(f);
}

/* It neither stops sending nor reads: cut by octets, or else by time. */
static void lingering_ends(void **state)
{
	struct net_options o = fixture_options();
	struct fixture *f;
	struct client c;
	char octets[16 * 1024] = {0};
	int64_t start;

	(void)state;
	o.linger_ms = FAR_MS;
	f = fixture_open(&o);
	c = client_open(f->port);
	client_say(&c, "bad\r\n");
	client_expect(&c, 400);
	for (int i = 0; i < 100; i++)
		client_send(&c, octets, sizeof(octets));
	fixture_await_empty(f);
	client_close(&c);
	fixture_close(f);

	o.linger_ms = SOON_MS;
	f = fixture_open(&o);
	c = client_open(f->port);
	start = clock_monotonic_us();
	client_say(&c, "bad\r\n");
	client_expect(&c, 400);
	fixture_await_empty(f);
	assert_true(ms_since(start) >= SOON_MS);
	client_close(&c);
	fixture_close(f);
}

static void a_long_pipeline_gives_way_to_others(void **state)
{
	enum { REQUESTS = 200 };
	struct net_options o = fixture_options();
	struct fixture *f = fixture_open(&o);
	struct client greedy = client_open(f->port);
	struct client other = client_open(f->port);
	struct answer a;

	(void)state;
	client_say(&other, "GET /hello HTTP/1.1\r\n" H "\r\n");
	client_expect(&other, 200);
	client_say(&greedy, "GET /block HTTP/1.1\r\n" H "\r\n");
	fixture_await(f, &f->served, 2);
	for (int i = 0; i < REQUESTS; i++)
		client_say(&greedy, "GET /hello HTTP/1.1\r\n" H "\r\n");
	client_say(&other, "GET /count HTTP/1.1\r\n" H "\r\n");
	fixture_unblock(f);
	a = client_answer(&other, false);
	assert_true(strtoul(a.body, NULL, 10) < REQUESTS / 2);
	answer_done(&a);
	for (int i = 0; i < REQUESTS + 1; i++)
		client_expect(&greedy, 200);
	client_expect_alive(&greedy);
	client_close(&greedy);
	client_close(&other);
	fixture_close(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_long_pipeline_gives_way_to_others),
		cmocka_unit_test(a_dripping_head_gets_408),
		cmocka_unit_test(a_dripping_body_gets_408),
		cmocka_unit_test(a_large_import_has_longer),
		cmocka_unit_test(an_idle_connection_is_closed_without_a_word),
		cmocka_unit_test(work_that_takes_too_long_gets_503),
		cmocka_unit_test(who_takes_no_octet_is_closed),
		cmocka_unit_test(nobody_works_for_output_that_waits),
		cmocka_unit_test(output_that_waited_arrives_whole),
		cmocka_unit_test(
			requests_that_wait_are_limited_and_all_answered),
		cmocka_unit_test(long_heads_are_refused),
		cmocka_unit_test(an_answer_is_not_lost_to_what_is_still_sent),
		cmocka_unit_test(lingering_ends),
	};

	return cmocka_run_group_tests_name("net limits", tests, NULL, NULL);
}
