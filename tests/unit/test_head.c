/*
 * head and rules: one row for each rule of RFC 9112 and RFC 9110 about a
 * request head, each fed whole, octet by octet and cut at every point.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "net/head.h"
#include "net/rules.h"

#define H "Host: a\r\n"

static struct row {
	const char *name;
	const char *head;
	enum err want;
} rows[] = {
	{"a plain request", "GET / HTTP/1.1\r\n" H "\r\n", ERR_OK},
	{"one empty line may come first", "\r\nGET / HTTP/1.1\r\n" H "\r\n",
	 ERR_OK},
	{"two may not", "\r\n\r\nGET / HTTP/1.1\r\n" H "\r\n", ERR_MALFORMED},
	{"a lone line feed ends no request line", "GET / HTTP/1.1\n" H "\r\n",
	 ERR_MALFORMED},
	{"a lone line feed ends no field", "GET / HTTP/1.1\r\nHost: a\n\r\n",
	 ERR_MALFORMED},
	{"a lone line feed ends no head", "GET / HTTP/1.1\r\n" H "\n",
	 ERR_MALFORMED},
	{"a lone line feed does not come first", "\nGET / HTTP/1.1\r\n",
	 ERR_MALFORMED},
	{"a carriage return stands nowhere alone: first",
	 "\rGET / HTTP/1.1\r\n" H "\r\n", ERR_MALFORMED},
	{"... in the request line", "GET /\r HTTP/1.1\r\n" H "\r\n",
	 ERR_MALFORMED},
	{"... after it", "GET / HTTP/1.1\rHost: a\r\n\r\n", ERR_MALFORMED},
	{"... in a value", "GET / HTTP/1.1\r\nHost: a\rb\r\n\r\n",
	 ERR_MALFORMED},
	{"... before a line end", "GET / HTTP/1.1\r\nHost: a\r\r\n\r\n",
	 ERR_MALFORMED},
	{"... at the end", "GET / HTTP/1.1\r\n" H "\rX", ERR_MALFORMED},
	{"no space before the method", " GET / HTTP/1.1\r\n" H "\r\n",
	 ERR_MALFORMED},
	{"two spaces after the method", "GET  / HTTP/1.1\r\n" H "\r\n",
	 ERR_MALFORMED},
	{"two spaces before the version", "GET /  HTTP/1.1\r\n" H "\r\n",
	 ERR_MALFORMED},
	{"a space after the version", "GET / HTTP/1.1 \r\n" H "\r\n",
	 ERR_MALFORMED},
	{"a tab between", "GET\t/ HTTP/1.1\r\n" H "\r\n", ERR_MALFORMED},
	{"a fragment", "GET /#a HTTP/1.1\r\n" H "\r\n", ERR_MALFORMED},
	{"an octet above 7F", "GET /\xC3\xA9 HTTP/1.1\r\n" H "\r\n",
	 ERR_MALFORMED},
	{"a DEL in the target", "GET /\x7F HTTP/1.1\r\n" H "\r\n",
	 ERR_MALFORMED},
	{"a control character in the target", "GET /\x01 HTTP/1.1\r\n" H "\r\n",
	 ERR_MALFORMED},
	{"a method that is no token", "G(T / HTTP/1.1\r\n" H "\r\n",
	 ERR_MALFORMED},
	{"no target", "GET HTTP/1.1\r\n" H "\r\n", ERR_MALFORMED},
	{"no version", "GET /\r\n" H "\r\n", ERR_MALFORMED},
	{"HTTP/1.0", "GET / HTTP/1.0\r\n\r\n", ERR_OK},
	{"HTTP/2.0", "GET / HTTP/2.0\r\n" H "\r\n", ERR_VERSION},
	{"HTTP/1.2", "GET / HTTP/1.2\r\n" H "\r\n", ERR_VERSION},
	{"HTTP/0.9", "GET / HTTP/0.9\r\n" H "\r\n", ERR_VERSION},
	{"the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\n", ERR_VERSION},
	{"a version of three digits", "GET / HTTP/1.10\r\n" H "\r\n",
	 ERR_MALFORMED},
	{"a version without minor", "GET / HTTP/1\r\n" H "\r\n", ERR_MALFORMED},
	{"small letters in the version", "GET / http/1.1\r\n" H "\r\n",
	 ERR_MALFORMED},
	{"another protocol", "GET / ICE/1.0\r\n" H "\r\n", ERR_MALFORMED},
	{"a method nobody knows", "BREW / HTTP/1.1\r\n" H "\r\n",
	 ERR_UNIMPLEMENTED},
	{"a method in small letters", "get / HTTP/1.1\r\n" H "\r\n",
	 ERR_UNIMPLEMENTED},
	{"CONNECT", "CONNECT a:443 HTTP/1.1\r\n" H "\r\n", ERR_UNIMPLEMENTED},
	{"TRACE", "TRACE / HTTP/1.1\r\n" H "\r\n", ERR_UNIMPLEMENTED},
	{"no Host", "GET / HTTP/1.1\r\n\r\n", ERR_MALFORMED},
	{"two Hosts", "GET / HTTP/1.1\r\n" H H "\r\n", ERR_MALFORMED},
	{"two Hosts in other letters", "GET / HTTP/1.1\r\n" H "hOST: b\r\n\r\n",
	 ERR_MALFORMED},
	{"two Hosts in HTTP/1.0", "GET / HTTP/1.0\r\n" H H "\r\n",
	 ERR_MALFORMED},
	{"an empty Host", "GET / HTTP/1.1\r\nHost:\r\n\r\n", ERR_MALFORMED},
	{"an empty Host in HTTP/1.0", "GET / HTTP/1.0\r\nHost: \r\n\r\n",
	 ERR_MALFORMED},
	{"a Host with port", "GET / HTTP/1.1\r\nHost: a.b:80\r\n\r\n", ERR_OK},
	{"a Host with an IPv6 address",
	 "GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", ERR_OK},
	{"a Host with a broken IPv6 address",
	 "GET / HTTP/1.1\r\nHost: [::1\r\n\r\n", ERR_MALFORMED},
	{"a Host that is a path", "GET / HTTP/1.1\r\nHost: a/b\r\n\r\n",
	 ERR_MALFORMED},
	{"a Host with user information", "GET / HTTP/1.1\r\nHost: u@a\r\n\r\n",
	 ERR_MALFORMED},
	{"a Host with a space", "GET / HTTP/1.1\r\nHost: a b\r\n\r\n",
	 ERR_MALFORMED},
	{"a Host with a port of letters",
	 "GET / HTTP/1.1\r\nHost: a:http\r\n\r\n", ERR_MALFORMED},
	{"a Host with a port too large",
	 "GET / HTTP/1.1\r\nHost: a:65536\r\n\r\n", ERR_MALFORMED},
	{"a Host that is a port", "GET / HTTP/1.1\r\nHost: :80\r\n\r\n",
	 ERR_MALFORMED},
	{"an empty field name", "GET / HTTP/1.1\r\n" H ": a\r\n\r\n",
	 ERR_MALFORMED},
	{"a space before the colon", "GET / HTTP/1.1\r\n" H "A : b\r\n\r\n",
	 ERR_MALFORMED},
	{"a tab before the colon", "GET / HTTP/1.1\r\n" H "A\t: b\r\n\r\n",
	 ERR_MALFORMED},
	{"a space within a name", "GET / HTTP/1.1\r\n" H "A B: b\r\n\r\n",
	 ERR_MALFORMED},
	{"a name that is no token", "GET / HTTP/1.1\r\n" H "A@: b\r\n\r\n",
	 ERR_MALFORMED},
	{"a name above 7F", "GET / HTTP/1.1\r\n" H "\xC3\xA9: b\r\n\r\n",
	 ERR_MALFORMED},
	{"a line without colon", "GET / HTTP/1.1\r\n" H "A\r\n\r\n",
	 ERR_MALFORMED},
	{"a space before the first field", "GET / HTTP/1.1\r\n Host: a\r\n\r\n",
	 ERR_MALFORMED},
	{"a folded line", "GET / HTTP/1.1\r\n" H "A: b\r\n c\r\n\r\n",
	 ERR_MALFORMED},
	{"a line folded by a tab", "GET / HTTP/1.1\r\n" H "A: b\r\n\tc\r\n\r\n",
	 ERR_MALFORMED},
	{"a control character in a value",
	 "GET / HTTP/1.1\r\n" H "A: b\x02\r\n\r\n", ERR_MALFORMED},
	{"a DEL in a value", "GET / HTTP/1.1\r\n" H "A: b\x7F\r\n\r\n",
	 ERR_MALFORMED},
	{"a tab in a value", "GET / HTTP/1.1\r\n" H "A: b\tc\r\n\r\n", ERR_OK},
	{"an octet above 7F in a value",
	 "GET / HTTP/1.1\r\n" H "A: \xC3\xA9\r\n\r\n", ERR_OK},
	{"an empty value", "GET / HTTP/1.1\r\n" H "A:\r\n\r\n", ERR_OK},
	{"a length", "POST / HTTP/1.1\r\n" H "Content-Length: 3\r\n\r\n",
	 ERR_OK},
	{"a length with a sign",
	 "POST / HTTP/1.1\r\n" H "Content-Length: +3\r\n\r\n", ERR_MALFORMED},
	{"a negative length",
	 "POST / HTTP/1.1\r\n" H "Content-Length: -3\r\n\r\n", ERR_MALFORMED},
	{"an empty length", "POST / HTTP/1.1\r\n" H "Content-Length: \r\n\r\n",
	 ERR_MALFORMED},
	{"a hexadecimal length",
	 "POST / HTTP/1.1\r\n" H "Content-Length: 0x3\r\n\r\n", ERR_MALFORMED},
	{"a length with a space",
	 "POST / HTTP/1.1\r\n" H "Content-Length: 1 2\r\n\r\n", ERR_MALFORMED},
	{"a length of a fraction",
	 "POST / HTTP/1.1\r\n" H "Content-Length: 3.0\r\n\r\n", ERR_MALFORMED},
	{"a list of equal lengths",
	 "POST / HTTP/1.1\r\n" H "Content-Length: 3, 3\r\n\r\n", ERR_MALFORMED},
	{"two equal lengths",
	 "POST / HTTP/1.1\r\n" H "Content-Length: 3\r\n"
	 "Content-Length: 3\r\n\r\n",
	 ERR_MALFORMED},
	{"the largest length",
	 "POST / HTTP/1.1\r\n" H "Content-Length: 9223372036854775807\r\n\r\n",
	 ERR_OK},
	{"a length of 2^63",
	 "POST / HTTP/1.1\r\n" H "Content-Length: 9223372036854775808\r\n\r\n",
	 ERR_MALFORMED},
	{"a length of 2^64 and more",
	 "POST / HTTP/1.1\r\n" H "Content-Length: 18446744073709551619\r\n\r\n",
	 ERR_MALFORMED},
	{"chunked",
	 "POST / HTTP/1.1\r\n" H "Transfer-Encoding: chunked\r\n\r\n", ERR_OK},
	{"chunked in other letters",
	 "POST / HTTP/1.1\r\n" H "transfer-encoding: Chunked\r\n\r\n", ERR_OK},
	{"chunked beside a length",
	 "POST / HTTP/1.1\r\n" H "Transfer-Encoding: chunked\r\n"
	 "Content-Length: 3\r\n\r\n",
	 ERR_MALFORMED},
	{"a length beside chunked",
	 "POST / HTTP/1.1\r\n" H "Content-Length: 3\r\n"
	 "Transfer-Encoding: chunked\r\n\r\n",
	 ERR_MALFORMED},
	{"a length beside another coding",
	 "POST / HTTP/1.1\r\n" H "Content-Length: 3\r\n"
	 "Transfer-Encoding: gzip\r\n\r\n",
	 ERR_MALFORMED},
	{"chunked in HTTP/1.0",
	 "POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n",
	 ERR_MALFORMED},
	{"another coding in HTTP/1.0",
	 "POST / HTTP/1.0\r\nTransfer-Encoding: gzip\r\n\r\n", ERR_MALFORMED},
	{"gzip", "POST / HTTP/1.1\r\n" H "Transfer-Encoding: gzip\r\n\r\n",
	 ERR_UNIMPLEMENTED},
	{"gzip before chunked",
	 "POST / HTTP/1.1\r\n" H "Transfer-Encoding: gzip, chunked\r\n\r\n",
	 ERR_UNIMPLEMENTED},
	{"gzip after chunked",
	 "POST / HTTP/1.1\r\n" H "Transfer-Encoding: chunked, gzip\r\n\r\n",
	 ERR_MALFORMED},
	{"chunked twice in a list",
	 "POST / HTTP/1.1\r\n" H "Transfer-Encoding: chunked, chunked\r\n\r\n",
	 ERR_MALFORMED},
	{"chunked twice",
	 "POST / HTTP/1.1\r\n" H "Transfer-Encoding: chunked\r\n"
	 "Transfer-Encoding: chunked\r\n\r\n",
	 ERR_MALFORMED},
	{"chunked with an empty element",
	 "POST / HTTP/1.1\r\n" H "Transfer-Encoding: ,chunked\r\n\r\n",
	 ERR_MALFORMED},
	{"chunked with a parameter",
	 "POST / HTTP/1.1\r\n" H "Transfer-Encoding: chunked;a=b\r\n\r\n",
	 ERR_MALFORMED},
	{"chunked in quotes",
	 "POST / HTTP/1.1\r\n" H "Transfer-Encoding: \"chunked\"\r\n\r\n",
	 ERR_MALFORMED},
	{"an unknown coding",
	 "POST / HTTP/1.1\r\n" H "Transfer-Encoding: xchunked\r\n\r\n",
	 ERR_MALFORMED},
	{"identity",
	 "POST / HTTP/1.1\r\n" H "Transfer-Encoding: identity\r\n\r\n",
	 ERR_MALFORMED},
	{"an empty coding",
	 "POST / HTTP/1.1\r\n" H "Transfer-Encoding:\r\n\r\n", ERR_MALFORMED},
	{"a vertical tab before chunked",
	 "POST / HTTP/1.1\r\n" H "Transfer-Encoding: \vchunked\r\n\r\n",
	 ERR_MALFORMED},
	{"GET with a length",
	 "GET / HTTP/1.1\r\n" H "Content-Length: 3\r\n\r\n", ERR_MALFORMED},
	{"GET with a length of 0",
	 "GET / HTTP/1.1\r\n" H "Content-Length: 0\r\n\r\n", ERR_OK},
	{"HEAD with a length",
	 "HEAD / HTTP/1.1\r\n" H "Content-Length: 3\r\n\r\n", ERR_MALFORMED},
	{"DELETE with a length",
	 "DELETE / HTTP/1.1\r\n" H "Content-Length: 3\r\n\r\n", ERR_MALFORMED},
	{"GET with chunks",
	 "GET / HTTP/1.1\r\n" H "Transfer-Encoding: chunked\r\n\r\n",
	 ERR_MALFORMED},
	{"an expectation",
	 "POST / HTTP/1.1\r\n" H "Content-Length: 3\r\n"
	 "Expect: 100-Continue\r\n\r\n",
	 ERR_OK},
	{"another expectation",
	 "POST / HTTP/1.1\r\n" H "Expect: 200-ok\r\n\r\n", ERR_EXPECTATION},
	{"an expectation of more",
	 "POST / HTTP/1.1\r\n" H "Expect: 100-continue, x\r\n\r\n",
	 ERR_EXPECTATION},
	{"two of Authorization",
	 "GET / HTTP/1.1\r\n" H "Authorization: a\r\nAuthorization: b\r\n\r\n",
	 ERR_MALFORMED},
	{"two of Content-Type",
	 "GET / HTTP/1.1\r\n" H "Content-Type: a\r\nContent-Type: a\r\n\r\n",
	 ERR_MALFORMED},
	{"two of If-Match",
	 "GET / HTTP/1.1\r\n" H "If-Match: a\r\nif-match: b\r\n\r\n",
	 ERR_MALFORMED},
	{"two of Idempotency-Key",
	 "GET / HTTP/1.1\r\n" H "Idempotency-Key: a\r\n"
	 "Idempotency-Key: b\r\n\r\n",
	 ERR_MALFORMED},
	{"two of Origin",
	 "GET / HTTP/1.1\r\n" H "Origin: a\r\nOrigin: b\r\n\r\n",
	 ERR_MALFORMED},
	{"two of any other field",
	 "GET / HTTP/1.1\r\n" H "A: a\r\nA: b\r\n\r\n", ERR_OK},
};

/* Feeds one piece; the head must take all of it unless it is over. */
static size_t feed(struct head *h, const char *p, size_t n)
{
	size_t taken = head_feed(h, p, n);

	if (taken < n)
		assert_true(h->state == HEAD_COMPLETE ||
			    h->state == HEAD_FAILED);
	return taken;
}

static enum err judge(const struct head *h)
{
	struct rules r;
	const char *words;

	if (h->state == HEAD_FAILED)
		return h->error;
	assert_int_equal(h->state, HEAD_COMPLETE);
	return rules_read(h, &r, &words);
}

static void gives_the_same_outcome_however_it_is_cut(void **state)
{
	const struct row *row = *state;
	struct net_options o = net_options_default();
	struct head h = {0};
	size_t n = strlen(row->head);

	for (size_t cut = 0; cut <= n; cut++) {
		head_init(&h, &o);
		if (feed(&h, row->head, cut) == cut)
			feed(&h, row->head + cut, n - cut);
		assert_string_equal(err_slug(judge(&h)), err_slug(row->want));
	}
	head_init(&h, &o);
	for (size_t i = 0; i < n; i++)
		feed(&h, row->head + i, 1);
	assert_string_equal(err_slug(judge(&h)), err_slug(row->want));
	head_done(&h);
}

static void a_nul_is_refused_wherever_it_stands(void **state)
{
	static const char good[] = "GET / HTTP/1.1\r\nHost: a\r\nA: b\r\n\r\n";
	struct net_options o = net_options_default();
	struct head h = {0};
	char bad[sizeof(good)];

	(void)state;
	for (size_t i = 0; i + 1 < sizeof(good); i++) {
		memcpy(bad, good, sizeof(good));
		bad[i] = '\0';
		head_init(&h, &o);
		feed(&h, bad, sizeof(good) - 1);
		assert_int_equal(h.state, HEAD_FAILED);
		assert_int_equal(h.error, ERR_MALFORMED);
	}
	head_done(&h);
}

static struct head fed(const struct net_options *o, size_t target,
		       size_t fields, size_t field_bytes)
{
	struct head h = {0};
	char octets[1024 + 1];

	memset(octets, 'a', sizeof(octets));
	head_init(&h, o);
	feed(&h, "GET /", 5);
	for (size_t i = 1; i < target; i++)
		feed(&h, "a", 1);
	feed(&h, " HTTP/1.1\r\n", 11);
	for (size_t i = 0; i < fields; i++) {
		feed(&h, "a:", 2);
		feed(&h, octets, field_bytes - 4);
		feed(&h, "\r\n", 2);
	}
	feed(&h, "\r\n", 2);
	return h;
}

static void limits_hold_to_the_octet(void **state)
{
	struct net_options o = net_options_default();
	static const struct {
		size_t target;
		size_t fields;
		size_t field_bytes;
		enum err want;
	} cases[] = {
		{8192 - 13, 1, 10, ERR_OK},
		{8192 - 12, 1, 10, ERR_URI_TOO_LONG},
		{1, 100, 10, ERR_OK},
		{1, 101, 10, ERR_HEAD_TOO_LARGE},
		{1, 32, 512, ERR_OK},
		{1, 16, 1025, ERR_HEAD_TOO_LARGE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct head h = fed(&o, cases[i].target, cases[i].fields,
				    cases[i].field_bytes);

		assert_string_equal(err_slug(h.error), err_slug(cases[i].want));
		head_done(&h);
	}
}

static void names_and_values_are_trimmed_and_in_order(void **state)
{
	static const char text[] = "PUT /a?b HTTP/1.1\r\nHost:  a \t\r\n"
				   "X-Y:\tb c \r\n\r\nrest";
	struct net_options o = net_options_default();
	struct head h = {0};

	(void)state;
	head_init(&h, &o);
	assert_int_equal(head_feed(&h, text, sizeof(text) - 1),
			 sizeof(text) - 1 - 4);
	assert_true(slice_is(head_method(&h), "PUT"));
	assert_true(slice_is(head_target(&h), "/a?b"));
	assert_int_equal(h.field_count, 2);
	assert_true(slice_is(head_name(&h, 1), "X-Y"));
	assert_true(slice_is(head_value(&h, 0), "a"));
	assert_true(slice_is(head_value(&h, 1), "b c"));
	head_done(&h);
}

static bool keeps_alive(const char *text)
{
	struct net_options o = net_options_default();
	struct head h = {0};
	struct rules r;
	const char *words;

	head_init(&h, &o);
	head_feed(&h, text, strlen(text));
	assert_int_equal(rules_read(&h, &r, &words), ERR_OK);
	head_done(&h);
	return r.keeps_alive;
}

static void connection_is_read_as_a_list_of_tokens(void **state)
{
	(void)state;
	assert_true(keeps_alive("GET / HTTP/1.1\r\n" H "\r\n"));
	assert_false(keeps_alive("GET / HTTP/1.1\r\n" H
				 "Connection: a, CLOSE\r\n\r\n"));
	assert_false(keeps_alive("GET / HTTP/1.1\r\n" H
				 "Connection: keep-alive\r\n"
				 "Connection: close\r\n\r\n"));
	assert_true(keeps_alive("GET / HTTP/1.1\r\n" H
				"Connection: closed\r\n\r\n"));
	assert_false(keeps_alive("GET / HTTP/1.0\r\n\r\n"));
	assert_true(keeps_alive("GET / HTTP/1.0\r\n"
				"Connection: x,Keep-Alive\r\n\r\n"));
	assert_false(keeps_alive("GET / HTTP/1.0\r\n"
				 "Connection: keep-alive, close\r\n\r\n"));
}

int main(void)
{
	enum { OTHERS = 4 };
	struct CMUnitTest tests[COUNT(rows) + OTHERS] = {
		cmocka_unit_test(a_nul_is_refused_wherever_it_stands),
		cmocka_unit_test(limits_hold_to_the_octet),
		cmocka_unit_test(names_and_values_are_trimmed_and_in_order),
		cmocka_unit_test(connection_is_read_as_a_list_of_tokens),
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		tests[OTHERS + i].name = rows[i].name;
		tests[OTHERS + i].test_func =
			gives_the_same_outcome_however_it_is_cut;
		tests[OTHERS + i].initial_state = &rows[i];
	}
	return cmocka_run_group_tests_name("head", tests, NULL, NULL);
}
