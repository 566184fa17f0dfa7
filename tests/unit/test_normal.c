/* normal: NFKC and case folding of whole texts, within bounds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/compiler.h"
#include "matcher/normal.h"

enum { ROOM = 256 };

static struct row {
	const char *name;
	const char *text, *kc, *folded;
} rows[] = {
	{"ASCII stays, but for its case", "Harbour 3", "Harbour 3",
	 "harbour 3"},
	{"a letter and its accent become one", "Cafe\xCC\x81", "Caf\xC3\xA9",
	 "caf\xC3\xA9"},
	{"fullwidth forms become the usual ones", "\xEF\xBC\xA1\xEF\xBC\x91",
	 "A1", "a1"},
	{"a ligature is taken apart", "\xEF\xAC\x81ne", "fine", "fine"},
	{"halfwidth kana and its mark become one", "\xEF\xBD\xB6\xEF\xBE\x9E",
	 "\xE3\x82\xAC", "\xE3\x82\xAC"},
	{"Chinese stays", "\xE5\x89\xB5\xE6\xA5\xAD",
	 "\xE5\x89\xB5\xE6\xA5\xAD", "\xE5\x89\xB5\xE6\xA5\xAD"},
	{"sharp s folds to two letters",
	 "Stra\xC3\x9F"
	 "e",
	 "Stra\xC3\x9F"
	 "e",
	 "strasse"},
	{"nothing stays nothing", "", "", ""},
};

static void expect(enum normal_form form, const char *text, const char *want)
{
	char to[ROOM];
	size_t n;

	assert_true(normal_text(form, slice_of(text), to, sizeof(to), &n));
	assert_int_equal(n, strlen(want));
	assert_memory_equal(to, want, n);
}

static void gives_the_form(void **state)
{
	const struct row *row = *state;

	expect(NORMAL_KC, row->text, row->kc);
	expect(NORMAL_KC_FOLDED, row->text, row->folded);
	expect(NORMAL_KC, row->kc, row->kc);
	expect(NORMAL_KC_FOLDED, row->folded, row->folded);
}

static void what_is_no_utf8_is_refused(void **state)
{
	char to[ROOM];
	size_t n;

	(void)state;
	assert_false(normal_text(NORMAL_KC, SLICE("a\xC3"), to, ROOM, &n));
	assert_false(
		normal_text(NORMAL_KC, SLICE("\xED\xA0\x80"), to, ROOM, &n));
}

static void an_octet_too_many_for_its_room_is_refused(void **state)
{
	char text[] = "0123456789";
	char to[sizeof(text)];
	size_t n;

	(void)state;
	to[9] = '!';
	assert_false(normal_text(NORMAL_KC, slice_of(text), to, 9, &n));
	assert_int_equal(to[9], '!');
	assert_true(normal_text(NORMAL_KC, slice_of(text), to, 10, &n));
	assert_int_equal(n, 10);
}

static void a_text_that_grows_beyond_the_limit_is_refused(void **state)
{
	/* U+FDFA is eighteen characters once it is taken apart. */
	char text[3 * 64];
	char to[8 * NORMAL_CODES_MAX];
	size_t n;

	(void)state;
	for (size_t i = 0; i < sizeof(text); i += 3)
		memcpy(text + i, "\xEF\xB7\xBA", 3);
	assert_true(normal_text(NORMAL_KC, (struct slice){text, 3 * 56}, to,
				sizeof(to), &n));
	assert_false(normal_text(NORMAL_KC, (struct slice){text, 3 * 57}, to,
				 sizeof(to), &n));
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + 3] = {
		[COUNT(rows)] = cmocka_unit_test(what_is_no_utf8_is_refused),
		cmocka_unit_test(an_octet_too_many_for_its_room_is_refused),
		cmocka_unit_test(a_text_that_grows_beyond_the_limit_is_refused),
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		tests[i].name = rows[i].name;
		tests[i].test_func = gives_the_form;
		tests[i].initial_state = &rows[i];
	}
	return cmocka_run_group_tests_name("normal", tests, NULL, NULL);
}
