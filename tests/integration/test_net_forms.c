/* Which form of a reply is sent: compressed or not, or 304 for what is known. */
#include "support/net_fixture.h"

#define H "Host: test\r\n"

static int open_fixture(void **state)
{
	struct net_options o = fixture_options();

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

static void head_of_a_compressed_reply_tells_its_length(void **state)
{
	struct client c = connected(state);
	struct answer got = ask(&c, "GET /big?n=5000 HTTP/1.1\r\n" H
				    "Accept-Encoding: gzip\r\n\r\n");
	struct answer head = ask(&c, "HEAD /big?n=5000 HTTP/1.1\r\n" H
				     "Accept-Encoding: gzip\r\n\r\n");
	char length[32];

	snprintf(length, sizeof(length), "%zu", got.body_bytes);
	assert_string_equal(answer_field(&head, "content-length"), length);
	assert_string_equal(answer_field(&head, "content-encoding"), "gzip");
	answer_done(&got);
	answer_done(&head);
	client_expect_alive(&c);
	client_close(&c);
}

static void compressible_bodies_are_compressed_for_those_who_ask(void **state)
{
	struct client c = connected(state);
	struct answer a = ask(&c, "GET /big?n=5000 HTTP/1.1\r\n" H
				  "Accept-Encoding: br, gzip\r\n\r\n");

	assert_string_equal(answer_field(&a, "content-encoding"), "gzip");
	assert_string_equal(answer_field(&a, "vary"), "Accept-Encoding");
	assert_string_equal(answer_field(&a, "etag"), "\"big-gz\"");
	assert_true(a.body_bytes < 1000);
	answer_done(&a);
	a = ask(&c, "GET /big?n=5000 HTTP/1.1\r\n" H "\r\n");
	assert_null(answer_field(&a, "content-encoding"));
	assert_string_equal(answer_field(&a, "vary"), "Accept-Encoding");
	assert_string_equal(answer_field(&a, "etag"), "\"big\"");
	assert_int_equal(a.body_bytes, 5000);
	answer_done(&a);
	client_close(&c);
}

static void short_or_unmarked_bodies_are_not_compressed(void **state)
{
	struct client c = connected(state);
	struct answer a = ask(&c, "GET /big?n=1024 HTTP/1.1\r\n" H
				  "Accept-Encoding: gzip\r\n\r\n");

	assert_null(answer_field(&a, "content-encoding"));
	assert_string_equal(answer_field(&a, "vary"), "Accept-Encoding");
	answer_done(&a);
	a = ask(&c, "GET /plain?n=5000 HTTP/1.1\r\n" H
		    "Accept-Encoding: gzip\r\n\r\n");
	assert_null(answer_field(&a, "content-encoding"));
	assert_null(answer_field(&a, "vary"));
	answer_done(&a);
	client_close(&c);
}

/* Asks for /big with these fields: the status, and the tag that comes. */
static void check_condition(void **state, const char *fields, int status,
			    const char *etag)
{
	struct client c = connected(state);
	char octets[512];
	struct answer a;

	snprintf(octets, sizeof(octets),
		 "GET /big?n=5000 HTTP/1.1\r\n" H "%s\r\n", fields);
	a = ask(&c, octets);
	assert_int_equal(a.status, status);
	assert_string_equal(answer_field(&a, "etag"), etag);
	assert_string_equal(answer_field(&a, "vary"), "Accept-Encoding");
	assert_string_equal(answer_field(&a, "cache-control"), "no-cache");
	if (status == 304) {
		assert_null(answer_field(&a, "content-length"));
		assert_null(answer_field(&a, "content-type"));
		assert_null(answer_field(&a, "content-encoding"));
	}
	client_expect_alive(&c);
	answer_done(&a);
	client_close(&c);
}

static void what_the_client_has_is_not_sent_again(void **state)
{
	check_condition(state, "If-None-Match: \"big\"\r\n", 304, "\"big\"");
	check_condition(state, "If-None-Match: W/\"big\"\r\n", 304, "\"big\"");
	check_condition(state, "If-None-Match: \"a\", \"big\"\r\n", 304,
			"\"big\"");
	check_condition(state, "If-None-Match: *\r\n", 304, "\"big\"");
	check_condition(state, "If-None-Match: \"small\"\r\n", 200, "\"big\"");
	check_condition(state,
			"If-None-Match: \"big-gz\"\r\n"
			"Accept-Encoding: gzip\r\n",
			304, "\"big-gz\"");
	check_condition(state, "If-None-Match: *\r\nAccept-Encoding: gzip\r\n",
			304, "\"big-gz\"");
	check_condition(state,
			"If-None-Match: \"small-gz\"\r\n"
			"Accept-Encoding: gzip\r\n",
			200, "\"big-gz\"");
}

static void a_tag_that_cannot_be_written_becomes_a_500(void **state)
{
	struct client c = connected(state);
	struct answer a = ask(&c, "GET /tag?v=a%22b HTTP/1.1\r\n" H "\r\n");

	assert_int_equal(a.status, 500);
	answer_done(&a);
	a = ask(&c, "GET /tag?v=a%0d%0ab HTTP/1.1\r\n" H "\r\n");
	assert_int_equal(a.status, 500);
	answer_done(&a);
	client_close(&c);
}

#define TEST(function)                                                         \
	cmocka_unit_test_setup_teardown(function, open_fixture, close_fixture)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(compressible_bodies_are_compressed_for_those_who_ask),
		TEST(short_or_unmarked_bodies_are_not_compressed),
		TEST(what_the_client_has_is_not_sent_again),
		TEST(a_tag_that_cannot_be_written_becomes_a_500),
		TEST(head_of_a_compressed_reply_tells_its_length),
	};

	return cmocka_run_group_tests_name("net forms", tests, NULL, NULL);
}
