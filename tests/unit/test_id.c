/* id: 26 characters that never come twice. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/compiler.h"
#include "crypt/id.h"

enum { MANY = 20000 };

typedef char text[ID_CHARS + 1];

static int compare(const void *a, const void *b)
{
	return memcmp(a, b, sizeof(text));
}

static void none_of_many_comes_twice(void **state)
{
	text *ids = calloc(MANY, sizeof(text));

	(void)state;
	assert_non_null(ids);
	for (size_t i = 0; i < MANY; i++) {
		id_new(ids[i]);
		assert_int_equal(strlen(ids[i]), ID_CHARS);
		assert_true(id_is(slice_of(ids[i])));
	}
	qsort(ids, MANY, sizeof(text), compare);
	for (size_t i = 1; i < MANY; i++)
		assert_true(memcmp(ids[i - 1], ids[i], sizeof(text)) < 0);
	free(ids);
}

/* 128 bits: each digit but the last takes all 32 values, the last one 8. */
static void every_digit_takes_every_value_it_can(void **state)
{
	unsigned char seen[ID_CHARS][128] = {{0}};
	text id;

	(void)state;
	for (size_t i = 0; i < MANY; i++) {
		id_new(id);
		for (size_t c = 0; c < ID_CHARS; c++)
			seen[c][(unsigned char)id[c]] = 1;
	}
	for (size_t c = 0; c < ID_CHARS; c++) {
		int values = 0;

		for (size_t v = 0; v < 128; v++)
			values += seen[c][v];
		assert_int_equal(values, c == ID_CHARS - 1 ? 8 : 32);
	}
}

static struct row {
	const char *name;
	const char *text;
	int want;
} rows[] = {
	{"zeros", "00000000000000000000000000", 1},
	{"letters", "abcdefghjkmnpqrstvwxyzabcw", 1},
	{"one too few", "0000000000000000000000000", 0},
	{"one too many", "000000000000000000000000000", 0},
	{"upper case", "A0000000000000000000000000", 0},
	{"a letter that is left out", "0000000000000000000000000l", 0},
	{"bits that none has", "00000000000000000000000001", 0},
	{"a path", "../../../../../../etc/pass", 0},
	{"nothing", "", 0},
};

static void is_an_id_or_is_none(void **state)
{
	const struct row *row = *state;

	assert_int_equal(id_is(slice_of(row->text)), row->want);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + 2] = {
		[COUNT(rows)] = cmocka_unit_test(none_of_many_comes_twice),
		cmocka_unit_test(every_digit_takes_every_value_it_can),
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		tests[i].name = rows[i].name;
		tests[i].test_func = is_an_id_or_is_none;
		tests[i].initial_state = &rows[i];
	}
	return cmocka_run_group_tests_name("id", tests, NULL, NULL);
}
