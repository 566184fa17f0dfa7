/* counters: what is counted is counted whole, and never without end. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/arena.h"
#include "work/counters.h"

static int64_t sum_of(const struct counted *list, size_t count)
{
	int64_t sum = 0;

	for (size_t i = 0; i < count; i++)
		sum += list[i].count;
	return sum;
}

static void each_name_and_key_is_counted_for_itself_and_taken_once(void **state)
{
	struct arena *a = arena_new(0);
	struct counters *c = counters_new();
	const struct counted *list;

	(void)state;
	counters_add(c, COUNTER_MATCH, SLICE("en"));
	counters_add(c, COUNTER_MATCH, SLICE("en"));
	counters_add(c, COUNTER_MATCH, SLICE("pt"));
	counters_add(c, COUNTER_SEARCH, SLICE("en"));
	assert_int_equal(counters_take(c, a, &list), 3);
	assert_int_equal(sum_of(list, 3), 4);
	assert_int_equal(counters_take(c, a, &list), 0);
	counters_free(c);
	arena_free(a);
}

static void what_does_not_fit_is_counted_under_other(void **state)
{
	struct arena *a = arena_new(0);
	struct counters *c = counters_new();
	char key[2 * COUNTER_KEY_BYTES] = {0};
	const struct counted *list;
	size_t count;

	(void)state;
	for (int i = 0; i < COUNTERS_MAX + 10; i++) {
		snprintf(key, sizeof(key), "k%d", i);
		counters_add(c, COUNTER_MATCH, slice_of(key));
	}
	for (size_t i = 0; i + 1 < sizeof(key); i++)
		key[i] = 'x';
	counters_add(c, COUNTER_MATCH, slice_of(key));
	count = counters_take(c, a, &list);
	assert_int_equal(count, COUNTERS_MAX + 1);
	assert_string_equal(list[count - 1].name, "other");
	assert_int_equal(list[count - 1].count, 11);
	assert_int_equal(sum_of(list, count), COUNTERS_MAX + 11);
	counters_free(c);
	arena_free(a);
}

enum { THREADS = 4, EACH = 20000 };

static void *count_many(void *arg)
{
	for (int i = 0; i < EACH; i++)
		counters_add(arg, COUNTER_MATCH,
			     i % 2 == 0 ? SLICE("a") : SLICE("b"));
	return NULL;
}

static void nothing_is_lost_between_threads(void **state)
{
	struct arena *a = arena_new(0);
	struct counters *c = counters_new();
	pthread_t threads[THREADS];
	const struct counted *list;
	int64_t sum = 0;
	size_t count;

	(void)state;
	for (int i = 0; i < THREADS; i++)
		assert_int_equal(
			pthread_create(&threads[i], NULL, count_many, c), 0);
	for (int i = 0; i < 20; i++) {
		count = counters_take(c, a, &list);
		sum += sum_of(list, count);
	}
	for (int i = 0; i < THREADS; i++)
		pthread_join(threads[i], NULL);
	count = counters_take(c, a, &list);
	sum += sum_of(list, count);
	assert_int_equal(sum, THREADS * EACH);
	counters_free(c);
	arena_free(a);
}

static void without_counters_nobody_counts(void **state)
{
	(void)state;
	counters_add(NULL, COUNTER_MATCH, SLICE("en"));
	counters_free(NULL);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			each_name_and_key_is_counted_for_itself_and_taken_once),
		cmocka_unit_test(what_does_not_fit_is_counted_under_other),
		cmocka_unit_test(nothing_is_lost_between_threads),
		cmocka_unit_test(without_counters_nobody_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
