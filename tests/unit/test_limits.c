/* limits and buckets: the cell rate algorithm, keys, fields, a full table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "session/buckets.h"
#include "session/limits.h"

#define NOW_US  (INT64_C(1800000000) * 1000000)
#define STEP_US (INT64_C(30) * 1000000) /* of LOGIN by pair: 10 in 300 s */

static struct limit_key login_pair(void)
{
	return limit_by_pair(LIMIT_LOGIN, "anna", "192.0.2.1");
}

static void so_many_at_once_and_then_one_each_step(void **state)
{
	struct limit_key key = login_pair();
	int64_t arrival = 0;

	(void)state;
	for (unsigned i = 1; i <= 10; i++)
		assert_int_equal(limit_take(&key, &arrival, NOW_US).remaining,
				 10 - i);
	assert_false(limit_take(&key, &arrival, NOW_US).is_allowed);
	for (int i = 1; i <= 20; i++) {
		int64_t now = NOW_US + i * STEP_US;

		assert_false(limit_take(&key, &arrival, now - 1).is_allowed);
		assert_true(limit_take(&key, &arrival, now).is_allowed);
		assert_false(limit_take(&key, &arrival, now).is_allowed);
	}
}

static void a_refusal_costs_nothing_and_says_when(void **state)
{
	struct limit_key key = login_pair();
	int64_t arrival = 0, before;
	struct limit_result r;

	(void)state;
	for (int i = 0; i < 10; i++)
		(void)limit_take(&key, &arrival, NOW_US);
	before = arrival;
	for (int i = 0; i < 100; i++)
		r = limit_take(&key, &arrival, NOW_US);
	assert_true(arrival == before);
	assert_int_equal(r.retry_s, 30);
	assert_int_equal(r.reset_s, 300);
	assert_int_equal(r.remaining, 0);
	r = limit_take(&key, &arrival, NOW_US + STEP_US - 1);
	assert_int_equal(r.retry_s, 1);
	r = limit_take(&key, &arrival, NOW_US + STEP_US);
	assert_true(r.is_allowed);
	assert_int_equal(r.retry_s, 0);
}

static void after_a_rest_all_are_there_again_and_not_more(void **state)
{
	struct limit_key key = login_pair();
	int64_t arrival = 0;
	int allowed = 0;

	(void)state;
	for (int i = 0; i < 10; i++)
		(void)limit_take(&key, &arrival, NOW_US);
	for (int i = 0; i < 100; i++)
		allowed += limit_take(&key, &arrival, NOW_US + 99 * STEP_US)
				   .is_allowed;
	assert_int_equal(allowed, 10);
}

static void a_clock_set_back_shuts_out_for_a_step_only(void **state)
{
	struct limit_key key = login_pair();
	int64_t arrival = 0;
	int64_t earlier = NOW_US - 1000 * STEP_US;

	(void)state;
	for (int i = 0; i < 10; i++)
		(void)limit_take(&key, &arrival, NOW_US);
	assert_false(limit_take(&key, &arrival, earlier).is_allowed);
	assert_true(limit_take(&key, &arrival, earlier + STEP_US).is_allowed);
}

/* Whether two addresses share a key. */
static struct row {
	const char *name;
	const char *a, *b;
	bool same;
} rows[] = {
	{"IPv4: one /24", "192.0.2.1", "192.0.2.254", true},
	{"IPv4: the next /24", "192.0.2.1", "192.0.3.1", false},
	{"IPv6: one /56", "2001:db8:0:1200::1", "2001:db8:0:12ff::2", true},
	{"IPv6: the next /56", "2001:db8:0:1200::1", "2001:db8:0:1300::1",
	 false},
	{"IPv4 and IPv6", "192.0.2.1", "c000:200::", false},
	{"what is no address", "nowhere", "", true},
	{"an address and what is none", "0.0.0.0", "nowhere", false},
};

static void shares(void **state)
{
	const struct row *row = *state;
	struct limit_key a = limit_by_address(LIMIT_MATCH, row->a);
	struct limit_key b = limit_by_address(LIMIT_MATCH, row->b);

	assert_int_equal(strcmp(a.text, b.text) == 0, row->same);
}

static void rules_accounts_and_pairs_have_keys_of_their_own(void **state)
{
	const struct limit_key keys[] = {
		limit_by_address(LIMIT_LOGIN, "192.0.2.1"),
		limit_by_address(LIMIT_MATCH, "192.0.2.1"),
		limit_by_account(LIMIT_LOGIN, "anna"),
		limit_by_account(LIMIT_LOGIN, "bela"),
		limit_by_account(LIMIT_MATCH, "anna"),
		limit_by_pair(LIMIT_LOGIN, "anna", "192.0.2.1"),
		limit_by_pair(LIMIT_LOGIN, "bela", "192.0.2.1"),
		limit_by_pair(LIMIT_LOGIN, "anna", "192.0.3.1"),
	};

	(void)state;
	for (size_t i = 0; i < COUNT(keys); i++)
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(keys[i].text, keys[j].text);
}

static void the_longest_key_fits(void **state)
{
	char subject[LIMIT_SUBJECT_MAX + 1];
	struct limit_key key;

	(void)state;
	memset(subject, 's', LIMIT_SUBJECT_MAX);
	subject[LIMIT_SUBJECT_MAX] = '\0';
	key = limit_by_pair(LIMIT_WRITE, subject, "2001:db8::1");
	assert_non_null(strstr(key.text, ":620010db8000000"));
}

static void the_fields_say_what_was_counted(void **state)
{
	struct limit_key key = login_pair();
	struct limit_result r = limit_result(&key, true, STEP_US * 3 - 1);
	char text[LIMIT_FIELD_BYTES];

	(void)state;
	limit_write_policy(&key, text);
	assert_string_equal(text, "\"login\";q=10;w=300");
	limit_write_state(&key, &r, text);
	assert_string_equal(text, "\"login\";r=7;t=90");
}

static void nobody_is_locked_out_by_anothers_tries(void **state)
{
	(void)state;
	for (int rule = 0; rule < LIMIT__COUNT; rule++)
		assert_true(limit_counts((enum limit_rule)rule, LIMIT_ADDRESS));
	assert_true(limit_counts(LIMIT_LOGIN, LIMIT_PAIR));
	assert_false(limit_counts(LIMIT_LOGIN, LIMIT_ACCOUNT));
	assert_false(limit_counts(LIMIT_RESET, LIMIT_ACCOUNT));
}

static void a_table_keeps_the_keys_apart(void **state)
{
	struct buckets *b = buckets_new(4096);

	(void)state;
	for (int round = 0; round < 11; round++)
		for (int i = 0; i < 500; i++) {
			char subject[16];
			struct limit_key key;

			snprintf(subject, sizeof(subject), "anna%d", i);
			key = limit_by_pair(LIMIT_LOGIN, subject, "192.0.2.1");
			assert_int_equal(
				buckets_take(b, &key, NOW_US).is_allowed,
				round < 10);
		}
	buckets_free(b);
}

/* Eight share a set of a table with one: the ninth takes the nearest's place. */
static void a_full_table_forgets_who_is_nearest_to_a_fresh_start(void **state)
{
	struct buckets *b = buckets_new(8);
	struct limit_key greedy = login_pair();

	(void)state;
	for (int i = 0; i < 10; i++)
		assert_true(buckets_take(b, &greedy, NOW_US).is_allowed);
	for (int i = 0; i < 1000; i++) {
		char subject[16];
		struct limit_key key;

		snprintf(subject, sizeof(subject), "bela%d", i);
		key = limit_by_pair(LIMIT_LOGIN, subject, "192.0.2.1");
		assert_true(buckets_take(b, &key, NOW_US).is_allowed);
	}
	assert_false(buckets_take(b, &greedy, NOW_US).is_allowed);
	buckets_free(b);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + 10] = {
		cmocka_unit_test(so_many_at_once_and_then_one_each_step),
		cmocka_unit_test(a_refusal_costs_nothing_and_says_when),
		cmocka_unit_test(after_a_rest_all_are_there_again_and_not_more),
		cmocka_unit_test(a_clock_set_back_shuts_out_for_a_step_only),
		cmocka_unit_test(
			rules_accounts_and_pairs_have_keys_of_their_own),
		cmocka_unit_test(the_longest_key_fits),
		cmocka_unit_test(the_fields_say_what_was_counted),
		cmocka_unit_test(nobody_is_locked_out_by_anothers_tries),
		cmocka_unit_test(a_table_keeps_the_keys_apart),
		cmocka_unit_test(
			a_full_table_forgets_who_is_nearest_to_a_fresh_start),
	};

	for (size_t i = 0; i < COUNT(rows); i++)
		tests[10 + i] = (struct CMUnitTest){rows[i].name, shares, NULL,
						    NULL, &rows[i]};
	return cmocka_run_group_tests_name("limits", tests, NULL, NULL);
}
