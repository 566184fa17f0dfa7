/* day: the calendar, birthdays and 29 February. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/compiler.h"
#include "base/day.h"

static int32_t day(const char *text)
{
	int32_t d = 0;

	assert_true(day_read(slice_of(text), &d));
	return d;
}

static struct years_row {
	const char *name;
	const char *start;
	const char *at;
	int want;
} years_rows[] = {
	{"the day before a birthday is a year less", "1997-03-04", "2027-03-03",
	 29},
	{"the birthday itself counts", "1997-03-04", "2027-03-04", 30},
	{"born on 29 February, 28 February is too early", "2000-02-29",
	 "2027-02-28", 26},
	{"born on 29 February, 1 March of a common year counts", "2000-02-29",
	 "2027-03-01", 27},
	{"born on 29 February, the day itself in a leap year", "2000-02-29",
	 "2028-02-29", 28},
	{"born on 29 February, 28 February of a leap year is too early",
	 "2000-02-29", "2028-02-28", 27},
	{"before birth is negative", "2000-01-01", "1999-12-31", -1},
	{"the day of birth is age 0", "2000-01-01", "2000-01-01", 0},
};

static void whole_years(void **state)
{
	const struct years_row *row = *state;

	assert_int_equal(day_whole_years(day(row->start), day(row->at)),
			 row->want);
}

static struct read_row {
	const char *name;
	const char *text;
	bool good;
} read_rows[] = {
	{"a day is read", "2026-11-25", true},
	{"29 February of a leap year is read", "2024-02-29", true},
	{"30 February is refused", "2026-02-30", false},
	{"29 February of a common year is refused", "2026-02-29", false},
	{"1900 was no leap year", "1900-02-29", false},
	{"month 13 is refused", "2026-13-01", false},
	{"day 0 is refused", "2026-01-00", false},
	{"a time is refused", "2026-11-25T00:00", false},
	{"a short form is refused", "2026-1-5", false},
	{"letters are refused", "2026-AA-05", false},
};

static void reads(void **state)
{
	const struct read_row *row = *state;
	int32_t d;

	assert_int_equal(day_read(slice_of(row->text), &d), row->good);
}

static void every_day_of_a_millennium_survives_a_round_trip(void **state)
{
	(void)state;
	for (int32_t d = day("1500-01-01"); d < day("2500-01-01"); d++) {
		char text[DAY_TEXT_BYTES];

		day_write(d, text);
		assert_int_equal(day(text), d);
	}
}

static void an_anniversary_is_the_first_day_of_the_new_age(void **state)
{
	int32_t leap = day("1996-02-29");

	(void)state;
	for (int years = 0; years < 60; years++) {
		int32_t d = day_anniversary(leap, years);

		assert_int_equal(day_whole_years(leap, d), years);
		assert_int_equal(day_whole_years(leap, d - 1), years - 1);
	}
}

static void the_day_changes_at_midnight_in_hong_kong(void **state)
{
	int64_t midnight = (int64_t)day("2026-11-25") * 86400 - 8 * 3600;

	(void)state;
	assert_int_equal(clock_day_of_us(midnight * 1000000),
			 day("2026-11-25"));
	assert_int_equal(clock_day_of_us(midnight * 1000000 - 1),
			 day("2026-11-24"));
	clock_set_us(midnight * 1000000);
	assert_int_equal(clock_today(), day("2026-11-25"));
	clock_set_us(-1);
}

enum { PLAIN = 3 };

int main(void)
{
	struct CMUnitTest tests[PLAIN + COUNT(years_rows) +
				COUNT(read_rows)] = {
		cmocka_unit_test(
			every_day_of_a_millennium_survives_a_round_trip),
		cmocka_unit_test(
			an_anniversary_is_the_first_day_of_the_new_age),
		cmocka_unit_test(the_day_changes_at_midnight_in_hong_kong),
	};
	size_t n = PLAIN;

	for (size_t i = 0; i < COUNT(years_rows); i++)
		tests[n++] =
			(struct CMUnitTest){years_rows[i].name, whole_years,
					    NULL, NULL, &years_rows[i]};
	for (size_t i = 0; i < COUNT(read_rows); i++)
		tests[n++] = (struct CMUnitTest){read_rows[i].name, reads, NULL,
						 NULL, &read_rows[i]};
	return _cmocka_run_group_tests("day", tests, n, NULL, NULL);
}
