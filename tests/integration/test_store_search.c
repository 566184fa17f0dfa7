/* The text index: what it finds, in every script, and what it refuses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "store/openings.h"
#include "store/store.h"
#include "support/store_folder.h"

static struct {
	struct store_folder folder;
	struct arena *arena;
	struct db *db;
} f;

static const struct {
	const char *id;
	const char *title;
} catalogue[] = {
	{"hant", "軟件設計實習生（創業孵化）"},
	{"hans", "软件设计实习生（创业孵化）"},
	{"shop", "Shop assistants, C++ and Node.js, start-up"},
	{"pt", "Estágio de programação em Macau"},
	{"apart", "會計師 計劃書"},
	{"near", "AND \"NEAR\" title: baker* -x"},
};

static int set_up(void **state)
{
	(void)state;
	store_folder_init(&f.folder);
	f.arena = arena_new(0);
	f.db = store_folder_open(&f.folder, DB_WRITER);
	for (size_t i = 0; i < COUNT(catalogue); i++) {
		struct stored_opening o =
			opening_titled(catalogue[i].id, catalogue[i].title);

		opening_put(f.db, &o);
	}
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	store_close(f.db);
	arena_free(f.arena);
	store_folder_done(&f.folder);
	return 0;
}

static const struct row {
	const char *name;
	const char *words;
	const char *ids; /* in order of id */
} rows[] = {
	{"two traditional characters find both scripts", "實習", "hans hant "},
	{"two simplified characters find both scripts", "实习", "hans hant "},
	{"a long run finds both scripts", "创业孵化", "hans hant "},
	{"one character finds both scripts", "軟", "hans hant "},
	{"characters that never stand together find nothing", "習計", ""},
	{"the last character of a run counts", "孵人", ""},
	{"runs apart need not stand together", "實習 軟件", "hans hant "},
	{"pairs that stand apart are no run", "會計劃", ""},
	{"a run does not reach across a space", "師計", ""},
	{"a stem finds the word", "assistant", "shop "},
	{"symbols inside words stay", "c++", "shop "},
	{"a letter is not the word with symbols", "c", ""},
	{"a word with a dot is found without", "nodejs", "shop "},
	{"a hyphenated word is found joined", "startup", "shop "},
	{"accents and case do not matter", "PROGRAMACAO", "pt "},
	{"all words must be there", "shop macau", ""},
	{"words stand in any order", "macau estágio", "pt "},
	{"a quotation mark is no operator", "\"shop\"\"", "shop "},
	{"AND is a word", "AND", "near shop "},
	{"OR is a word", "shop OR baker", ""},
	{"NOT is a word", "shop NOT baker", ""},
	{"NEAR is a word", "NEAR(baker title)", "near "},
	{"a star is no prefix", "bak*", ""},
	{"a minus excludes nothing", "-baker", "near "},
	{"a colon names no column", "body:baker", ""},
	{"a caret is nothing", "^baker", "near "},
	{"no word finds nothing", " \"*:-() ", ""},
	{"nothing finds nothing", "", ""},
	{"broken octets only separate", "\xFFshop\xC3", "shop "},
};

static int by_id(const void *a, const void *b)
{
	const struct opening_hit *x = a;
	const struct opening_hit *y = b;

	return slice_cmp(x->id, y->id);
}

static void finds(void **state)
{
	const struct row *row = *state;
	struct opening_hits hits;
	char ids[128] = "";

	assert_int_equal(
		openings_find(f.db, f.arena, slice_of(row->words), 10, &hits),
		ERR_OK);
	if (hits.count > 0)
		qsort(hits.items, hits.count, sizeof(*hits.items), by_id);
	for (size_t i = 0; i < hits.count; i++) {
		strncat(ids, hits.items[i].id.p, 32);
		strncat(ids, " ", 2);
	}
	assert_string_equal(ids, row->ids);
}

static void a_zero_octet_only_separates(void **state)
{
	struct opening_hits hits;

	(void)state;
	assert_int_equal(
		openings_find(f.db, f.arena, SLICE("shop\0c++"), 10, &hits),
		ERR_OK);
	assert_int_equal(hits.count, 1);
}

static void more_words_than_the_limit_are_refused(void **state)
{
	struct opening_hits hits;
	char words[3 * (OPENINGS_WORDS_UNITS_MAX + 1)];

	(void)state;
	for (size_t i = 0; i < sizeof(words); i += 3)
		memcpy(words + i, "c+ ", 3);
	assert_int_equal(openings_find(f.db, f.arena,
				       (struct slice){words, sizeof(words)}, 10,
				       &hits),
			 ERR_INVALID);
	assert_int_equal(openings_find(f.db, f.arena,
				       (struct slice){words, sizeof(words) - 3},
				       10, &hits),
			 ERR_OK);
}

static void the_better_match_comes_first_and_ties_are_by_id(void **state)
{
	struct opening_hits hits;

	(void)state;
	assert_int_equal(openings_find(f.db, f.arena, SLICE("實習"), 10, &hits),
			 ERR_OK);
	assert_true(slice_is(hits.items[0].id, "hans"));
	assert_true(hits.items[0].rank == hits.items[1].rank);
	assert_int_equal(openings_find(f.db, f.arena, SLICE("and"), 1, &hits),
			 ERR_OK);
	assert_int_equal(hits.count, 1);
	assert_true(slice_is(hits.items[0].id, "near"));
}

static void a_reader_finds_too(void **state)
{
	struct db *reader = store_folder_open(&f.folder, DB_READER);
	struct opening_hits hits;

	(void)state;
	assert_int_equal(
		openings_find(reader, f.arena, SLICE("实习"), 10, &hits),
		ERR_OK);
	assert_int_equal(hits.count, 2);
	store_close(reader);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + 4] = {
		cmocka_unit_test(a_zero_octet_only_separates),
		cmocka_unit_test(more_words_than_the_limit_are_refused),
		cmocka_unit_test(
			the_better_match_comes_first_and_ties_are_by_id),
		cmocka_unit_test(a_reader_finds_too),
	};
	struct row copies[COUNT(rows)];

	memcpy(copies, rows, sizeof(copies));
	for (size_t i = 0; i < COUNT(rows); i++) {
		tests[i + 4].name = copies[i].name;
		tests[i + 4].test_func = finds;
		tests[i + 4].initial_state = &copies[i];
	}
	return cmocka_run_group_tests_name("store_search", tests, set_up,
					   tear_down);
}
