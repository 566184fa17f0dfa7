/*
 * The rules of the HTTP front on real sockets: one row for each, sent whole,
 * octet by octet, cut at every point, and behind a valid pipelined request.
 *
 * After a row that closes nothing more may come; after one that does not, the
 * same connection must serve the next request: both would show octets that two
 * parsers read differently.
 */
#include "support/net_fixture.h"

#define H     "Host: test\r\n"
#define CHUNK "POST /echo HTTP/1.1\r\n" H "Transfer-Encoding: chunked\r\n\r\n"
#define POST  "POST /echo HTTP/1.1\r\n" H

static struct row {
	const char *name;
	const char *octets;
	int status;
	bool closes;
} rows[] = {
	{"a plain request", "GET /hello HTTP/1.1\r\n" H "\r\n", 200, false},
	{"one empty line may come first",
	 "\r\nGET /hello HTTP/1.1\r\n" H "\r\n", 200, false},
	{"two may not", "\r\n\r\nGET /hello HTTP/1.1\r\n" H "\r\n", 400, true},
	{"a lone line feed in the head", "GET /hello HTTP/1.1\nHost: test\n\n",
	 400, true},
	{"a lone carriage return in a value",
	 "GET /hello HTTP/1.1\r\n" H "A: b\rc\r\n\r\n", 400, true},
	{"a space before the first field", "GET /hello HTTP/1.1\r\n " H "\r\n",
	 400, true},
	{"two spaces in the request line", "GET  /hello HTTP/1.1\r\n" H "\r\n",
	 400, true},
	{"an octet above 7F in the target",
	 "GET /\xE6\xB8\xAF HTTP/1.1\r\n" H "\r\n", 400, true},
	{"a fragment", "GET /hello#a HTTP/1.1\r\n" H "\r\n", 400, true},
	{"HTTP/2.0", "GET /hello HTTP/2.0\r\n" H "\r\n", 505, true},
	{"the preface of HTTP/2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 505,
	 true},
	{"a version with letters", "GET /hello HTTP/1.x\r\n" H "\r\n", 400,
	 true},
	{"an unknown method", "BREW /hello HTTP/1.1\r\n" H "\r\n", 501, true},
	{"CONNECT", "CONNECT test:443 HTTP/1.1\r\n" H "\r\n", 501, true},
	{"TRACE", "TRACE /hello HTTP/1.1\r\n" H "\r\n", 501, true},
	{"a method not for this address", "DELETE /hello HTTP/1.1\r\n" H "\r\n",
	 405, false},
	{"an unknown address", "GET /nothing HTTP/1.1\r\n" H "\r\n", 404,
	 false},
	{"no Host", "GET /hello HTTP/1.1\r\n\r\n", 400, true},
	{"two Hosts", "GET /hello HTTP/1.1\r\n" H H "\r\n", 400, true},
	{"an empty Host", "GET /hello HTTP/1.1\r\nHost:\r\n\r\n", 400, true},
	{"a Host that is none", "GET /hello HTTP/1.1\r\nHost: a/b\r\n\r\n", 400,
	 true},
	{"an absolute target",
	 "GET http://ours.example/hello HTTP/1.1\r\n" H "\r\n", 200, false},
	{"an absolute target of another authority",
	 "GET http://other.example/hello HTTP/1.1\r\n" H "\r\n", 421, true},
	{"an absolute target of another scheme",
	 "GET https://ours.example/hello HTTP/1.1\r\n" H "\r\n", 421, true},
	{"the asterisk for OPTIONS", "OPTIONS * HTTP/1.1\r\n" H "\r\n", 204,
	 false},
	{"the asterisk for GET", "GET * HTTP/1.1\r\n" H "\r\n", 400, true},
	{"an empty field name", "GET /hello HTTP/1.1\r\n" H ": a\r\n\r\n", 400,
	 true},
	{"a space before the colon",
	 "GET /hello HTTP/1.1\r\n" H "A : b\r\n\r\n", 400, true},
	{"a folded line", "GET /hello HTTP/1.1\r\n" H "A: b\r\n c\r\n\r\n", 400,
	 true},
	{"a control character in a value",
	 "GET /hello HTTP/1.1\r\n" H "A: \x01\r\n\r\n", 400, true},
	{"a line without colon", "GET /hello HTTP/1.1\r\n" H "A\r\n\r\n", 400,
	 true},
	{"a length", POST "Content-Length: 5\r\n\r\nhello", 200, false},
	{"a length of 0", POST "Content-Length: 0\r\n\r\n", 200, false},
	{"no length and no coding", POST "\r\n", 200, false},
	{"a length with a sign", POST "Content-Length: +5\r\n\r\nhello", 400,
	 true},
	{"two equal lengths",
	 POST "Content-Length: 5\r\nContent-Length: 5\r\n\r\nhello", 400, true},
	{"a list of lengths", POST "Content-Length: 5, 5\r\n\r\nhello", 400,
	 true},
	{"a length of 2^63", POST "Content-Length: 9223372036854775808\r\n\r\n",
	 400, true},
	{"a length above the limit", POST "Content-Length: 1048577\r\n\r\n",
	 413, true},
	{"a coding and a length",
	 POST "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
	      "0\r\n\r\n",
	 400, true},
	{"a coding that is known elsewhere",
	 POST "Transfer-Encoding: gzip\r\n\r\n", 501, true},
	{"an unknown coding", POST "Transfer-Encoding: x\r\n\r\n", 400, true},
	{"a coding with a parameter",
	 POST "Transfer-Encoding: chunked;a=1\r\n\r\n0\r\n\r\n", 400, true},
	{"a list of codings",
	 POST "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n", 400,
	 true},
	{"a coding in HTTP/1.0",
	 "POST /echo HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
	 400, true},
	{"chunks", CHUNK "5\r\nhello\r\n0\r\n\r\n", 200, false},
	{"chunks with extensions", CHUNK "5;a=b\r\nhello\r\n0;c\r\n\r\n", 200,
	 false},
	{"chunks with trailers",
	 CHUNK "5\r\nhello\r\n0\r\nContent-Length: 9\r\nHost: b\r\n\r\n", 200,
	 false},
	{"a chunk size with a prefix", CHUNK "0x5\r\nhello\r\n0\r\n\r\n", 400,
	 true},
	{"a chunk size with a space", CHUNK "5 \r\nhello\r\n0\r\n\r\n", 400,
	 true},
	{"a chunk size too large to be read",
	 CHUNK "FFFFFFFFFFFFFFFFF\r\nhello\r\n", 400, true},
	{"a chunk above the limit", CHUNK "100001\r\n", 413, true},
	{"chunk data without line end", CHUNK "5\r\nhelloX\r\n0\r\n\r\n", 400,
	 true},
	{"a lone line feed after a chunk size", CHUNK "5\nhello\r\n0\r\n\r\n",
	 400, true},
	{"a trailer that is folded", CHUNK "0\r\nA: b\r\n c\r\n\r\n", 400,
	 true},
	{"a body on GET",
	 "GET /hello HTTP/1.1\r\n" H "Content-Length: 5\r\n\r\nhello", 400,
	 true},
	{"a body on DELETE",
	 "DELETE /hello HTTP/1.1\r\n" H "Content-Length: 5\r\n\r\nhello", 400,
	 true},
	{"another expectation",
	 POST "Expect: 200-ok\r\nContent-Length: 5\r\n\r\nhello", 417, true},
	{"two of Authorization",
	 "GET /hello HTTP/1.1\r\n" H "Authorization: a\r\n"
	 "Authorization: b\r\n\r\n",
	 400, true},
	{"an encoded slash", "GET /hello%2F HTTP/1.1\r\n" H "\r\n", 400, true},
	{"an encoded NUL", "GET /hello%00 HTTP/1.1\r\n" H "\r\n", 400, true},
	{"a broken escape", "GET /hello%4 HTTP/1.1\r\n" H "\r\n", 400, true},
	{"a path out of the root", "GET /../hello HTTP/1.1\r\n" H "\r\n", 400,
	 true},
	{"a path with dot segments",
	 "GET /a/%2e%2e/./hello HTTP/1.1\r\n" H "\r\n", 200, false},
	{"a path that is no UTF-8", "GET /%FF HTTP/1.1\r\n" H "\r\n", 400,
	 true},
	{"an upgrade is passed over",
	 "GET /hello HTTP/1.1\r\n" H "Connection: Upgrade\r\n"
	 "Upgrade: h2c\r\n\r\n",
	 200, false},
	{"HTTP/1.0 closes", "GET /hello HTTP/1.0\r\n\r\n", 200, true},
	{"HTTP/1.0 stays when asked",
	 "GET /hello HTTP/1.0\r\nConnection: keep-alive\r\n\r\n", 200, false},
	{"close is heard in a list",
	 "GET /hello HTTP/1.1\r\n" H "Connection: a, close\r\n\r\n", 200, true},
	{"a body not wanted is not skipped",
	 "POST /nothing HTTP/1.1\r\n" H "Content-Length: 5\r\n\r\nhello", 404,
	 true},
};

/* A request behind one that closes must find no answer. */
static const char behind[] = "GET /hello HTTP/1.1\r\n" H "\r\n";

static void check(struct client *c, const struct row *row)
{
	client_expect(c, row->status);
	if (row->closes)
		client_expect_end(c);
	else
		client_expect_alive(c);
	client_close(c);
}

static void holds_when_sent_whole(const struct fixture *f,
				  const struct row *row)
{
	struct client c = client_open(f->port);

	client_say(&c, row->octets);
	if (row->closes)
		client_say(&c, behind);
	check(&c, row);
}

static void holds_octet_by_octet(const struct fixture *f, const struct row *row)
{
	struct client c = client_open(f->port);

	client_drip(&c, row->octets, strlen(row->octets));
	check(&c, row);
}

static void holds_cut_at_every_point(const struct fixture *f,
				     const struct row *row)
{
	size_t n = strlen(row->octets);

	for (size_t cut = 1; cut < n; cut++) {
		struct client c = client_open(f->port);

		client_send(&c, row->octets, cut);
		client_send(&c, row->octets + cut, n - cut);
		check(&c, row);
	}
}

static void holds_behind_a_valid_request(const struct fixture *f,
					 const struct row *row)
{
	struct client c = client_open(f->port);
	char octets[1024];

	snprintf(octets, sizeof(octets), "%s%s", behind, row->octets);
	client_say(&c, octets);
	client_expect(&c, 200);
	check(&c, row);
}

static struct fixture *fixture; /* cmocka hands a row to each test instead */

static void holds(void **state)
{
	const struct row *row = *state;

	holds_when_sent_whole(fixture, row);
	holds_octet_by_octet(fixture, row);
	holds_cut_at_every_point(fixture, row);
	holds_behind_a_valid_request(fixture, row);
}

static int open_fixture(void **state)
{
	struct net_options o = fixture_options();

	(void)state;
	o.address_max = 10000;
	fixture = fixture_open(&o);
	return 0;
}

static int close_fixture(void **state)
{
	(void)state;
	fixture_close(fixture);
	return 0;
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows)] = {0};

	for (size_t i = 0; i < COUNT(rows); i++) {
		tests[i].name = rows[i].name;
		tests[i].test_func = holds;
		tests[i].initial_state = &rows[i];
	}
	return cmocka_run_group_tests_name("net rules", tests, open_fixture,
					   close_fixture);
}
