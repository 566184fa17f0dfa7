/* Titles that seem to be one, and titles that do not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "base/arena.h"
#include "matcher/analyse.h"
#include "matcher/likeness.h"

static int between(const struct text *x, const struct text *y)
{
	struct arena *a = arena_new(0);
	struct analyser *analyser = analyser_new();
	struct likeness one = likeness_of(a, analyser, x);
	struct likeness other = likeness_of(a, analyser, y);
	int hundredths = likeness_hundredths(&one, &other);

	assert_int_equal(likeness_hundredths(&other, &one), hundredths);
	analyser_free(analyser);
	arena_free(a);
	return hundredths;
}

static int english(const char *x, const char *y)
{
	return between(&(struct text){.in[LANG_EN] = slice_of(x)},
		       &(struct text){.in[LANG_EN] = slice_of(y)});
}

static void test_the_same_words_in_any_case_and_order_are_one(void **state)
{
	(void)state;
	assert_int_equal(english("Software Engineer", "software engineer"),
			 100);
	assert_int_equal(english("engineer software", "software engineer"),
			 100);
}

static void test_one_word_of_five_is_above_the_line_of_two_below(void **state)
{
	(void)state;
	assert_int_equal(english("junior marine software test engineer",
				 "senior marine software test engineer"),
			 80);
	assert_true(english("marine engineer", "software engineer") < 80);
}

static void test_both_chinese_scripts_are_one(void **state)
{
	struct text hant = {.in[LANG_ZH_HANT] = SLICE("海事軟件工程師")};
	struct text hans = {.in[LANG_ZH_HANS] = SLICE("海事软件工程师")};

	(void)state;
	assert_int_equal(between(&hant, &hans), 100);
}

static void test_the_best_pair_of_languages_counts(void **state)
{
	struct text x = {.in = {SLICE("Waiter"),
				SLICE("餐廳侍應"),
				{NULL, 0},
				SLICE("Empregado de mesa")}};
	struct text y = {.in = {SLICE("Restaurant staff"),
				{NULL, 0},
				SLICE("餐厅侍应"),
				{NULL, 0}}};

	(void)state;
	assert_int_equal(between(&x, &y), 100);
}

static void test_without_a_term_nothing_is_alike(void **state)
{
	(void)state;
	assert_int_equal(english("", ""), 0);
	assert_int_equal(english("!!!", "!!!"), 0);
	assert_int_equal(english("cook", "driver"), 0);
}

static void
test_a_title_of_more_terms_than_are_looked_at_is_compared(void **state)
{
	char long_text[4096];
	size_t n = 0;

	(void)state;
	for (int i = 0; i < 400; i++)
		n += (size_t)snprintf(long_text + n, sizeof(long_text) - n,
				      "w%d ", i);
	assert_int_equal(english(long_text, long_text), 100);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			test_the_same_words_in_any_case_and_order_are_one),
		cmocka_unit_test(
			test_one_word_of_five_is_above_the_line_of_two_below),
		cmocka_unit_test(test_both_chinese_scripts_are_one),
		cmocka_unit_test(test_the_best_pair_of_languages_counts),
		cmocka_unit_test(test_without_a_term_nothing_is_alike),
		cmocka_unit_test(
			test_a_title_of_more_terms_than_are_looked_at_is_compared),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
