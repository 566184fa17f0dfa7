/* moment: a time with its zone, and nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "api/moment.h"

static const struct row {
	const char *text;
	int64_t seconds; /* -1: it is none */
} rows[] = {
	{"1970-01-01T00:00:00Z", 0},
	{"1970-01-01T08:00:00+08:00", 0},
	{"1969-12-31T19:30:00-04:30", 0},
	{"2027-01-04T10:00:00+08:00", 1799028000},
	{"2027-01-04t10:00:00z", 1799056800},
	{"2027-01-04T10:00:00", -1},
	{"2027-01-04 10:00:00Z", -1},
	{"2027-02-29T10:00:00Z", -1},
	{"2027-01-04T24:00:00Z", -1},
	{"2027-01-04T10:60:00Z", -1},
	{"2027-01-04T10:00:60Z", -1},
	{"2027-01-04T10:00:00+24:00", -1},
	{"2027-01-04T10:00:00+0800", -1},
	{"2027-01-04T10:00:00Zx", -1},
	{"2027-01-04T1:00:00Z", -1},
	{"2027-01-04", -1},
	{"", -1},
};

static void a_time_is_read_to_the_second_and_refused_without_a_zone(void **st)
{
	(void)st;
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		int64_t us = -1;
		bool is = moment_read(slice_of(rows[i].text), &us);

		if (is != (rows[i].seconds >= 0))
			fail_msg("%s", rows[i].text);
		if (is && us != rows[i].seconds * 1000000)
			fail_msg("%s is %lld", rows[i].text, (long long)us);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {cmocka_unit_test(
		a_time_is_read_to_the_second_and_refused_without_a_zone)};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
