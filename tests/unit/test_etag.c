/* etag, gzip and date: what a reply is compared with and how it is written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>

#include "net/date.h"
#include "net/etag.h"
#include "net/gzip.h"

static void a_list_of_tags_is_searched(void **state)
{
	static const struct {
		const char *list;
		bool takes_weak;
		enum etag_hit want;
	} cases[] = {
		{"\"a\"", false, ETAG_PLAIN},
		{"\"a-gz\"", false, ETAG_GZIP},
		{"\"b\", \"a\"", false, ETAG_PLAIN},
		{"\"b\",,\"c\" , W/\"a\"", true, ETAG_PLAIN},
		{"W/\"a\"", false, ETAG_MISS},
		{"W/\"a\", \"a-gz\"", false, ETAG_GZIP},
		{"*", false, ETAG_ANY},
		{" * ", true, ETAG_ANY},
		{"\"A\"", true, ETAG_MISS},
		{"\"a-gzz\"", true, ETAG_MISS},
		{"\"b,\\\", \"a\"", true, ETAG_PLAIN},
		{"a", true, ETAG_MISS},
		{"\"a", true, ETAG_MISS},
		{"w/\"a\"", true, ETAG_MISS},
		{"", true, ETAG_MISS},
		{"\"\"", true, ETAG_MISS},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++)
		assert_int_equal(etag_find(slice_of(cases[i].list), SLICE("a"),
					   cases[i].takes_weak),
				 cases[i].want);
}

static void a_tag_holds_no_quotation_mark_or_space(void **state)
{
	(void)state;
	assert_true(etag_is_valid(SLICE("v1:\xC3\xA9")));
	assert_false(etag_is_valid(SLICE("")));
	assert_false(etag_is_valid(SLICE("a\"b")));
	assert_false(etag_is_valid(SLICE("a b")));
	assert_false(etag_is_valid(SLICE("a\r\nb")));
}

static void if_match_is_strong_and_knows_compressed_tags(void **state)
{
	struct net_pair field = {.name = SLICE_INIT("If-Match"),
				 .value = SLICE_INIT("\"7-gz\"")};
	struct net_request rq = {.fields = &field, .field_count = 1};

	(void)state;
	assert_int_equal(net_if_match(&rq, SLICE("7")), NET_MATCH_YES);
	assert_int_equal(net_if_match(&rq, SLICE("8")), NET_MATCH_NO);
	field.value = SLICE("W/\"7\"");
	assert_int_equal(net_if_match(&rq, SLICE("7")), NET_MATCH_NO);
	rq.field_count = 0;
	assert_int_equal(net_if_match(&rq, SLICE("7")), NET_MATCH_ABSENT);
}

static void gzip_is_for_those_who_accept_it(void **state)
{
	static const struct {
		const char *field;
		bool want;
	} cases[] = {
		{"gzip", true},
		{"GZIP", true},
		{"x-gzip", true},
		{"br, deflate, gzip;q=0.8", true},
		{"gzip ; q=0.001", true},
		{"gzip;q=0", false},
		{"gzip;q=0.000", false},
		{"*", true},
		{"*;q=0", false},
		{"*, gzip;q=0", false},
		{"*;q=0, gzip", true},
		{"identity", false},
		{"identity;q=0.9, gzip;q=0.5", false},
		{"identity;q=0.5, gzip;q=0.9", true},
		{"identity;q=0, *", true},
		{"", false},
		{"br", false},
		{"gzip;q=2", false},
		{"gzip;q=x", false},
		{"gzip;q=0.0001", false},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct net_pair field = {.name = SLICE_INIT("accept-encoding"),
					 .value = slice_of(cases[i].field)};
		struct net_request rq = {.fields = &field, .field_count = 1};

		if (gzip_is_accepted(&rq) != cases[i].want)
			fail_msg("%s", cases[i].field);
	}
}

static void two_fields_are_one_list(void **state)
{
	struct net_pair fields[] = {
		{SLICE_INIT("Accept-Encoding"), SLICE_INIT("br")},
		{SLICE_INIT("Accept-Encoding"), SLICE_INIT("gzip")},
	};
	struct net_request rq = {.fields = fields, .field_count = 2};

	(void)state;
	assert_true(gzip_is_accepted(&rq));
}

static void compressed_octets_come_back_as_they_were(void **state)
{
	struct gzip *g = gzip_new();
	struct buf to;
	char plain[5000];
	char back[sizeof(plain)];
	z_stream z = {0};

	(void)state;
	for (size_t i = 0; i < sizeof(plain); i++)
		plain[i] = (char)('a' + i % 7);
	buf_init(&to, 1024 * 1024);
	for (int again = 0; again < 2; again++) {
		buf_clear(&to);
		assert_true(gzip_write(g, (struct slice){plain, sizeof(plain)},
				       &to));
		assert_true(to.n < sizeof(plain) / 2);
		memset(&z, 0, sizeof(z));
		z.next_in = (Bytef *)to.p;
		z.avail_in = (uInt)to.n;
		z.next_out = (Bytef *)back;
		z.avail_out = sizeof(back);
		assert_int_equal(inflateInit2(&z, 15 + 16), Z_OK);
		assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
		assert_int_equal(z.avail_out, 0);
		assert_memory_equal(back, plain, sizeof(plain));
		inflateEnd(&z);
	}
	buf_done(&to);
	gzip_free(g);
}

static void what_would_grow_is_left_as_it_is(void **state)
{
	struct gzip *g = gzip_new();
	struct buf to;
	char noise[64];
	uint32_t x = 12345;

	(void)state;
	for (size_t i = 0; i < sizeof(noise); i++) {
		x = x * 1664525 + 1013904223;
		noise[i] = (char)(x >> 24);
	}
	buf_init(&to, 1024);
	buf_add_char(&to, 'a');
	assert_false(gzip_write(g, (struct slice){noise, sizeof(noise)}, &to));
	assert_int_equal(to.n, 1);
	buf_done(&to);
	gzip_free(g);
}

static void dates_are_written_as_http_wants_them(void **state)
{
	char text[DATE_BYTES];

	(void)state;
	date_write(784111777, text); /* the example of RFC 9110, 5.6.7 */
	assert_string_equal(text, "Sun, 06 Nov 1994 08:49:37 GMT");
	date_write(0, text);
	assert_string_equal(text, "Thu, 01 Jan 1970 00:00:00 GMT");
	date_write(1709251199, text);
	assert_string_equal(text, "Thu, 29 Feb 2024 23:59:59 GMT");
	date_write(2147483648, text);
	assert_string_equal(text, "Tue, 19 Jan 2038 03:14:08 GMT");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_list_of_tags_is_searched),
		cmocka_unit_test(a_tag_holds_no_quotation_mark_or_space),
		cmocka_unit_test(if_match_is_strong_and_knows_compressed_tags),
		cmocka_unit_test(gzip_is_for_those_who_accept_it),
		cmocka_unit_test(two_fields_are_one_list),
		cmocka_unit_test(compressed_octets_come_back_as_they_were),
		cmocka_unit_test(what_would_grow_is_left_as_it_is),
		cmocka_unit_test(dates_are_written_as_http_wants_them),
	};

	return cmocka_run_group_tests_name("etag", tests, NULL, NULL);
}
