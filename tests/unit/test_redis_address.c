/* redis_address: what an operator may write.  No name is looked up but
 * localhost. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "session/redis_address.h"

static struct row {
	const char *text;
	const char *path, *host, *user, *password; /* path NULL: refused */
	int port, db;
} rows[] = {
	{"redis://127.0.0.1", "", "127.0.0.1", "", "", 6379, 0},
	{"redis://127.0.0.1/", "", "127.0.0.1", "", "", 6379, 0},
	{"redis://127.0.0.1:7000/5", "", "127.0.0.1", "", "", 7000, 5},
	{"redis://[::1]/1", "", "::1", "", "", 6379, 1},
	{"redis://[::1]:7000", "", "::1", "", "", 7000, 0},
	{"redis://:secret@127.0.0.1:7000/5", "", "127.0.0.1", "", "secret",
	 7000, 5},
	{"redis://anna:secret@127.0.0.1", "", "127.0.0.1", "anna", "secret",
	 6379, 0},
	{"redis://a%3Ab:p%40%2f%25@127.0.0.1", "", "127.0.0.1", "a:b", "p@/%",
	 6379, 0},
	{"redis://:a@b@127.0.0.1", "", "127.0.0.1", "", "a@b", 6379, 0},
	{"unix:/run/redis.sock", "/run/redis.sock", "", "", "", 0, 0},
	{"unix:/run/redis.sock?db=3", "/run/redis.sock", "", "", "", 0, 3},
	{.text = ""},
	{.text = "redis"},
	{.text = "redis://"},
	{.text = "redis://:7000"},
	{.text = "redis://127.0.0.1:"},
	{.text = "redis://127.0.0.1:0"},
	{.text = "redis://127.0.0.1:65536"},
	{.text = "redis://127.0.0.1:99999999999999999999"},
	{.text = "redis://127.0.0.1:7000x"},
	{.text = "redis://127.0.0.1:-1"},
	{.text = "redis://127.0.0.1/x"},
	{.text = "redis://127.0.0.1/10000"},
	{.text = "redis://127.0.0.1/1/2"},
	{.text = "redis://[::1"},
	{.text = "redis://[::1]7000"},
	{.text = "redis://[::1]:"},
	{.text = "redis://@127.0.0.1"},
	{.text = "redis://anna@127.0.0.1"},
	{.text = "redis://anna:@127.0.0.1"},
	{.text = "redis://:a%4@127.0.0.1"},
	{.text = "redis://:a%@127.0.0.1"},
	{.text = "redis://:a%zz@127.0.0.1"},
	{.text = "redis://:a%00b@127.0.0.1"},
	{.text = "rediss://127.0.0.1"},
	{.text = "http://127.0.0.1"},
	{.text = "127.0.0.1:6379"},
	{.text = "unix:"},
	{.text = "unix:run/redis.sock"},
	{.text = "unix:/run/redis.sock?"},
	{.text = "unix:/run/redis.sock?db="},
	{.text = "unix:/run/redis.sock?db=x"},
	{.text = "unix:/run/redis.sock?name=3"},
	{.text = "unix:/run/"
		 "rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr"
		 "rrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrrr.sock"},
};

static void is_read(void **state)
{
	const struct row *row = *state;
	struct redis_address a = {.port = -1};
	char words[160] = "";
	enum err e = redis_address_read(slice_of(row->text), &a, words,
					sizeof(words));

	if (row->path == NULL) {
		assert_int_equal(e, ERR_INVALID);
		assert_int_equal(a.port, -1);
		assert_non_null(strchr(words, '.'));
		return;
	}
	assert_int_equal(e, ERR_OK);
	assert_string_equal(a.path, row->path);
	assert_string_equal(a.host, row->host);
	assert_string_equal(a.user, row->user);
	assert_string_equal(a.password, row->password);
	assert_int_equal(a.port, row->port);
	assert_int_equal(a.db, row->db);
}

static void a_refusal_does_not_repeat_a_password(void **state)
{
	struct redis_address a;
	char words[160] = "";

	(void)state;
	assert_int_equal(
		redis_address_read(SLICE("redis://:hunter2@127.0.0.1:x"), &a,
				   words, sizeof(words)),
		ERR_INVALID);
	assert_null(strstr(words, "hunter2"));
}

static void localhost_is_resolved_when_it_is_read(void **state)
{
	struct redis_address a;
	char words[160] = "";

	(void)state;
	assert_int_equal(redis_address_read(SLICE("redis://localhost"), &a,
					    words, sizeof(words)),
			 ERR_OK);
	assert_true(strcmp(a.host, "127.0.0.1") == 0 ||
		    strcmp(a.host, "::1") == 0);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + 2] = {
		cmocka_unit_test(a_refusal_does_not_repeat_a_password),
		cmocka_unit_test(localhost_is_resolved_when_it_is_read),
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		tests[2 + i] = (struct CMUnitTest){rows[i].text, is_read, NULL,
						   NULL, &rows[i]};
	return cmocka_run_group_tests_name("redis_address", tests, NULL, NULL);
}
