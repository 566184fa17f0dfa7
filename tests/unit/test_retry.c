/* retry: how long to wait, and when it is enough. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/compiler.h"
#include "jobs/retry.h"

#define MINUTE INT64_C(60000000)
#define HOUR   (60 * MINUTE)

static const struct retry shipped = {MINUTE, 6 * HOUR, 72 * HOUR};

static void waits_double_from_a_minute_to_six_hours(void **state)
{
	static const int64_t minutes[] = {1,  2,   4,   8,   16, 32,
					  64, 128, 256, 360, 360};

	(void)state;
	for (size_t i = 0; i < COUNT(minutes); i++)
		assert_int_equal(retry_wait(&shipped, (int64_t)i + 1),
				 minutes[i] * MINUTE);
}

static void it_is_over_once_three_days_were_waited_and_not_before(void **state)
{
	int64_t waited = 0, tries = 1;

	(void)state;
	while (!retry_is_over(&shipped, tries)) {
		assert_true(waited < 72 * HOUR);
		waited += retry_wait(&shipped, tries);
		tries++;
	}
	assert_true(waited >= 72 * HOUR);
	assert_true(waited < 79 * HOUR);
}

static void a_first_wait_beyond_the_longest_is_the_longest(void **state)
{
	struct retry r = {10 * HOUR, HOUR, 72 * HOUR};

	(void)state;
	assert_int_equal(retry_wait(&r, 1), HOUR);
	assert_int_equal(retry_wait(&r, 1000000), HOUR);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(waits_double_from_a_minute_to_six_hours),
		cmocka_unit_test(
			it_is_over_once_three_days_were_waited_and_not_before),
		cmocka_unit_test(
			a_first_wait_beyond_the_longest_is_the_longest),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
