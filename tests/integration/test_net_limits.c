/*
 * Limits and deadlines, with small values: what goes beyond is answered or
 * closed, and a client that keeps sending an octet gains nothing by it.
 */
#include <sys/resource.h>

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

	(void)state;
	o.work_ms = SOON_MS;
	f = fixture_open(&o);
	c = client_open(f->port);
	client_say(&c, "GET /later HTTP/1.1\r\n" H "\r\n"
		       "GET /hello HTTP/1.1\r\n" H "\r\n");
	x = fixture_take_later(f);
	assert_false(net_is_late(x));
	client_expect(&c, 503);
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

/* The client asks for much and reads late: no more is made than may wait. */
static void nobody_works_for_output_that_waits(void **state)
{
	enum { REQUESTS = 2000, BYTES = 15000 };
	struct net_options o = fixture_options();
	struct fixture *f;
	struct client c;
	size_t served;

	(void)state;
	f = fixture_open(&o);
	c = client_open(f->port);
	for (int i = 0; i < REQUESTS; i++)
		client_say(&c, "GET /plain?n=15000 HTTP/1.1\r\n" H "\r\n");
	client_read(&c);
	pthread_mutex_lock(&f->lock);
	served = f->served;
	pthread_mutex_unlock(&f->lock);
	assert_true(served < REQUESTS);
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

static void one_address_has_its_share_of_connections(void **state)
{
	struct net_options o = fixture_options();
	struct fixture *f;
	struct client a;
	struct client b;
	struct client more;

	(void)state;
	o.address_max = 2;
	f = fixture_open(&o);
	a = client_open(f->port);
	client_say(&a, "GET /hello HTTP/1.1\r\n" H "\r\n");
	client_expect(&a, 200);
	b = client_open(f->port);
	client_say(&b, "GET /hello HTTP/1.1\r\n" H "\r\n");
	client_expect(&b, 200);
	more = client_open(f->port);
	client_expect(&more, 503);
	client_expect_end(&more);
	client_close(&more);
	client_close(&a);
	client_expect_alive(&b);
	client_close(&b);
	fixture_await_empty(f);
	a = client_open(f->port);
	client_expect_alive(&a);
	client_close(&a);
	fixture_close(f);
}

static void a_proxy_has_no_share(void **state)
{
	enum { CLIENTS = 5 };
	struct net_options o = fixture_options();
	struct fixture *f;
	struct client c[CLIENTS];

	(void)state;
	o.address_max = 1;
	o.proxies = "127.0.0.1";
	f = fixture_open(&o);
	for (int i = 0; i < CLIENTS; i++) {
		c[i] = client_open(f->port);
		client_say(&c[i], "GET /hello HTTP/1.1\r\n" H "\r\n");
		client_expect(&c[i], 200);
	}
	for (int i = 0; i < CLIENTS; i++)
		client_close(&c[i]);
	fixture_close(f);
}

static void accepting_pauses_when_all_places_are_taken(void **state)
{
	struct net_options o = fixture_options();
	struct fixture *f;
	struct client a;
	struct client b;
	struct pollfd p;

	(void)state;
	o.connections_max = 1;
	f = fixture_open(&o);
	a = client_open(f->port);
	client_say(&a, "GET /hello HTTP/1.1\r\n" H "\r\n");
	client_expect(&a, 200);
	b = client_open(f->port);
	client_say(&b, "GET /hello HTTP/1.1\r\n" H "\r\n");
	p = (struct pollfd){.fd = b.fd, .events = POLLIN};
	assert_int_equal(poll(&p, 1, SOON_MS), 0);
	assert_int_equal(server_connections(f->server), 1);
	client_close(&a);
	client_expect(&b, 200);
	client_close(&b);
	fixture_close(f);
}

/* CPU time of the process in milliseconds. */
static int64_t cpu_ms(void)
{
	struct rusage u;

	getrusage(RUSAGE_SELF, &u);
	return (u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1000 +
	       (u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1000;
}

static void accepting_does_not_spin_without_descriptors(void **state)
{
	struct net_options o = fixture_options();
	struct fixture *f = fixture_open(&o);
	struct client c = client_open(f->port);
	struct rlimit before;
	struct rlimit none;
	struct pollfd p;
	int64_t cpu;

	(void)state;
	client_say(&c, "GET /hello HTTP/1.1\r\n" H "\r\n");
	client_expect(&c, 200);
	client_close(&c);
	fixture_await_empty(f);
	c = (struct client){.fd = socket(AF_INET, SOCK_STREAM, 0)};
	assert_int_equal(getrlimit(RLIMIT_NOFILE, &before), 0);
	none = before;
	none.rlim_cur = (rlim_t)c.fd + 1;
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &none), 0);
	close(c.fd);
	c = client_open(f->port);
	client_say(&c, "GET /hello HTTP/1.1\r\n" H "\r\n");
	cpu = cpu_ms();
	p = (struct pollfd){.fd = c.fd, .events = POLLIN};
	assert_int_equal(poll(&p, 1, 4 * SOON_MS), 0);
	assert_true(cpu_ms() - cpu < 2 * SOON_MS);
	assert_int_equal(setrlimit(RLIMIT_NOFILE, &before), 0);
	client_expect(&c, 200);
	client_close(&c);
	fixture_close(f);
}

static void a_healthy_client_is_served_beside_many_slow_ones(void **state)
{
	enum { SLOW = 200, ASKED = 50 };
	struct net_options o = fixture_options();
	struct fixture *f;
	struct client slow[SLOW];
	struct client c;

	(void)state;
	o.head_ms = 2000;
	o.body_ms = 2000;
	f = fixture_open(&o);
	for (int i = 0; i < SLOW; i++) {
		slow[i] = client_open(f->port);
		if (i % 3 == 0)
			client_say(&slow[i], "GET /hello HTTP/1.1\r\nHo");
		if (i % 3 == 1)
			client_say(&slow[i], "POST /echo HTTP/1.1\r\n" H
					     "Content-Length: 5\r\n\r\nhe");
	}
	c = client_open(f->port);
	for (int i = 0; i < ASKED; i++) {
		client_say(&c, "GET /hello HTTP/1.1\r\n" H "\r\n");
		client_expect(&c, 200);
	}
	client_close(&c);
	for (int i = 0; i < SLOW; i++) {
		if (i % 3 != 2) {
			client_expect(&slow[i], 408);
			client_expect_end(&slow[i]);
		}
		client_close(&slow[i]);
	}
	fixture_await_empty(f);
	fixture_close(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_dripping_head_gets_408),
		cmocka_unit_test(a_dripping_body_gets_408),
		cmocka_unit_test(a_large_import_has_longer),
		cmocka_unit_test(an_idle_connection_is_closed_without_a_word),
		cmocka_unit_test(work_that_takes_too_long_gets_503),
		cmocka_unit_test(who_takes_no_octet_is_closed),
		cmocka_unit_test(nobody_works_for_output_that_waits),
		cmocka_unit_test(
			requests_that_wait_are_limited_and_all_answered),
		cmocka_unit_test(long_heads_are_refused),
		cmocka_unit_test(an_answer_is_not_lost_to_what_is_still_sent),
		cmocka_unit_test(lingering_ends),
		cmocka_unit_test(one_address_has_its_share_of_connections),
		cmocka_unit_test(a_proxy_has_no_share),
		cmocka_unit_test(accepting_pauses_when_all_places_are_taken),
		cmocka_unit_test(accepting_does_not_spin_without_descriptors),
		cmocka_unit_test(
			a_healthy_client_is_served_beside_many_slow_ones),
	};

	return cmocka_run_group_tests_name("net limits", tests, NULL, NULL);
}
