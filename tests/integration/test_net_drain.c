/* Starting and ending: options, loops, draining, many connections at once. */
#include <sys/time.h>

#include "support/net_fixture.h"

#define H "Host: test\r\n"

static void the_address_must_be_readable_and_free(void **state)
{
	static const char *const bad[] = {"",
					  "127.0.0.1",
					  "a:80",
					  "127.0.0.1:",
					  "127.0.0.1:65536",
					  "[::1:80",
					  "127.0.0.1:-1"};
	struct net_options o = fixture_options();
	struct net_service service = {0};
	struct server *s;
	struct fixture *f;
	char taken[32];

	(void)state;
	for (size_t i = 0; i < COUNT(bad); i++) {
		o.listen = bad[i];
		assert_int_equal(server_open(&o, &service, &s), ERR_INVALID);
	}
	o = fixture_options();
	f = fixture_open(&o);
	snprintf(taken, sizeof(taken), "127.0.0.1:%d", f->port);
	o.listen = taken;
	assert_int_equal(server_open(&o, &service, &s), ERR_BUSY);
	fixture_close(f);
	o = fixture_options();
	o.proxies = "nonsense";
	assert_int_equal(server_open(&o, &service, &s), ERR_INVALID);
	o = fixture_options();
	o.hosts = "a/b";
	assert_int_equal(server_open(&o, &service, &s), ERR_INVALID);
}

static void a_server_that_never_started_can_be_closed(void **state)
{
	struct net_options o = fixture_options();
	struct net_service service = {0};
	struct server *s;

	(void)state;
	assert_int_equal(server_open(&o, &service, &s), ERR_OK);
	assert_true(server_port(s) > 0);
	server_close(s);
	server_close(NULL);
}

static void loops_start_and_stop_once_each(void **state)
{
	struct net_options o = fixture_options();
	struct fixture *f;

	(void)state;
	o.loops = 3;
	f = fixture_open(&o);
	assert_int_equal(server_loops(f->server), 3);
	server_drain(f->server);
	server_wait(f->server);
	assert_int_equal(f->loops_started, 3);
	assert_int_equal(f->loops_stopped, 3);
	fixture_close(f);
}

static void draining_answers_what_is_in_work_and_closes(void **state)
{
	struct net_options o = fixture_options();
	struct fixture *f = fixture_open(&o);
	struct client working = client_open(f->port);
	struct client idle = client_open(f->port);
	struct client reading = client_open(f->port);
	struct answer a;

	(void)state;
	client_say(&idle, "GET /hello HTTP/1.1\r\n" H "\r\n");
	client_expect(&idle, 200);
	client_say(&reading,
		   "POST /echo HTTP/1.1\r\n" H "Expect: 100-continue\r\n"
		   "Content-Length: 5\r\n\r\n");
	a = client_answer(&reading, false);
	assert_int_equal(a.status, 100);
	answer_done(&a);
	client_say(&working, "GET /later HTTP/1.1\r\n" H "\r\n");
	fixture_await(f, &f->later_count, 1);

	server_drain(f->server);
	client_expect_end(&idle);
	client_say(&reading, "hello");
	a = client_answer(&reading, false);
	assert_string_equal(a.body, "hello");
	assert_string_equal(answer_field(&a, "connection"), "close");
	answer_done(&a);
	client_expect_end(&reading);
	fixture_finish_one(f);
	a = client_answer(&working, false);
	assert_string_equal(a.body, "late");
	assert_string_equal(answer_field(&a, "connection"), "close");
	answer_done(&a);
	client_expect_end(&working);
	client_close(&working);
	client_close(&idle);
	client_close(&reading);
	server_wait(f->server);
	assert_int_equal(server_connections(f->server), 0);
	fixture_close(f);
}

/* The reply under way says nothing of closing yet; the one after it does. */
static void replies_under_way_are_sent_whole_before_closing(void **state)
{
	enum { REQUESTS = 20, BYTES = 2000000, WINDOW = 64 * 1024 };
	struct net_options o = fixture_options();
	struct fixture *f = fixture_open(&o);
	struct client c = client_open(f->port);
	bool closes = false;
	int window = WINDOW;

	(void)state;
	setsockopt(c.fd, SOL_SOCKET, SO_RCVBUF, &window, sizeof(window));
	for (int i = 0; i < REQUESTS; i++)
		client_say(&c, "GET /plain?n=2000000 HTTP/1.1\r\n" H "\r\n");
	fixture_await(f, &f->served, 1);
	server_drain(f->server);
	while (!closes) {
		struct answer a = client_answer(&c, false);

		assert_int_equal(a.body_bytes, BYTES);
		closes = answer_field(&a, "connection") != NULL;
		answer_done(&a);
	}
	client_expect_end(&c);
	client_close(&c);
	server_wait(f->server);
	assert_true(f->served < REQUESTS);
	fixture_close(f);
}

static void nobody_is_accepted_after_draining(void **state)
{
	struct net_options o = fixture_options();
	struct fixture *f = fixture_open(&o);
	struct sockaddr_in to = {.sin_family = AF_INET,
				 .sin_port = htons((uint16_t)f->port)};
	int fd = socket(AF_INET, SOCK_STREAM, 0);

	(void)state;
	server_drain(f->server);
	server_wait(f->server);
	to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	assert_int_equal(connect(fd, (struct sockaddr *)&to, sizeof(to)), -1);
	assert_int_equal(errno, ECONNREFUSED);
	close(fd);
	fixture_close(f);
}

static void what_does_not_end_is_cut_when_draining_takes_too_long(void **state)
{
	struct net_options o = fixture_options();
	struct fixture *f;
	struct client c;
	struct exchange *x;

	(void)state;
	o.drain_ms = 100;
	f = fixture_open(&o);
	c = client_open(f->port);
	client_say(&c, "GET /later HTTP/1.1\r\n" H "\r\n");
	x = fixture_take_later(f);
	server_drain(f->server);
	client_expect_end(&c);
	server_wait(f->server);
	net_finish(x);
	client_close(&c);
	server_close(f->server);
	f->server = NULL;
	assert_int_equal(f->done, 1);
	assert_int_equal(f->dropped, 1);
	fixture_close(f);
}

struct worker {
	struct fixture *fixture;
	pthread_t thread;
	int requests;
};

static void *ask_again_and_again(void *arg)
{
	struct worker *w = arg;
	struct client c = client_open(w->fixture->port);

	for (int i = 0; i < w->requests; i++) {
		client_say(&c, i % 2 == 0 ? "GET /later HTTP/1.1\r\n" H "\r\n"
					  : "GET /big?n=40000 HTTP/1.1\r\n" H
					    "Accept-Encoding: gzip\r\n\r\n");
		client_expect(&c, 200);
	}
	client_close(&c);
	return NULL;
}

static void *finish_again_and_again(void *arg)
{
	struct worker *w = arg;

	for (int i = 0; i < w->requests; i++)
		fixture_finish_one(w->fixture);
	return NULL;
}

/* Clients and finishers on threads of their own, three loops between. */
static void many_threads_ask_and_finish_at_once(void **state)
{
	enum { CLIENTS = 12, REQUESTS = 60 };
	struct net_options o = fixture_options();
	struct worker clients[CLIENTS];
	struct worker finisher;
	struct fixture *f;

	(void)state;
	o.loops = 3;
	f = fixture_open(&o);
	finisher = (struct worker){.fixture = f,
				   .requests = CLIENTS * REQUESTS / 2};
	pthread_create(&finisher.thread, NULL, finish_again_and_again,
		       &finisher);
	for (int i = 0; i < CLIENTS; i++) {
		clients[i] =
			(struct worker){.fixture = f, .requests = REQUESTS};
		pthread_create(&clients[i].thread, NULL, ask_again_and_again,
			       &clients[i]);
	}
	for (int i = 0; i < CLIENTS; i++)
		pthread_join(clients[i].thread, NULL);
	pthread_join(finisher.thread, NULL);
	fixture_await(f, &f->done, CLIENTS * REQUESTS);
	assert_int_equal(f->dropped, 0);
	fixture_close(f);
}

static void many_connections_are_open_at_once(void **state)
{
	enum { CLIENTS = 400 };
	struct net_options o = fixture_options();
	struct client c[CLIENTS];
	struct fixture *f;

	(void)state;
	o.loops = 2;
	o.address_max = CLIENTS;
	f = fixture_open(&o);
	for (int i = 0; i < CLIENTS; i++) {
		c[i] = client_open(f->port);
		client_say(&c[i], "GET /hello HTTP/1.1\r\n" H "\r\n");
	}
	for (int i = 0; i < CLIENTS; i++)
		client_expect(&c[i], 200);
	assert_int_equal(server_connections(f->server), CLIENTS);
	for (int i = 0; i < CLIENTS; i++)
		client_close(&c[i]);
	fixture_await_empty(f);
	fixture_close(f);
}

/* A client that resets at every octet leaves nothing behind. */
static void resets_at_every_octet_leak_nothing(void **state)
{
	static const char octets[] =
		"POST /echo HTTP/1.1\r\n" H "Transfer-Encoding: chunked\r\n\r\n"
		"5\r\nhello\r\n0\r\n\r\n"
		"GET /plain?n=100000 HTTP/1.1\r\n" H "\r\n";
	struct net_options o = fixture_options();
	struct fixture *f = fixture_open(&o);
	struct linger reset = {.l_onoff = 1, .l_linger = 0};

	(void)state;
	for (size_t n = 0; n < sizeof(octets); n++) {
		struct client c = client_open(f->port);

		client_send(&c, octets, n);
		setsockopt(c.fd, SOL_SOCKET, SO_LINGER, &reset, sizeof(reset));
		client_close(&c);
	}
	fixture_await_empty(f);
	fixture_close(f);
}

static void ids_are_unique_and_sort_by_time(void **state)
{
	enum { REQUESTS = 20 };
	struct net_options o = fixture_options();
	struct fixture *f = fixture_open(&o);
	char ids[REQUESTS][NET_ID_BYTES];

	(void)state;
	for (int i = 0; i < REQUESTS; i++) {
		struct client c = client_open(f->port);
		struct exchange *x;

		client_say(&c, "GET /later HTTP/1.1\r\n" H "\r\n");
		x = fixture_take_later(f);
		memcpy(ids[i], x->request.id, NET_ID_BYTES);
		assert_int_equal(strlen(ids[i]), NET_ID_BYTES - 1);
		net_finish(x);
		client_expect(&c, 200);
		client_close(&c);
	}
	for (int i = 1; i < REQUESTS; i++) {
		assert_string_not_equal(ids[i - 1], ids[i]);
		assert_true(strncmp(ids[i - 1], ids[i], 10) <= 0);
	}
	fixture_close(f);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_address_must_be_readable_and_free),
		cmocka_unit_test(a_server_that_never_started_can_be_closed),
		cmocka_unit_test(loops_start_and_stop_once_each),
		cmocka_unit_test(draining_answers_what_is_in_work_and_closes),
		cmocka_unit_test(
			replies_under_way_are_sent_whole_before_closing),
		cmocka_unit_test(nobody_is_accepted_after_draining),
		cmocka_unit_test(
			what_does_not_end_is_cut_when_draining_takes_too_long),
		cmocka_unit_test(many_threads_ask_and_finish_at_once),
		cmocka_unit_test(many_connections_are_open_at_once),
		cmocka_unit_test(resets_at_every_octet_leak_nothing),
		cmocka_unit_test(ids_are_unique_and_sort_by_time),
	};

	return cmocka_run_group_tests_name("net drain", tests, NULL, NULL);
}
