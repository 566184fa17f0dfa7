/*
 * day - calendar days as a count since 1970-01-01.
 *
 * Proleptic Gregorian calendar, no zone: whoever makes a day from a moment adds
 * +08:00 first (clock_today).  Algorithms: Howard Hinnant, "chrono-Compatible
 * Low-Level Date Algorithms", days_from_civil and civil_from_days.
 */
#ifndef BASE_DAY_H
#define BASE_DAY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/slice.h"

#define DAY_NONE INT32_MIN /* no day stated */

enum { DAY_TEXT_BYTES = 11 }; /* "2026-11-25" and NUL */

int32_t day_of(int year, int month, int mday); /* the date must exist */
void day_split(int32_t day, int *year, int *month, int *mday);
int day_year(int32_t day);

/* Exactly "YYYY-MM-DD", years 1000..9999, a date that exists. */
bool day_read(struct slice text, int32_t *ret_day);
void day_write(int32_t day, char text[DAY_TEXT_BYTES]);

/*
 * Whole years from `start` to `day`, by anniversaries; somebody born on
 * 29 February completes a year on 1 March of a common year (SEMANTICS 1).
 * Negative when day < start.
 */
int day_whole_years(int32_t start, int32_t day);

/* The first day on which day_whole_years(start, that day) is `years`. */
int32_t day_anniversary(int32_t start, int years);

#endif
