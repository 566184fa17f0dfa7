/* How answers look and when they come: fields, order, codings, conditions. */
#include "support/net_fixture.h"

#define H "Host: test\r\n"

static int open_fixture(void **state)
{
	struct net_options o = fixture_options();

	o.proxies = "127.0.0.0/8";
	*state = fixture_open(&o);
	return 0;
}

static int close_fixture(void **state)
{
	fixture_close(*state);
	return 0;
}

static struct client connected(void **state)
{
	const struct fixture *f = *state;

	return client_open(f->port);
}

/* Asks on the connection and takes the answer. */
static struct answer ask(struct client *c, const char *octets)
{
	client_say(c, octets);
	return client_answer(c, strncmp(octets, "HEAD", 4) == 0);
}

static void date_and_length_are_there_and_no_name_of_the_server(void **state)
{
	struct client c = connected(state);
	struct answer a = ask(&c, "GET /hello HTTP/1.1\r\n" H "\r\n");
	const char *date = answer_field(&a, "date");

	assert_int_equal(a.status, 200);
	assert_string_equal(a.body, "hello");
	assert_non_null(date);
	assert_int_equal(strlen(date), 29);
	assert_string_equal(answer_field(&a, "content-length"), "5");
	assert_null(answer_field(&a, "server"));
	assert_null(answer_field(&a, "connection"));
	assert_null(answer_field(&a, "vary"));
	answer_done(&a);
	client_close(&c);
}

static void head_has_the_fields_of_get_and_no_body(void **state)
{
	struct client c = connected(state);
	struct answer got = ask(&c, "GET /big?n=5000 HTTP/1.1\r\n" H "\r\n");
	struct answer head = ask(&c, "HEAD /big?n=5000 HTTP/1.1\r\n" H "\r\n");
	char *date = strstr(got.head, "Date");
	size_t before = (size_t)(date - got.head);

	assert_int_equal(head.status, 200);
	assert_memory_equal(head.head, got.head, before);
	assert_string_equal(strchr(head.head + before, '\n'),
			    strchr(got.head + before, '\n'));
	client_expect_alive(&c);
	answer_done(&got);
	answer_done(&head);
	client_close(&c);
}

static void a_refused_head_has_no_body(void **state)
{
	struct client c = connected(state);
	struct answer a = ask(&c, "HEAD /hello HTTP/1.1\r\n" H H "\r\n");

	assert_int_equal(a.status, 400);
	assert_string_not_equal(answer_field(&a, "content-length"), "0");
	client_expect_end(&c);
	answer_done(&a);
	client_close(&c);
}

static void options_gives_204_with_allow_and_no_length(void **state)
{
	struct client c = connected(state);
	struct answer a = ask(&c, "OPTIONS /hello HTTP/1.1\r\n" H "\r\n");

	assert_int_equal(a.status, 204);
	assert_string_equal(answer_field(&a, "allow"), "GET, HEAD, OPTIONS");
	assert_null(answer_field(&a, "content-length"));
	client_expect_alive(&c);
	answer_done(&a);
	client_close(&c);
}

static void another_method_gives_405_with_allow(void **state)
{
	struct client c = connected(state);
	struct answer a = ask(&c, "PUT /hello HTTP/1.1\r\n" H "\r\n");

	assert_int_equal(a.status, 405);
	assert_string_equal(answer_field(&a, "allow"), "GET, HEAD, OPTIONS");
	client_expect_alive(&c);
	answer_done(&a);
	client_close(&c);
}

static void errors_of_net_have_the_body_of_the_service(void **state)
{
	struct client c = connected(state);
	struct answer a = ask(&c, "GET /hello\r\n\r\n");

	assert_int_equal(a.status, 400);
	assert_string_equal(answer_field(&a, "content-type"),
			    "application/problem+json");
	assert_string_equal(answer_field(&a, "connection"), "close");
	assert_non_null(strstr(a.body, "\"status\":400"));
	client_expect_end(&c);
	answer_done(&a);
	client_close(&c);
}

static void a_field_with_a_line_end_becomes_a_500(void **state)
{
	struct client c = connected(state);
	struct answer a = ask(&c, "GET /broken HTTP/1.1\r\n" H "\r\n");

	assert_int_equal(a.status, 500);
	assert_null(answer_field(&a, "set-cookie"));
	assert_null(answer_field(&a, "x-bad"));
	client_expect_alive(&c);
	answer_done(&a);
	client_close(&c);
}

static void the_continue_comes_before_the_body_is_sent(void **state)
{
	struct client c = connected(state);
	struct answer a =
		ask(&c, "POST /echo HTTP/1.1\r\n" H "Content-Length: 5\r\n"
			"Expect: 100-continue\r\n\r\n");

	assert_int_equal(a.status, 100);
	answer_done(&a);
	a = ask(&c, "hello");
	assert_int_equal(a.status, 200);
	assert_string_equal(a.body, "hello");
	client_expect_alive(&c);
	answer_done(&a);
	client_close(&c);
}

static void no_continue_when_the_body_will_not_be_read(void **state)
{
	static const char *const heads[] = {
		"POST /nothing HTTP/1.1\r\n" H "Content-Length: 5\r\n",
		"PUT /echo HTTP/1.1\r\n" H "Content-Length: 5\r\n",
		"POST /echo HTTP/1.1\r\n" H "Content-Length: 99999999\r\n",
		"OPTIONS /echo HTTP/1.1\r\n" H "Content-Length: 5\r\n",
	};
	static const int want[] = {404, 405, 413, 204};

	for (size_t i = 0; i < COUNT(heads); i++) {
		struct client c = connected(state);

		client_say(&c, heads[i]);
		client_say(&c, "Expect: 100-continue\r\n\r\n");
		client_expect(&c, want[i]);
		client_expect_end(&c);
		client_close(&c);
	}
}

static void no_continue_without_body_or_in_http_1_0(void **state)
{
	struct client c = connected(state);

	client_say(&c,
		   "GET /hello HTTP/1.1\r\n" H "Expect: 100-continue\r\n\r\n");
	client_expect(&c, 200);
	client_say(&c, "POST /echo HTTP/1.0\r\nContent-Length: 5\r\n"
		       "Expect: 100-continue\r\n\r\nhello");
	client_expect(&c, 200);
	client_expect_end(&c);
	client_close(&c);
}

static void pipelined_requests_are_answered_in_order(void **state)
{
	enum { REQUESTS = 300 };
	struct client c = connected(state);
	char octets[128];
	char want[8];

	for (int i = 0; i < REQUESTS; i++) {
		snprintf(octets, sizeof(octets),
			 "POST /echo HTTP/1.1\r\n" H
			 "Content-Length: 3\r\n\r\n%03d",
			 i);
		client_say(&c, octets);
	}
	for (int i = 0; i < REQUESTS; i++) {
		struct answer a = client_answer(&c, false);

		snprintf(want, sizeof(want), "%03d", i);
		assert_string_equal(a.body, want);
		answer_done(&a);
	}
	client_expect_alive(&c);
	client_close(&c);
}

static void a_later_reply_holds_back_those_behind_it(void **state)
{
	struct client c = connected(state);
	struct answer a;

	client_say(&c, "GET /later HTTP/1.1\r\n" H "\r\n"
		       "GET /hello HTTP/1.1\r\n" H "\r\n");
	fixture_finish_one(*state);
	a = client_answer(&c, false);
	assert_string_equal(a.body, "late");
	answer_done(&a);
	a = client_answer(&c, false);
	assert_string_equal(a.body, "hello");
	answer_done(&a);
	client_close(&c);
}

static void a_reply_may_be_finished_before_serve_returns(void **state)
{
	struct client c = connected(state);

	for (int i = 0; i < 10; i++) {
		client_say(&c, "GET /now HTTP/1.1\r\n" H "\r\n");
		client_expect(&c, 200);
	}
	client_close(&c);
}

static void the_reply_of_a_client_that_left_is_dropped(void **state)
{
	struct fixture *f = *state;
	struct client c = connected(state);
	struct linger reset = {.l_onoff = 1, .l_linger = 0};
	struct exchange *x;
	size_t dropped = f->dropped;

	client_say(&c, "GET /later HTTP/1.1\r\n" H "\r\n");
	x = fixture_take_later(f);
	setsockopt(c.fd, SOL_SOCKET, SO_LINGER, &reset, sizeof(reset));
	client_close(&c);
	fixture_await_empty(f);
	assert_true(slice_is(x->request.path, "/later"));
	buf_add_text(&x->reply.body, "nobody reads this");
	net_finish(x);
	fixture_await(f, &f->dropped, dropped + 1);
	c = connected(state);
	client_expect_alive(&c);
	client_close(&c);
}

static void a_client_that_shut_down_writing_gets_its_answers(void **state)
{
	struct fixture *f = *state;
	struct client c = connected(state);
	struct answer a;

	client_say(&c, "GET /later HTTP/1.1\r\n" H "\r\n"
		       "GET /hello HTTP/1.1\r\n" H "\r\n");
	shutdown(c.fd, SHUT_WR);
	fixture_finish_one(f);
	a = client_answer(&c, false);
	assert_string_equal(a.body, "late");
	answer_done(&a);
	client_expect(&c, 200);
	client_expect_end(&c);
	client_close(&c);
}

static void a_request_cut_in_the_middle_is_told_so(void **state)
{
	static const char *const cut[] = {
		"GET /hello HTTP/1.1\r\nHo",
		"POST /echo HTTP/1.1\r\n" H "Content-Length: 5\r\n\r\nhel",
	};

	for (size_t i = 0; i < COUNT(cut); i++) {
		struct client c = connected(state);

		client_say(&c, cut[i]);
		shutdown(c.fd, SHUT_WR);
		client_expect(&c, 400);
		client_expect_end(&c);
		client_close(&c);
	}
}

static void an_empty_line_and_nothing_else_is_no_request(void **state)
{
	struct client c = connected(state);

	client_say(&c, "\r\n");
	shutdown(c.fd, SHUT_WR);
	client_expect_end(&c);
	client_close(&c);
}

static void http_1_0_hears_that_it_stays(void **state)
{
	struct client c = connected(state);
	struct answer a = ask(&c, "GET /hello HTTP/1.0\r\n"
				  "Connection: keep-alive\r\n\r\n");

	assert_string_equal(answer_field(&a, "connection"), "keep-alive");
	answer_done(&a);
	a = ask(&c, "GET /hello HTTP/1.0\r\n\r\n");
	assert_string_equal(answer_field(&a, "connection"), "close");
	client_expect_end(&c);
	answer_done(&a);
	client_close(&c);
}

static void large_bodies_arrive_whole(void **state)
{
	struct client c = connected(state);
	struct answer a = ask(&c, "GET /plain?n=2000000 HTTP/1.1\r\n" H "\r\n");

	assert_int_equal(a.body_bytes, 2000000);
	assert_int_equal(a.body[1999999], 'b');
	answer_done(&a);
	a = ask(&c, "GET /big?n=300000 HTTP/1.1\r\n" H "\r\n");
	assert_int_equal(a.body_bytes, 300000);
	answer_done(&a);
	client_expect_alive(&c);
	client_close(&c);
}

static void large_requests_arrive_whole(void **state)
{
	enum { BYTES = 3 * 1024 * 1024 };
	struct client c = connected(state);
	char *body = calloc(1, BYTES);
	struct answer a;

	client_say(&c, "POST /import HTTP/1.1\r\n" H
		       "Content-Length: 3145728\r\n\r\n");
	client_send(&c, body, BYTES);
	a = client_answer(&c, false);
	assert_string_equal(a.body, "3145728");
	answer_done(&a);
	client_expect_alive(&c);
	free(body);
	client_close(&c);
}

static void the_service_sees_client_scheme_authority_and_path(void **state)
{
	struct client c = connected(state);
	struct answer a = ask(&c, "GET http://ours.example:81/a/../where?b=%26"
				  " HTTP/1.1\r\nHost: other\r\n"
				  "X-Forwarded-For: 6.6.6.6, 192.0.2.7\r\n"
				  "X-Forwarded-Proto: https\r\n\r\n");

	assert_string_equal(a.body,
			    "192.0.2.7 secure ours.example:81 /where b=&");
	answer_done(&a);
	a = ask(&c, "GET /where HTTP/1.1\r\n" H "\r\n");
	assert_string_equal(a.body, "127.0.0.1 clear test /where");
	answer_done(&a);
	client_close(&c);
}

static void every_exchange_is_told_done_exactly_once(void **state)
{
	struct fixture *f = *state;
	size_t before = f->done;
	struct client c = connected(state);

	client_say(&c, "GET /hello HTTP/1.1\r\n" H "\r\n");
	client_expect(&c, 200);
	client_say(&c, "GET /plain?n=100000 HTTP/1.1\r\n" H "\r\n");
	client_expect(&c, 200);
	client_say(&c, "GET /nothing HTTP/1.1\r\n" H "\r\n");
	client_expect(&c, 404);
	client_say(&c, "bad\r\n");
	client_expect(&c, 400);
	client_expect_end(&c);
	client_close(&c);
	fixture_await_empty(f);
	assert_int_equal(f->done, before + 4);
}

#define TEST(function)                                                         \
	cmocka_unit_test_setup_teardown(function, open_fixture, close_fixture)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(date_and_length_are_there_and_no_name_of_the_server),
		TEST(head_has_the_fields_of_get_and_no_body),
		TEST(a_refused_head_has_no_body),
		TEST(options_gives_204_with_allow_and_no_length),
		TEST(another_method_gives_405_with_allow),
		TEST(errors_of_net_have_the_body_of_the_service),
		TEST(a_field_with_a_line_end_becomes_a_500),
		TEST(the_continue_comes_before_the_body_is_sent),
		TEST(no_continue_when_the_body_will_not_be_read),
		TEST(no_continue_without_body_or_in_http_1_0),
		TEST(pipelined_requests_are_answered_in_order),
		TEST(a_later_reply_holds_back_those_behind_it),
		TEST(a_reply_may_be_finished_before_serve_returns),
		TEST(the_reply_of_a_client_that_left_is_dropped),
		TEST(a_client_that_shut_down_writing_gets_its_answers),
		TEST(a_request_cut_in_the_middle_is_told_so),
		TEST(an_empty_line_and_nothing_else_is_no_request),
		TEST(http_1_0_hears_that_it_stays),
		TEST(large_bodies_arrive_whole),
		TEST(large_requests_arrive_whole),
		TEST(the_service_sees_client_scheme_authority_and_path),
		TEST(every_exchange_is_told_done_exactly_once),
	};

	return cmocka_run_group_tests_name("net replies", tests, NULL, NULL);
}
