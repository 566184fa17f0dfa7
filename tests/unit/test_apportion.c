/* apportion(): the parts add up, each within one of what is exact. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/compiler.h"
#include "matcher/apportion.h"
#include "support/random.h"

enum { N = 4, ROUNDS = 20000 };

static struct row {
	const char *name;
	size_t n;
	double exact[N];
	long total;
	long want[N];
} rows[] = {
	{"nothing to give", 3, {0, 0, 0}, 0, {0, 0, 0}},
	{"whole already", 3, {1, 2, 3}, 6, {1, 2, 3}},
	{"one alone", 1, {7.4}, 7, {7}},
	{"the largest remainder gets it", 3, {1.2, 2.7, 3.1}, 7, {1, 3, 3}},
	{"two missing", 3, {0.6, 0.7, 0.7}, 2, {0, 1, 1}},
	{"ties go to the earlier", 3, {1.5, 1.5, 0}, 3, {2, 1, 0}},
	{"thirds", 3, {100 / 3., 100 / 3., 100 / 3.}, 100, {34, 33, 33}},
	{"none for who has nothing", 2, {0, 5}, 5, {0, 5}},
};

static void gives(void **state)
{
	const struct row *row = *state;
	long parts[N] = {0};

	apportion(row->exact, row->n, row->total, parts);
	for (size_t i = 0; i < row->n; i++)
		assert_int_equal(parts[i], row->want[i]);
}

static struct weighed {
	const char *name;
	size_t n;
	double weights[N];
	long total;
	long want[N];
} weighed[] = {
	{"equal weights", 4, {1, 1, 1, 1}, 10, {3, 3, 2, 2}},
	{"weights that sum to nothing in particular",
	 3,
	 {2, 4, 2},
	 100,
	 {25, 50, 25}},
	{"tiny weights", 2, {1e-12, 3e-12}, 4, {1, 3}},
	{"all zero: all to the first", 3, {0, 0, 0}, 100, {100, 0, 0}},
	{"all zero and little to give", 3, {0, 0, 0}, 2, {2, 0, 0}},
	{"nothing to give", 2, {1, 2}, 0, {0, 0}},
};

static void gives_by_weight(void **state)
{
	const struct weighed *row = *state;
	long parts[N] = {0};

	apportion_by(row->weights, row->n, row->total, parts);
	for (size_t i = 0; i < row->n; i++)
		assert_int_equal(parts[i], row->want[i]);
}

static void parts_of_any_weights_add_up(void **state)
{
	struct random r;

	(void)state;
	random_seed(&r, 20251125);
	for (int round = 0; round < ROUNDS; round++) {
		double weights[APPORTION_MAX] = {0}, sum = 0;
		long parts[APPORTION_MAX], given = 0;
		size_t n = (size_t)random_range(&r, 1, 12);
		long total = random_below(&r, 10001);

		for (size_t i = 0; i < n; i++) {
			weights[i] = random_below(&r, 1000) / 7.;
			sum += weights[i];
		}
		weights[0] += sum == 0;
		sum += sum == 0;
		apportion_by(weights, n, total, parts);
		for (size_t i = 0; i < n; i++) {
			given += parts[i];
			assert_true(parts[i] >= 0);
			assert_true(fabs((double)parts[i] -
					 (double)total * weights[i] / sum) < 1);
		}
		assert_int_equal(given, total);
	}
}

static void as_many_as_there_may_be_add_up(void **state)
{
	double weights[APPORTION_MAX];
	long parts[APPORTION_MAX], given = 0;

	(void)state;
	for (size_t i = 0; i < APPORTION_MAX; i++)
		weights[i] = 1. / (double)(i + 1);
	apportion_by(weights, APPORTION_MAX, 9999, parts);
	for (size_t i = 0; i < APPORTION_MAX; i++)
		given += parts[i];
	assert_int_equal(given, 9999);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + COUNT(weighed) + 2] = {0};
	size_t n = 0;

	for (size_t i = 0; i < COUNT(rows); i++)
		tests[n++] = (struct CMUnitTest){rows[i].name, gives, NULL,
						 NULL, &rows[i]};
	for (size_t i = 0; i < COUNT(weighed); i++)
		tests[n++] =
			(struct CMUnitTest){weighed[i].name, gives_by_weight,
					    NULL, NULL, &weighed[i]};
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		parts_of_any_weights_add_up);
	tests[n] = (struct CMUnitTest)cmocka_unit_test(
		as_many_as_there_may_be_add_up);
	return cmocka_run_group_tests_name("apportion", tests, NULL, NULL);
}
