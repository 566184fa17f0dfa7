/* message: a letter as octets that no value can bend. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/compiler.h"
#include "jobs/message.h"

static struct message plain(void)
{
	return (struct message){.id = SLICE("cause:1"),
				.host = SLICE("baybridge.example"),
				.from = SLICE("post@baybridge.example"),
				.to = SLICE("ann@example.org"),
				.subject = SLICE("A new password"),
				.text = SLICE("Hello,\n\nhere.\n"),
				.lang = LANG_EN,
				/* 2026-11-25 13:04:05 UTC, a Wednesday. */
				.at_us = INT64_C(1795611845000000)};
}

static const char *written(struct arena *a, const struct message *m)
{
	struct slice octets = message_write(a, m);

	return arena_copy(a, octets).p;
}

static void it_has_the_headers_and_then_the_text(void **state)
{
	struct arena *a = arena_new(0);
	struct message m = plain();
	const char *text = written(a, &m);

	(void)state;
	assert_ptr_equal(strstr(text, "Date: Wed, 25 Nov 2026 13:04:05 "
				      "+0000\r\nMessage-ID: <"),
			 text);
	assert_non_null(strstr(text, "@baybridge.example>\r\n"
				     "From: Baybridge "
				     "<post@baybridge.example>\r\n"
				     "To: <ann@example.org>\r\n"
				     "Subject: A new password\r\n"));
	assert_non_null(strstr(text, "Content-Type: text/plain; "
				     "charset=utf-8\r\n"
				     "Content-Transfer-Encoding: 8bit\r\n"
				     "\r\nHello,\r\n\r\nhere.\r\n"));
	assert_null(strstr(text, "List-Unsubscribe"));
	arena_free(a);
}

static void the_same_cause_has_the_same_id_and_another_has_not(void **state)
{
	struct arena *a = arena_new(0);

	(void)state;
	assert_true(slice_eq(message_name(a, SLICE("x")),
			     message_name(a, SLICE("x"))));
	assert_false(slice_eq(message_name(a, SLICE("x")),
			      message_name(a, SLICE("y"))));
	assert_int_equal(message_name(a, SLICE("../../x")).n, 32);
	arena_free(a);
}

static void a_subject_cannot_begin_a_header(void **state)
{
	struct arena *a = arena_new(0);
	struct message m = plain();
	const char *text;

	(void)state;
	m.subject = SLICE("x\r\nBcc: all@example.org\n\ny");
	text = written(a, &m);
	assert_non_null(
		strstr(text, "Subject: x  Bcc: all@example.org  y\r\n"));
	assert_null(strstr(text, "\nBcc:"));
	arena_free(a);
}

static void a_subject_of_other_letters_is_encoded_in_words(void **state)
{
	struct arena *a = arena_new(0);
	struct message m = plain();
	const char *text, *line, *end;
	int words = 0;

	(void)state;
	m.subject = SLICE("請確認你的電郵地址請確認你的電郵地址請確認");
	text = written(a, &m);
	assert_non_null(strstr(text, "Subject: =?UTF-8?B?6KuL56K66KqN"));
	for (line = strstr(text, "Subject: "); strncmp(line, "Auto", 4) != 0;
	     line = end + 2) {
		end = strstr(line, "\r\n");
		assert_true(end - line <= 9 + 75);
		assert_true(end[-1] == '=' && end[-2] == '?');
		words++;
	}
	assert_int_equal(words, 2);
	arena_free(a);
}

static void what_looks_encoded_is_encoded_once_more(void **state)
{
	struct arena *a = arena_new(0);
	struct message m = plain();

	(void)state;
	m.subject = SLICE("=?UTF-8?B?QQ==?=");
	assert_non_null(strstr(written(a, &m),
			       "Subject: =?UTF-8?B?PT9VVEYtOD9CP1FRPT0/"));
	arena_free(a);
}

static void no_line_is_longer_than_a_mail_server_takes(void **state)
{
	struct arena *a = arena_new(0);
	struct message m = plain();
	char long_line[4000];
	const char *line, *end;

	(void)state;
	memset(long_line, 'a', sizeof(long_line));
	/* Characters of three octets, so that a cut could fall inside one. */
	for (size_t i = 1; i + 3 <= sizeof(long_line); i += 3)
		memcpy(long_line + i, "\xE4\xBD\xA0", 3);
	m.text = (struct slice){long_line, sizeof(long_line)};
	for (line = written(a, &m); *line != '\0'; line = end + 2) {
		end = strstr(line, "\r\n");
		assert_non_null(end);
		assert_true(end - line <= 998);
		assert_true((line[0] & 0xC0) != 0x80);
	}
	arena_free(a);
}

static void the_way_out_of_such_letters_is_in_the_headers(void **state)
{
	struct arena *a = arena_new(0);
	struct message m = plain();

	(void)state;
	m.one_click = SLICE("https://b.example/v1/searches/stop?token=bu_x");
	assert_non_null(strstr(
		written(a, &m),
		"List-Unsubscribe: "
		"<https://b.example/v1/searches/stop?token=bu_x>\r\n"
		"List-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
	arena_free(a);
}

static void an_address_that_could_be_two_is_not_sound(void **state)
{
	static const char *const bad[] = {
		"",      "ann",   "ann@b@c",        "a b@c",
		"a@",    "@b",    "a@b\r\nTo: c@d", "<a@b>",
		"a,b@c", "a@b;c", "\"a\"@b"};

	(void)state;
	assert_true(message_address_is_sound(SLICE("ann+x@example.org")));
	assert_true(message_address_is_sound(SLICE("安@例子.org")));
	for (size_t i = 0; i < COUNT(bad); i++)
		assert_false(message_address_is_sound(slice_of(bad[i])));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(it_has_the_headers_and_then_the_text),
		cmocka_unit_test(
			the_same_cause_has_the_same_id_and_another_has_not),
		cmocka_unit_test(a_subject_cannot_begin_a_header),
		cmocka_unit_test(
			a_subject_of_other_letters_is_encoded_in_words),
		cmocka_unit_test(what_looks_encoded_is_encoded_once_more),
		cmocka_unit_test(no_line_is_longer_than_a_mail_server_takes),
		cmocka_unit_test(the_way_out_of_such_letters_is_in_the_headers),
		cmocka_unit_test(an_address_that_could_be_two_is_not_sound),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
