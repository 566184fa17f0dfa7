/*
 * opening_state(): status, confirmed, opens, closes and the day, SEMANTICS 1;
 * opening_is_stale().
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/compiler.h"
#include "base/day.h"
#include "support/stall.h"

static struct row {
	const char *name;
	const char *status, *confirmed, *opens, *closes; /* NULL: absent */
	const char *day;
	enum state want;
} rows[] = {
	/* Dates alone. */
	{"no date: open", NULL, NULL, NULL, NULL, "2025-06-01", STATE_OPEN},
	{"the day before it opens", NULL, NULL, "2025-06-02", NULL,
	 "2025-06-01", STATE_UPCOMING},
	{"the day it opens", NULL, NULL, "2025-06-01", NULL, "2025-06-01",
	 STATE_OPEN},
	{"the day it closes", NULL, NULL, NULL, "2025-06-01", "2025-06-01",
	 STATE_OPEN},
	{"the day after it closes", NULL, NULL, NULL, "2025-05-31",
	 "2025-06-01", STATE_CLOSED},
	{"one day long, on it", NULL, NULL, "2025-06-01", "2025-06-01",
	 "2025-06-01", STATE_OPEN},
	{"one day long, before it", NULL, NULL, "2025-06-01", "2025-06-01",
	 "2025-05-31", STATE_UPCOMING},
	{"one day long, after it", NULL, NULL, "2025-06-01", "2025-06-01",
	 "2025-06-02", STATE_CLOSED},

	/* The status without a day on which it held. */
	{"draft", "draft", NULL, NULL, NULL, "2025-06-01", STATE_DRAFT},
	{"closed", "closed", NULL, NULL, NULL, "2025-06-01", STATE_CLOSED},
	{"historic", "historic", NULL, NULL, NULL, "2025-06-01",
	 STATE_HISTORIC},
	{"withdrawn", "withdrawn", NULL, NULL, NULL, "2025-06-01",
	 STATE_WITHDRAWN},
	{"open, but past its end", "open", NULL, NULL, "2025-05-31",
	 "2025-06-01", STATE_CLOSED},
	{"open, but before its start", "open", NULL, "2025-06-02", NULL,
	 "2025-06-01", STATE_UPCOMING},
	{"closed within its days", "closed", NULL, "2025-01-01", "2025-12-31",
	 "2025-06-01", STATE_CLOSED},
	{"withdrawn before its start", "withdrawn", NULL, "2026-01-01", NULL,
	 "2025-06-01", STATE_WITHDRAWN},
	{"historic past its end", "historic", NULL, NULL, "2024-12-31",
	 "2025-06-01", STATE_HISTORIC},

	/* The status counts from `confirmed` on. */
	{"closed, the day it was confirmed", "closed", "2025-06-01", NULL, NULL,
	 "2025-06-01", STATE_CLOSED},
	{"closed, the day before", "closed", "2025-06-02", NULL, NULL,
	 "2025-06-01", STATE_OPEN},
	{"historic, in its days before it was confirmed", "historic",
	 "2025-06-02", "2021-01-01", "2021-12-31", "2021-06-01", STATE_OPEN},
	{"historic, after its days, before it was confirmed", "historic",
	 "2025-06-02", "2021-01-01", "2021-12-31", "2022-06-01", STATE_CLOSED},
	{"historic, before its days", "historic", "2025-06-02", "2021-01-01",
	 "2021-12-31", "2020-06-01", STATE_UPCOMING},
	{"withdrawn, long after", "withdrawn", "2025-06-02", NULL, NULL,
	 "2030-01-01", STATE_WITHDRAWN},
	{"open, after it was confirmed and past its end", "open", "2025-01-01",
	 NULL, "2025-05-31", "2025-06-01", STATE_CLOSED},
};

static struct opening opening_of(const struct row *row)
{
	struct opening o = {.opens = world_day(row->opens),
			    .closes = world_day(row->closes),
			    .confirmed = world_day(row->confirmed)};

	o.status = STATUS_OPEN;
	for (int s = 0; row->status != NULL && s < STATUS__COUNT; s++) {
		if (slice_is(slice_of(row->status), status_words[s]))
			o.status = (enum status)s;
	}
	return o;
}

static void has_the_state(void **state)
{
	const struct row *row = *state;
	struct opening o = opening_of(row);
	int32_t day = world_day(row->day);

	assert_string_equal(state_words[opening_state(&o, day)],
			    state_words[row->want]);
	assert_int_equal(opening_is_considered(&o, day),
			 row->want == STATE_OPEN);
}

static struct stale {
	const char *name;
	struct row of; /* want is not looked at */
	bool want;
} stales[] = {
	{"never confirmed: not stale",
	 {NULL, NULL, NULL, NULL, NULL, "2030-01-01", 0},
	 false},
	{"a year to the day: not stale",
	 {NULL, NULL, "2025-03-19", NULL, NULL, "2026-03-19", 0},
	 false},
	{"a year and a day: stale",
	 {NULL, NULL, "2025-03-19", NULL, NULL, "2026-03-20", 0},
	 true},
	{"a leap year to the day: not stale",
	 {NULL, NULL, "2023-03-01", NULL, NULL, "2024-03-01", 0},
	 false},
	{"a leap year and a day: stale",
	 {NULL, NULL, "2023-03-01", NULL, NULL, "2024-03-02", 0},
	 true},
	{"old, but no longer open: not stale",
	 {NULL, NULL, "2020-01-01", NULL, "2025-01-01", "2026-01-01", 0},
	 false},
	{"old and withdrawn: not stale",
	 {NULL, "withdrawn", "2020-01-01", NULL, NULL, "2026-01-01", 0},
	 false},
	{"before it was confirmed: not stale",
	 {NULL, NULL, "2025-03-19", NULL, NULL, "2020-01-01", 0},
	 false},
};

static void is_stale(void **state)
{
	const struct stale *row = *state;
	struct opening o = opening_of(&row->of);

	assert_int_equal(opening_is_stale(&o, world_day(row->of.day)),
			 row->want);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + COUNT(stales)] = {0};
	size_t n = 0;

	for (size_t i = 0; i < COUNT(rows); i++)
		tests[n++] = (struct CMUnitTest){rows[i].name, has_the_state,
						 NULL, NULL, &rows[i]};
	for (size_t i = 0; i < COUNT(stales); i++)
		tests[n++] = (struct CMUnitTest){stales[i].name, is_stale, NULL,
						 NULL, &stales[i]};
	return cmocka_run_group_tests_name("opening_state", tests, NULL, NULL);
}
