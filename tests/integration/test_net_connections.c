/* How many connections there may be, and what happens to those above it. */
#include <sys/resource.h>

#include "support/net_fixture.h"

#define H "Host: test\r\n"

enum { SOON_MS = 150 }; /* long enough for an answer that must not come */

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
		cmocka_unit_test(one_address_has_its_share_of_connections),
		cmocka_unit_test(a_proxy_has_no_share),
		cmocka_unit_test(accepting_pauses_when_all_places_are_taken),
		cmocka_unit_test(accepting_does_not_spin_without_descriptors),
		cmocka_unit_test(
			a_healthy_client_is_served_beside_many_slow_ones),
	};

	return cmocka_run_group_tests_name("net connections", tests, NULL,
					   NULL);
}
