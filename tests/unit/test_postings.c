/* postings: what is logged is found again, and impacts are upper bounds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/compiler.h"
#include "matcher/postings.h"
#include "matcher/textindex.h"
#include "support/random.h"

enum { TERMS = 12, DOCUMENTS = 150000, KINDS = 400 };

/* Of each posting by its document alone, so that it need not be kept. */
static struct frequencies drawn(uint32_t term, uint32_t doc)
{
	uint32_t kind = (doc * 2654435761U + term) % KINDS;

	return (struct frequencies){{(uint8_t)(1 + kind % 20),
				     (uint8_t)(kind / 20), 0, 0,
				     (uint8_t)(doc % 2)}};
}

static double weigh(void *ctx, uint32_t term, uint32_t doc,
		    const struct frequencies *f)
{
	(void)ctx;
	(void)term;
	return f->tf[0] * .01 + f->tf[1] * 3 + (doc % 7) * 1e-6;
}

static bool is_in(uint32_t term, uint32_t doc)
{
	return (doc * 40503U + term * 977U) % (term * term * 4 + 1) == 0;
}

static const struct postings_table *sorted(struct arena *a, uint32_t docs)
{
	struct postings_log *log = postings_log_new(a);
	struct postings_plan plan = {TERMS, docs, weigh, NULL};

	for (uint32_t d = 0; d < docs; d++) {
		for (uint32_t t = 0; t < TERMS; t++) {
			if (is_in(t, d))
				postings_log_add(log, t, d, drawn(t, d));
		}
	}
	return postings_sort(a, log, &plan);
}

static void all_is_found_that_was_logged(struct arena *a, uint32_t docs)
{
	const struct postings_table *table = sorted(a, docs);

	for (uint32_t t = 0; t < TERMS; t++) {
		const struct postings *p = postings_of(table, t);

		for (uint32_t d = 0; d < docs; d++) {
			struct frequencies want = drawn(t, d), f;
			uint32_t at;

			assert_int_equal(postings_find(p, d, &at), is_in(t, d));
			if (!is_in(t, d))
				continue;
			f = postings_frequencies(table, p, at);
			assert_memory_equal(&f, &want, sizeof(f));
			assert_int_equal(p->impacts[at],
					 impact_of(weigh(NULL, t, d, &f)));
		}
	}
}

static void in_one_window(void **state)
{
	struct arena *a = arena_new(0);

	(void)state;
	all_is_found_that_was_logged(a, 5000);
	arena_free(a);
}

static void in_several_windows(void **state)
{
	struct arena *a = arena_new(0);

	(void)state;
	all_is_found_that_was_logged(a, DOCUMENTS);
	arena_free(a);
}

static void windows_hold_each_document_once(void **state)
{
	struct arena *a = arena_new(0);
	const struct postings_table *table = sorted(a, DOCUMENTS);
	uint32_t windows = (DOCUMENTS + POSTINGS_WINDOW - 1) / POSTINGS_WINDOW;

	(void)state;
	for (uint32_t t = 0; t < TERMS; t++) {
		const struct postings *p = postings_of(table, t);
		uint32_t count = 0;

		for (uint32_t w = 0; w < windows; w++) {
			struct posting_run in = postings_in(p, w);

			for (uint32_t i = 0; i < in.count; i++) {
				uint32_t d = w * POSTINGS_WINDOW + in.docs[i];

				assert_true(is_in(t, d));
				assert_true(i == 0 ||
					    in.docs[i - 1] < in.docs[i]);
			}
			count += in.count;
		}
		assert_int_equal(count, p->count);
	}
	arena_free(a);
}

static void an_impact_is_the_least_that_is_not_below(void **state)
{
	(void)state;
	for (double tf = 1e-6; tf < 1e5; tf *= 1.01) {
		double share = 255 * tf / (TEXT_K1 + tf);
		int i = impact_of(tf);

		assert_true(i >= share);
		assert_true(i - 1 < share);
		assert_true(impact_tf((uint8_t)i) >= tf);
	}
	assert_int_equal(impact_of(0), 0);
}

int main(void)
{
	static const struct CMUnitTest tests[] = {
		cmocka_unit_test(in_one_window),
		cmocka_unit_test(in_several_windows),
		cmocka_unit_test(windows_hold_each_document_once),
		cmocka_unit_test(an_impact_is_the_least_that_is_not_below),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
