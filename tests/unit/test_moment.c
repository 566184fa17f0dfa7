/* moment: times of RFC 3339, and what is none. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/compiler.h"
#include "base/day.h"
#include "base/moment.h"

static struct row {
	const char *name, *text;
	int64_t want; /* -1: refused */
} rows[] = {
	{"the first second", "1970-01-01T00:00:00Z", 0},
	{"a zone to the east", "1970-01-01T08:00:01+08:00", 1000000},
	{"a zone to the west", "1969-12-31T19:00:01-05:00", 1000000},
	{"a fraction", "1970-01-01T00:00:00.25Z", 250000},
	{"finer than a microsecond", "1970-01-01T00:00:00.1234567Z", 123456},
	{"small letters", "1970-01-01t00:00:01z", 1000000},
	{"no zone", "1970-01-01T00:00:00", -1},
	{"a day alone", "1970-01-01", -1},
	{"a day that is none", "2025-02-29T00:00:00Z", -1},
	{"an hour too many", "1970-01-01T24:00:00Z", -1},
	{"a leap second", "2016-12-31T23:59:60Z", -1},
	{"a point without digits", "1970-01-01T00:00:00.Z", -1},
	{"a zone without its colon", "1970-01-01T00:00:00+0800", -1},
	{"something after the zone", "1970-01-01T00:00:00Zx", -1},
	{"before 1970", "1969-12-31T23:59:59Z", -1},
	{"a space for the T", "1970-01-01 00:00:00Z", -1},
	{"nothing", "", -1},
};

static void is_read(void **state)
{
	const struct row *row = *state;
	int64_t us = -1;
	bool is_good = moment_read(slice_of(row->text), &us);

	assert_int_equal(is_good, row->want >= 0);
	if (is_good)
		assert_int_equal(us, row->want);
}

static void noon_is_that_of_hong_kong(void **state)
{
	int64_t us;

	(void)state;
	assert_true(moment_read(SLICE("2021-01-08T12:00:00+08:00"), &us));
	assert_int_equal(moment_noon(day_of(2021, 1, 8)), us);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + 1] = {0};

	for (size_t i = 0; i < COUNT(rows); i++)
		tests[i] = (struct CMUnitTest){rows[i].name, is_read, NULL,
					       NULL, &rows[i]};
	tests[COUNT(rows)] =
		(struct CMUnitTest)cmocka_unit_test(noon_is_that_of_hong_kong);
	return cmocka_run_group_tests_name("moment", tests, NULL, NULL);
}
