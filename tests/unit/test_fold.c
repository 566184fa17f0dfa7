/* fold: characters that must meet, some that must not, and the old HKSCS. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/compiler.h"
#include "base/utf8.h"
#include "matcher/fold.h"

struct group {
	const char *chars;
	bool apart;
};

static struct group groups[] = {
	/* Of OpenCC's HKVariants, those that plain T->S misses. */
	{"衛衞", false},
	{"敘敍", false},
	{"檯枱", false},
	{"擡抬", false},
	{"妝粧", false},
	{"糉糭", false},
	{"只衹", false},
	{"潨潀", false},
	{"裏裡里", false},
	{"綫線线", false},
	{"台臺颱", false},
	{"滙匯汇", false},
	{"爲為为", false},
	{"峯峰", false},
	{"羣群", false},
	{"牀床", false},
	/* Our own, config/vocabulary/folds.json. */
	{"著着", false},
	{"祇只", false},
	{"汚污", false},
	{"塲場", false},
	{"値值", false},
	{"飮飲", false},
	{"姸妍", false},
	{"煑煮", false},
	{"靑青", false},
	{"淸清", false},
	{"槪概", false},
	{"尙尚", false},
	{"倂併", false},
	/* Spelt otherwise in some words only. */
	{"藉借", false},
	{"畫劃划", false},
	{"瞭了", false},
	{"像象", false},
	{"覆复", false},
	/* The one chain of OpenCC 1.1.6. */
	{"薴苧苎", false},
	/* Other words, or names. */
	{"邨村", true},
	{"栢柏", true},
	{"咀嘴", true},
	{"菓果", true},
	{"仝同", true},
};

static size_t decode_all(const char *text, uint32_t *codes)
{
	size_t n = 0;

	while (*text != '\0') {
		text += utf8_decode(text, strlen(text), &codes[n]);
		n++;
	}
	return n;
}

static void meets_or_stays_apart(void **state)
{
	const struct group *g = *state;
	uint32_t codes[8];
	size_t n = decode_all(g->chars, codes);

	assert_true(n >= 2);
	for (size_t i = 1; i < n; i++)
		assert_int_equal(fold_han(codes[0]) != fold_han(codes[i]),
				 g->apart);
}

static void folding_twice_changes_nothing(void **state)
{
	unsigned changed = 0;

	(void)state;
	for (uint32_t c = 0; c <= 0x10FFFF; c++) {
		uint32_t once = fold_han(c);

		assert_int_equal(fold_han(once), once);
		changed += once != c;
	}
	assert_in_range(changed, 4000, 4300);
}

static void a_character_of_no_table_is_itself(void **state)
{
	static const uint32_t codes[] = {0,      'a',     0x4E00,   0x20BB7,
					 0xFFFF, 0x10000, 0x10FFFF, 0xF849};

	(void)state;
	for (size_t i = 0; i < COUNT(codes); i++) {
		assert_int_equal(fold_han(codes[i]), codes[i]);
		assert_int_equal(fold_private(codes[i]), codes[i]);
	}
}

static void the_private_area_of_hong_kong_is_read(void **state)
{
	static const struct {
		uint32_t code;
		const char *means;
	} rows[] = {
		{0xE40C, "衞"},
		{0xECD4, "𨋢"},
		{0xECD9, "咗"},
		{0xE473, "邨"},
	};

	(void)state;
	for (size_t i = 0; i < COUNT(rows); i++) {
		uint32_t code;

		assert_int_equal(decode_all(rows[i].means, &code), 1);
		assert_int_equal(fold_private(rows[i].code), code);
	}
}

static void what_the_private_area_lacks_is_nothing(void **state)
{
	unsigned known = 0;
	unsigned above_bmp = 0;

	(void)state;
	for (uint32_t c = 0xE000; c <= 0xF848; c++) {
		uint32_t code = fold_private(c);

		known += code != 0;
		above_bmp += code > 0xFFFF;
		assert_false(code >= 0xE000 && code <= 0xF848);
	}
	assert_int_equal(known, 4896);
	assert_int_equal(above_bmp, 1693);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(groups) + 4] = {
		cmocka_unit_test(folding_twice_changes_nothing),
		cmocka_unit_test(a_character_of_no_table_is_itself),
		cmocka_unit_test(the_private_area_of_hong_kong_is_read),
		cmocka_unit_test(what_the_private_area_lacks_is_nothing),
	};

	for (size_t i = 0; i < COUNT(groups); i++) {
		tests[i + 4].name = groups[i].chars;
		tests[i + 4].test_func = meets_or_stays_apart;
		tests[i + 4].initial_state = &groups[i];
	}
	return cmocka_run_group_tests_name("fold", tests, NULL, NULL);
}
