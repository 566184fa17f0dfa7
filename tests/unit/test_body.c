/*
 * body: chunks and lengths, one row for each rule of RFC 9112, section 7.1,
 * each cut at every point; what follows a body is never taken.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "net/body.h"

#define X16 "xxxxxxxxxxxxxxxx"
#define X250                                                                   \
	X16 X16 X16 X16 X16 X16 X16 X16 X16 X16 X16 X16 X16 X16 X16 "xxxxxxxxxx"

enum { LIMIT = 64 };

/* `want` is the body; NULL: refused with `error`, or more is awaited. */
static struct row {
	const char *name;
	const char *octets;
	const char *want;
	enum err error;
} rows[] = {
	{"one chunk", "5\r\nhello\r\n0\r\n\r\n", "hello", ERR_OK},
	{"two chunks", "5\r\nhello\r\n1\r\n!\r\n0\r\n\r\n", "hello!", ERR_OK},
	{"no chunk but the last", "0\r\n\r\n", "", ERR_OK},
	{"a size in hexadecimal", "A\r\n0123456789\r\n0\r\n\r\n", "0123456789",
	 ERR_OK},
	{"a size with zeros before it", "005\r\nhello\r\n00\r\n\r\n", "hello",
	 ERR_OK},
	{"data that looks like chunks", "5\r\n0\r\n\r\n\r\n0\r\n\r\n",
	 "0\r\n\r\n", ERR_OK},
	{"the end is awaited", "5\r\nhello\r\n0\r\n", NULL, ERR_OK},
	{"a sign", "+5\r\nhello\r\n", NULL, ERR_MALFORMED},
	{"a minus", "-5\r\nhello\r\n", NULL, ERR_MALFORMED},
	{"a prefix", "0x5\r\nhello\r\n", NULL, ERR_MALFORMED},
	{"a space before", " 5\r\nhello\r\n", NULL, ERR_MALFORMED},
	{"a space after", "5 \r\nhello\r\n", NULL, ERR_MALFORMED},
	{"a tab after", "5\t\r\nhello\r\n", NULL, ERR_MALFORMED},
	{"a letter", "5g\r\nhello\r\n", NULL, ERR_MALFORMED},
	{"an underscore", "0_5\r\nhello\r\n", NULL, ERR_MALFORMED},
	{"no digit", "\r\nhello\r\n", NULL, ERR_MALFORMED},
	{"no digit but an extension", ";a\r\nhello\r\n", NULL, ERR_MALFORMED},
	{"17 digits", "00000000000000005\r\nhello\r\n", NULL, ERR_MALFORMED},
	{"2^63", "8000000000000000\r\n", NULL, ERR_MALFORMED},
	{"2^64 + 5", "10000000000000005\r\nhello\r\n", NULL, ERR_MALFORMED},
	{"2^63 - 1 is only too large", "7FFFFFFFFFFFFFFF\r\n", NULL,
	 ERR_TOO_LARGE},
	{"one more than the limit", "41\r\n", NULL, ERR_TOO_LARGE},
	{"one more than the limit, in two chunks", "5\r\nhello\r\n3C\r\n", NULL,
	 ERR_TOO_LARGE},
	{"a lone line feed after the size", "5\nhello\r\n0\r\n\r\n", NULL,
	 ERR_MALFORMED},
	{"a lone carriage return after the size", "5\rhello\r\n0\r\n\r\n", NULL,
	 ERR_MALFORMED},
	{"a lone line feed after the data", "5\r\nhello\n0\r\n\r\n", NULL,
	 ERR_MALFORMED},
	{"no line end after the data", "5\r\nhello0\r\n\r\n", NULL,
	 ERR_MALFORMED},
	{"data longer than its size", "4\r\nhello\r\n0\r\n\r\n", NULL,
	 ERR_MALFORMED},
	{"data shorter than its size", "6\r\nhello\r\n0\r\n\r\n", NULL,
	 ERR_MALFORMED},
	{"an extension", "5;a=b\r\nhello\r\n0\r\n\r\n", "hello", ERR_OK},
	{"an extension without value", "5;a\r\nhello\r\n0\r\n\r\n", "hello",
	 ERR_OK},
	{"a quoted extension", "5;a=\"b\"\r\nhello\r\n0;c\r\n\r\n", "hello",
	 ERR_OK},
	{"a space before an extension", "5 ;a=b\r\nhello\r\n", NULL,
	 ERR_MALFORMED},
	{"a lone line feed in an extension", "5;a\nhello\r\n0\r\n\r\n", NULL,
	 ERR_MALFORMED},
	{"a carriage return in an extension", "5;a\rb\r\nhello\r\n", NULL,
	 ERR_MALFORMED},
	{"a control character in an extension", "5;a\x01\r\nhello\r\n", NULL,
	 ERR_MALFORMED},
	{"an extension of 256", "5;aaaaa" X250 "\r\nhello\r\n0\r\n\r\n",
	 "hello", ERR_OK},
	{"an extension of 257", "5;aaaaaa" X250 "\r\nhello\r\n0\r\n\r\n", NULL,
	 ERR_MALFORMED},
	{"extensions of 257 in two chunks",
	 "5;" X250 "\r\nhello\r\n1;aaaaa\r\n!\r\n0\r\n\r\n", NULL,
	 ERR_MALFORMED},
	{"a trailer", "5\r\nhello\r\n0\r\nA: b\r\n\r\n", "hello", ERR_OK},
	{"a trailer that would frame",
	 "5\r\nhello\r\n0\r\nContent-Length: 9\r\n"
	 "Transfer-Encoding: x\r\n\r\n",
	 "hello", ERR_OK},
	{"a trailer without colon", "0\r\nA\r\n\r\n", NULL, ERR_MALFORMED},
	{"a trailer that is folded", "0\r\nA: b\r\n c\r\n\r\n", NULL,
	 ERR_MALFORMED},
	{"a trailer with a space before its colon", "0\r\nA : b\r\n\r\n", NULL,
	 ERR_MALFORMED},
	{"a lone line feed in the trailers", "0\r\nA: b\n\r\n", NULL,
	 ERR_MALFORMED},
	{"a lone line feed at the end", "0\r\n\n", NULL, ERR_MALFORMED},
	{"a carriage return at the end", "0\r\n\rx", NULL, ERR_MALFORMED},
};

static const char next[] = "GET / HTTP/1.1\r\n";

struct bench {
	struct net_options options;
	struct arena *arena;
	struct head head;
	struct buf to;
	struct body *body;
};

static void begin(struct bench *b, const char *head)
{
	struct rules r;
	const char *words;

	head_init(&b->head, &b->options);
	head_feed(&b->head, head, strlen(head));
	assert_int_equal(rules_read(&b->head, &r, &words), ERR_OK);
	buf_clear(&b->to);
	arena_reset(b->arena);
	b->body = body_new(b->arena, &r, &b->head, &b->to,
			   b->options.extension_bytes_max);
}

static void bench_init(struct bench *b)
{
	*b = (struct bench){.options = net_options_default(),
			    .arena = arena_new(0)};
	buf_init(&b->to, LIMIT);
}

static void bench_done(struct bench *b)
{
	arena_free(b->arena);
	head_done(&b->head);
	buf_done(&b->to);
}

static void check(const struct bench *b, const struct row *row)
{
	const char *words;

	if (row->want != NULL) {
		assert_int_equal(body_state(b->body), BODY_COMPLETE);
		assert_true(slice_is(buf_slice(&b->to), row->want));
	} else if (row->error == ERR_OK) {
		assert_int_equal(body_state(b->body), BODY_MORE);
	} else {
		assert_int_equal(body_state(b->body), BODY_FAILED);
		assert_string_equal(err_slug(body_error(b->body, &words)),
				    err_slug(row->error));
	}
}

static const char chunked[] =
	"POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";

static void gives_the_same_outcome_however_it_is_cut(void **state)
{
	const struct row *row = *state;
	struct bench b;
	char octets[1024];
	size_t whole = strlen(row->octets);

	bench_init(&b);
	memcpy(octets, row->octets, whole + 1);
	for (size_t cut = 0; cut <= whole; cut++) {
		size_t taken;

		begin(&b, chunked);
		taken = body_feed(b.body, octets, cut);
		if (taken == cut)
			taken += body_feed(b.body, octets + cut, whole - cut);
		check(&b, row);
		if (row->want != NULL)
			assert_int_equal(taken, whole);
	}
	begin(&b, chunked);
	for (size_t i = 0; i < whole; i++)
		body_feed(b.body, octets + i, 1);
	check(&b, row);
	bench_done(&b);
}

static void what_follows_a_body_is_not_taken(void **state)
{
	struct bench b;
	char octets[1024];

	(void)state;
	bench_init(&b);
	for (size_t i = 0; i < COUNT(rows); i++) {
		if (rows[i].want == NULL)
			continue;
		begin(&b, chunked);
		memcpy(octets, rows[i].octets, strlen(rows[i].octets) + 1);
		strncat(octets, next, sizeof(octets) - strlen(octets) - 1);
		assert_int_equal(body_feed(b.body, octets, strlen(octets)),
				 strlen(rows[i].octets));
		check(&b, &rows[i]);
	}
	bench_done(&b);
}

static void a_length_ends_the_body_to_the_octet(void **state)
{
	static const char head[] =
		"POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\n";
	static const char octets[] = "helloGET / HTTP/1.1\r\n";
	struct bench b;

	(void)state;
	bench_init(&b);
	begin(&b, head);
	assert_int_equal(body_feed(b.body, octets, sizeof(octets) - 1), 5);
	assert_int_equal(body_state(b.body), BODY_COMPLETE);
	assert_true(slice_is(buf_slice(&b.to), "hello"));
	begin(&b, head);
	for (size_t i = 0; i < 5; i++) {
		assert_int_equal(body_state(b.body), BODY_MORE);
		assert_int_equal(body_feed(b.body, octets + i, 1), 1);
	}
	assert_int_equal(body_state(b.body), BODY_COMPLETE);
	assert_int_equal(body_feed(b.body, "x", 1), 0);
	bench_done(&b);
}

static void trailers_count_with_the_fields(void **state)
{
	struct bench b;
	const char *words;

	(void)state;
	bench_init(&b);
	b.options.fields_max = 3;
	begin(&b, chunked);
	body_feed(b.body, "0\r\nA: b\r\nA: b", 13);
	assert_int_equal(body_state(b.body), BODY_FAILED);
	assert_int_equal(body_error(b.body, &words), ERR_HEAD_TOO_LARGE);
	b.options.fields_max = 100;
	b.options.fields_bytes_max = sizeof(chunked) - 1 - 17 - 2 + 6;
	begin(&b, chunked);
	body_feed(b.body, "0\r\nA: b\r\n", 9);
	assert_int_equal(body_state(b.body), BODY_MORE);
	body_feed(b.body, "A", 1);
	assert_int_equal(body_error(b.body, &words), ERR_HEAD_TOO_LARGE);
	bench_done(&b);
}

int main(void)
{
	enum { OTHERS = 3 };
	struct CMUnitTest tests[COUNT(rows) + OTHERS] = {
		cmocka_unit_test(what_follows_a_body_is_not_taken),
		cmocka_unit_test(a_length_ends_the_body_to_the_octet),
		cmocka_unit_test(trailers_count_with_the_fields),
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		tests[OTHERS + i].name = rows[i].name;
		tests[OTHERS + i].test_func =
			gives_the_same_outcome_however_it_is_cut;
		tests[OTHERS + i].initial_state = &rows[i];
	}
	return cmocka_run_group_tests_name("body", tests, NULL, NULL);
}
