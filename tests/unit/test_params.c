/* params: each kind of parameter, and each refusal with its name. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "api/params.h"
#include "base/arena.h"
#include "base/compiler.h"
#include "base/day.h"
#include "base/utf8.h"

#define PAIR(name, value)                                                      \
	{                                                                      \
		SLICE_INIT(name), SLICE_INIT(value)                            \
	}

enum { PAIRS = 4 };

static struct arena *arena;

static int open_arena(void **state)
{
	(void)state;
	arena = arena_new(0);
	return 0;
}

static int close_arena(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static struct net_request request_of(const struct net_pair *pairs, size_t n)
{
	return (struct net_request){.parameters = pairs, .parameter_count = n};
}

/* "code parameter" of each, with "; " between. */
static const char *told(const struct faults *f)
{
	struct slice words = SLICE("");

	for (size_t i = 0; i < f->count; i++) {
		assert_int_equal(f->items[i].place, FAULT_AT_PARAMETER);
		words = arena_print(arena, "%.*s%s%s %s", SLICE_ARG(words),
				    i == 0 ? "" : "; ",
				    fault_code_word(f->items[i].code),
				    f->items[i].at);
	}
	return words.p;
}

static struct number {
	const char *name;
	const char *value; /* NULL: absent */
	double most;
	double want; /* -1: refused */
} numbers[] = {
	{"absent: as it was", NULL, 100, 42},
	{"zero", "0", 100, 0},
	{"the most", "100", 100, 100},
	{"one more", "101", 100, -1},
	{"zeros before it", "007", 100, 7},
	{"empty", "", 100, -1},
	{"below zero", "-1", 100, -1},
	{"a plus", "+1", 100, -1},
	{"a fraction", "1.5", 100, 1.5},
	{"hundredths", "0.25", 100, .25},
	{"a fraction above the most", "100.01", 100, -1},
	{"a point alone", ".", 100, -1},
	{"a point at the end", "1.", 100, -1},
	{"a point at the start", ".5", 100, -1},
	{"two points", "1.2.3", 100, -1},
	{"a fraction below zero", "1.-5", 100, -1},
	{"an exponent", "1e1", 100, -1},
	{"hexadecimal", "0x1", 100, -1},
	{"spaces", " 1", 100, -1},
	{"full-width", "１", 100, -1},
	{"a million millions less one", "999999999999", 1e12, 999999999999},
	{"more digits than are read", "1000000000000", 1e13, -1},
};

static void is_a_number(void **state)
{
	const struct number *row = *state;
	struct net_pair pair = {SLICE("pay_min"), slice_of(row->value)};
	struct net_request rq = request_of(&pair, row->value != NULL);
	struct faults f = {0};
	double n = 42;
	bool good = params_number(&rq, "pay_min", row->most, &n, &f);

	assert_int_equal(good, row->want >= 0);
	assert_true(n == (good ? row->want : 42));
	assert_string_equal(told(&f), good ? "" : "range pay_min");
}

static struct count {
	const char *name;
	const char *value;
	size_t want; /* 0: refused */
} counts[] = {
	{"absent: as it was", NULL, 20},
	{"one", "1", 1},
	{"the most", "50", 50},
	{"one more", "51", 0},
	{"none", "0", 0},
	{"empty", "", 0},
	{"in words", "ten", 0},
};

static void is_a_count(void **state)
{
	const struct count *row = *state;
	struct net_pair pair = {SLICE("limit"), slice_of(row->value)};
	struct net_request rq = request_of(&pair, row->value != NULL);
	struct faults f = {0};
	size_t n = 20;
	bool good = params_count(&rq, "limit", 50, &n, &f);

	assert_int_equal(good, row->want > 0);
	assert_int_equal(n, good ? row->want : 20);
	assert_string_equal(told(&f), good ? "" : "range limit");
	if (!good)
		assert_string_equal(f.items[0].arg, "[1, 50]");
}

static struct day {
	const char *name;
	const char *value;
	bool want;
} days[] = {
	{"absent", NULL, true},
	{"a day", "2025-06-01", true},
	{"no such day", "2025-02-29", false},
	{"a year", "2025", false},
	{"empty", "", false},
};

static void is_a_day(void **state)
{
	const struct day *row = *state;
	struct net_pair pair = {SLICE("closes_before"), slice_of(row->value)};
	struct net_request rq = request_of(&pair, row->value != NULL);
	struct faults f = {0};
	int32_t day = DAY_NONE;

	assert_int_equal(params_day(&rq, "closes_before", &day, &f), row->want);
	assert_string_equal(told(&f), row->want ? "" : "date closes_before");
	assert_int_equal(day == DAY_NONE, row->value == NULL || !row->want);
}

static void one_that_stands_twice_is_refused(void **state)
{
	static const struct net_pair pairs[] = {PAIR("q", "a"), PAIR("x", ""),
						PAIR("q", "a")};
	struct net_request rq = request_of(pairs, 3);
	struct faults f = {0};
	struct slice value;
	int32_t day = 0;
	double number = 0;
	size_t count = 0;

	(void)state;
	assert_false(params_one(&rq, "q", &value, &f));
	assert_false(params_day(&rq, "q", &day, &f));
	assert_false(params_number(&rq, "q", 1, &number, &f));
	assert_false(params_count(&rq, "q", 1, &count, &f));
	assert_string_equal(told(&f),
			    "repeated q; repeated q; repeated q; repeated q");
}

static void empty_is_not_absent(void **state)
{
	static const struct net_pair pairs[] = {{SLICE_INIT("q"), {NULL, 0}}};
	struct net_request rq = request_of(pairs, 1);
	struct faults f = {0};
	struct slice value;

	(void)state;
	assert_true(params_one(&rq, "q", &value, &f));
	assert_non_null(value.p);
	assert_int_equal(value.n, 0);
	assert_true(params_one(&rq, "Q", &value, &f));
	assert_null(value.p);
}

static void who_is_not_known_is_refused(void **state)
{
	static const char *const known[] = {"q", "kind", NULL};
	static const struct net_pair pairs[] = {PAIR("q", "a"), PAIR("Q", "a"),
						PAIR("kinds", "job"),
						PAIR("", "x")};
	struct net_request rq = request_of(pairs, PAIRS);
	struct faults f = {0};

	(void)state;
	params_only(&rq, known, &f);
	assert_string_equal(told(&f), "unknown-parameter Q; unknown-parameter "
				      "kinds; unknown-parameter ");
}

/* What is cut to fit a reply is cut on a border, or the reply is no JSON. */
static void a_long_name_is_cut_between_characters(void **state)
{
	static const char *const known[] = {"q", NULL};
	char name[400];
	struct net_pair pair = {{name, 0}, SLICE("")};
	struct net_request rq = request_of(&pair, 1);

	(void)state;
	for (size_t shift = 0; shift < 3; shift++) {
		struct faults f = {0};
		size_t bad;

		memset(name, 'x', shift);
		for (pair.name.n = shift; pair.name.n < 390; pair.name.n += 3)
			memcpy(name + pair.name.n, "軟", 3);
		params_only(&rq, known, &f);
		assert_int_equal(f.count, 1);
		assert_true(utf8_is_valid(slice_of(f.items[0].at), &bad));
	}
}

static struct list {
	const char *name;
	struct net_pair pairs[PAIRS];
	size_t n;
	const char *want; /* with | between */
} lists[] = {
	{"absent", {PAIR("kinds", "job")}, 1, ""},
	{"one", {PAIR("kind", "job")}, 1, "job"},
	{"by commas", {PAIR("kind", "job,funding")}, 1, "job|funding"},
	{"repeated",
	 {PAIR("kind", "job"), PAIR("kind", "funding")},
	 2,
	 "job|funding"},
	{"both, in order",
	 {PAIR("kind", "a,b"), PAIR("x", "y"), PAIR("kind", "c")},
	 3,
	 "a|b|c"},
	{"empty parts are passed over",
	 {PAIR("kind", ",a,, b ,"), PAIR("kind", "")},
	 2,
	 "a|b"},
	{"nothing but commas", {PAIR("kind", ",,")}, 1, ""},
};

static void is_a_list(void **state)
{
	const struct list *row = *state;
	struct net_request rq = request_of(row->pairs, row->n);
	struct params_list list = params_all(arena, &rq, "kind");
	struct slice joined = SLICE("");

	for (size_t i = 0; i < list.count; i++)
		joined = arena_print(arena, "%.*s%s%.*s", SLICE_ARG(joined),
				     i == 0 ? "" : "|",
				     SLICE_ARG(list.values[i]));
	assert_string_equal(joined.p, row->want);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(numbers) + COUNT(counts) + COUNT(days) +
				COUNT(lists) + 4] = {0};
	size_t n = 0;

	for (size_t i = 0; i < COUNT(numbers); i++)
		tests[n++] = (struct CMUnitTest){numbers[i].name, is_a_number,
						 NULL, NULL, &numbers[i]};
	for (size_t i = 0; i < COUNT(counts); i++)
		tests[n++] = (struct CMUnitTest){counts[i].name, is_a_count,
						 NULL, NULL, &counts[i]};
	for (size_t i = 0; i < COUNT(days); i++)
		tests[n++] = (struct CMUnitTest){days[i].name, is_a_day, NULL,
						 NULL, &days[i]};
	for (size_t i = 0; i < COUNT(lists); i++)
		tests[n++] = (struct CMUnitTest){lists[i].name, is_a_list, NULL,
						 NULL, &lists[i]};
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		one_that_stands_twice_is_refused);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(empty_is_not_absent);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		who_is_not_known_is_refused);
	tests[n] = (struct CMUnitTest)cmocka_unit_test(
		a_long_name_is_cut_between_characters);
	return cmocka_run_group_tests_name("params", tests, open_arena,
					   close_arena);
}
