/* login and record: how long one lives, and its octets. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "session/login.h"
#include "session/record.h"

static const struct login_life life = {100, 1000};

/* One that is made at 5000 and used at `used`. */
static struct use {
	const char *name;
	int64_t expires, used, least;
	bool slides;
	int64_t want; /* expires_us then */
} uses[] = {
	{"a use now lets it live on", 5100, 5050, 1, true, 5150},
	{"a use that gains just enough", 5100, 5050, 50, true, 5150},
	{"a use that gains too little", 5100, 5050, 51, false, 5100},
	{"never past its whole life", 5980, 5950, 1, true, 6000},
	{"at the end of its whole life nothing is gained", 6000, 5950, 1, false,
	 6000},
	{"a clock that went back gains nothing", 5100, 4900, 1, false, 5100},
};

static void slides(void **state)
{
	const struct use *u = *state;
	struct login l = {.created_us = 5000, .expires_us = u->expires};

	assert_int_equal(login_slide(&l, &life, u->used, u->least), u->slides);
	assert_true(l.expires_us == u->want);
}

static void it_is_over_when_unused_or_old(void **state)
{
	struct login l = {0};

	(void)state;
	login_date(&l, &life, 5000);
	assert_true(l.created_us == 5000 && l.expires_us == 5100);
	assert_false(login_is_over(&l, &life, 5099));
	assert_true(login_is_over(&l, &life, 5100));
	/* The options were changed since: the shorter life holds at once. */
	assert_true(login_is_over(&l, &(struct login_life){100, 50}, 5050));
	assert_false(login_is_over(&l, &(struct login_life){100, 50}, 5049));
}

static void the_mark_of_an_ended_one_stands_as_long_as_it_could(void **state)
{
	struct login l = {.created_us = 5000, .expires_us = 5100};
	struct login unknown = {0};

	(void)state;
	login_end(&l, &life, 5050);
	assert_true(l.epoch == LOGIN_ENDED);
	assert_true(l.expires_us == 6000);
	assert_false(login_is_over(&l, &life, 5999));
	login_end(&unknown, &life, 5050);
	assert_true(unknown.expires_us == 6050);
}

static struct login example(void)
{
	struct login l = {
		.account = "abcdefghijklmnopqrstuvwxyz",
		.label = "Firefox",
		.kind = LOGIN_BEARER,
		.epoch = INT64_C(-2),
		.created_us = INT64_C(1800000000123456),
		.expires_us = INT64_C(1800001234567890),
	};

	for (int i = 0; i < LOGIN_DIGEST_BYTES; i++)
		l.digest[i] = (unsigned char)(i * 37);
	memset(l.family, 'f', sizeof(l.family) - 1);
	return l;
}

static void a_record_is_read_as_it_was_written(void **state)
{
	struct login l = example(), read;
	char octets[RECORD_BYTES_MAX];
	size_t n = record_write(&l, octets);

	(void)state;
	assert_int_equal(n, RECORD_HEAD_BYTES + 7);
	assert_memory_equal(octets + RECORD_ACCOUNT_AT, l.account, 26);
	assert_true(record_read((struct slice){octets, n}, &read));
	assert_memory_equal(&read, &l, sizeof(l));
}

static void a_record_cut_short_is_refused(void **state)
{
	struct login l = example(), read;
	char octets[RECORD_BYTES_MAX];

	(void)state;
	record_write(&l, octets);
	for (size_t n = 0; n < RECORD_HEAD_BYTES; n++) {
		/* A copy of its own, so that a look beyond it is seen. */
		char *cut = malloc(n + 1);

		assert_non_null(cut);
		memcpy(cut, octets, n);
		assert_false(record_read((struct slice){cut, n}, &read));
		free(cut);
	}
}

static struct damage {
	const char *name;
	size_t at;
	int octet;
} damages[] = {
	{"another version", 0, 1},
	{"version 0", 0, 0},
	{"an unknown kind", 59, LOGIN_KIND__COUNT},
	{"a kind that would be negative", 59, 0xFF},
	{"no account", RECORD_ACCOUNT_AT, 0},
	{"a time before 1970", 68, 0x80},
	{"a time that cannot be reckoned with", 76, 0x7F},
};

static void is_refused(void **state)
{
	const struct damage *d = *state;
	struct login l = example(), read;
	char octets[RECORD_BYTES_MAX];
	size_t n = record_write(&l, octets);

	octets[d->at] = (char)d->octet;
	assert_false(record_read((struct slice){octets, n}, &read));
}

static void a_record_that_is_too_long_is_refused(void **state)
{
	struct login l = example(), read;
	char octets[RECORD_BYTES_MAX + 1] = {0};

	(void)state;
	memset(l.label, 'x', sizeof(l.label) - 1);
	assert_int_equal(record_write(&l, octets), RECORD_BYTES_MAX);
	assert_true(
		record_read((struct slice){octets, RECORD_BYTES_MAX}, &read));
	assert_false(
		record_read((struct slice){octets, sizeof(octets)}, &read));
}

int main(void)
{
	struct CMUnitTest tests[COUNT(uses) + COUNT(damages) + 5] = {
		cmocka_unit_test(it_is_over_when_unused_or_old),
		cmocka_unit_test(
			the_mark_of_an_ended_one_stands_as_long_as_it_could),
		cmocka_unit_test(a_record_is_read_as_it_was_written),
		cmocka_unit_test(a_record_cut_short_is_refused),
		cmocka_unit_test(a_record_that_is_too_long_is_refused),
	};
	size_t n = 5;

	for (size_t i = 0; i < COUNT(uses); i++)
		tests[n++] = (struct CMUnitTest){uses[i].name, slides, NULL,
						 NULL, &uses[i]};
	for (size_t i = 0; i < COUNT(damages); i++)
		tests[n++] = (struct CMUnitTest){damages[i].name, is_refused,
						 NULL, NULL, &damages[i]};
	return cmocka_run_group_tests_name("login", tests, NULL, NULL);
}
