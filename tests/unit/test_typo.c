/* typo: what is corrected to what, and that no near word is overlooked. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/compiler.h"
#include "matcher/textindex.h"
#include "matcher/typo.h"
#include "support/random.h"

enum { WORDS_MAX = 400 };

static struct arena *arena;

static const struct term *make_term(const char *word, uint32_t df)
{
	struct term *t = ARENA_NEW(arena, struct term);

	t->key = arena_copy(arena, slice_of(word));
	t->df = df;
	return t;
}

static const struct {
	const char *word;
	uint32_t df;
} words[] = {
	{"design", 9},   {"designer", 5},  {"internship", 7}, {"intern", 7},
	{"java", 3},     {"marketing", 4}, {"cat", 2},        {"finance", 2},
	{"finances", 3}, {"formacao", 2},  {"abcdefgh", 2},   {"abcdefgi", 2},
	{"network", 2},
};

static struct row {
	const char *name;
	const char *typed;
	const char *want; /* NULL: left alone */
} rows[] = {
	{"a letter too few", "desgn", "design"},
	{"a letter too many", "dessign", "design"},
	{"another letter", "desihn", "design"},
	{"neighbours exchanged count once", "desgin", "design"},
	{"two in a word of eight", "intrenshp", "internship"},
	{"two at the start", "xxternship", "internship"},
	{"two at the end", "internshxx", "internship"},
	{"two in a word of seven are too many", "dxsxgns", NULL},
	{"one more and another in a word of seven", "nxetwxrk", "network"},
	{"three are too many", "xxxernship", NULL},
	{"four letters may have one", "jave", "java"},
	{"three may have none", "cet", NULL},
	{"a word of three may be meant", "catt", "cat"},
	{"the nearer wins over the more frequent", "designar", "designer"},
	{"then the more frequent", "financez", "finances"},
	{"then the lesser bytes", "abcdefgx", "abcdefgh"},
	{"nothing near", "zzzzzzzz", NULL},
	{"nothing at all", "", NULL},
	{"longer than any word", "abcdefghijklmnopqrstuvwxyzabcdefghijklmn",
	 NULL},
};

static void is_corrected(void **state)
{
	const struct row *row = *state;
	const struct term *all[COUNT(words)];
	const struct term *got;

	for (size_t i = 0; i < COUNT(words); i++)
		all[i] = make_term(words[i].word, words[i].df);
	got = typo_correct(typo_index_build(arena, all, COUNT(words)),
			   slice_of(row->typed));
	if (row->want == NULL)
		assert_null(got);
	else
		assert_true(got != NULL && slice_is(got->key, row->want));
}

/* The same distance by its recursive definition, without a table. */
static int slow_distance(const char *a, size_t n, const char *b, size_t m,
			 int most)
{
	int best;
	int d;

	if (most < 0)
		return 99;
	if (n == 0 || m == 0)
		return (int)(n + m);
	best = slow_distance(a, n - 1, b, m - 1,
			     most - (a[n - 1] != b[m - 1])) +
	       (a[n - 1] != b[m - 1]);
	d = slow_distance(a, n - 1, b, m, most - 1) + 1;
	best = d < best ? d : best;
	d = slow_distance(a, n, b, m - 1, most - 1) + 1;
	best = d < best ? d : best;
	if (n > 1 && m > 1 && a[n - 1] == b[m - 2] && a[n - 2] == b[m - 1]) {
		d = slow_distance(a, n - 2, b, m - 2, most - 1) + 1;
		best = d < best ? d : best;
	}
	return best;
}

static const char *random_word(struct random *r)
{
	char word[16] = {0};
	int n = random_range(r, 3, 11);

	for (int i = 0; i < n; i++)
		word[i] = (char)('a' + random_below(r, 3));
	return arena_copy(arena, slice_of(word)).p;
}

static void the_nearest_word_is_always_found(void **state)
{
	const struct term *all[WORDS_MAX];
	const struct typo_index *x;
	struct random r;

	(void)state;
	random_seed(&r, 7);
	for (size_t i = 0; i < WORDS_MAX; i++)
		all[i] = make_term(random_word(&r), 2);
	x = typo_index_build(arena, all, WORDS_MAX);
	for (int k = 0; k < 300; k++) {
		struct slice typed = slice_of(random_word(&r));
		int within = typed.n >= TYPO_TWO_MIN       ? 2
			     : typed.n >= TYPO_LETTERS_MIN ? 1
							   : -1;
		const struct term *got = typo_correct(x, typed);
		int least = 99;

		for (size_t i = 0; i < WORDS_MAX; i++) {
			int d = slow_distance(typed.p, typed.n, all[i]->key.p,
					      all[i]->key.n, within);

			least = d < least ? d : least;
		}
		if (least > within) {
			assert_null(got);
			continue;
		}
		assert_non_null(got);
		assert_int_equal(slow_distance(typed.p, typed.n, got->key.p,
					       got->key.n, within),
				 least);
	}
}

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

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + 1] = {
		cmocka_unit_test(the_nearest_word_is_always_found),
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		tests[i + 1].name = rows[i].name;
		tests[i + 1].test_func = is_corrected;
		tests[i + 1].initial_state = &rows[i];
	}
	return cmocka_run_group_tests_name("typo", tests, open_arena,
					   close_arena);
}
