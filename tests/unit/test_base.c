/* src/base: the arena, buffers, slices, languages and the log's numbers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/err.h"
#include "base/fault.h"
#include "base/lang.h"
#include "base/map.h"
#include "base/slice.h"
#include "base/utf8.h"

static void an_arena_gives_zeroed_memory_again_after_reset(void **state)
{
	struct arena *a = arena_new(0);
	char *p = arena_take(a, 100);

	(void)state;
	memset(p, 0xAA, 100);
	arena_reset(a);
	p = arena_take(a, 100);
	for (int i = 0; i < 100; i++)
		assert_int_equal(p[i], 0);
	arena_free(a);
}

static void an_arena_above_its_cap_serves_and_says_so(void **state)
{
	struct arena *a = arena_new(1000);

	(void)state;
	assert_non_null(arena_take(a, 1000));
	assert_false(arena_is_over(a));
	assert_non_null(arena_take(a, 1));
	assert_true(arena_is_over(a));
	arena_reset(a);
	assert_false(arena_is_over(a));
	arena_free(a);
}

static void an_arena_serves_a_piece_larger_than_any_block(void **state)
{
	struct arena *a = arena_new(0);
	char *p = arena_take(a, 5 * 1024 * 1024);

	(void)state;
	p[5 * 1024 * 1024 - 1] = 1;
	assert_int_equal(arena_bytes(a), 5 * 1024 * 1024);
	arena_free(a);
}

static void a_buffer_past_its_maximum_stays_over(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 8);
	buf_add_text(&b, "12345678");
	assert_false(buf_is_over(&b));
	buf_add_char(&b, '9');
	assert_true(buf_is_over(&b));
	assert_int_equal(b.n, 8);
	buf_done(&b);
}

static void dropping_the_front_of_a_buffer_keeps_the_rest(void **state)
{
	struct buf b;

	(void)state;
	buf_init(&b, 100);
	buf_print(&b, "%s-%d", "abc", 12);
	buf_drop(&b, 2);
	assert_true(slice_is(buf_slice(&b), "c-12"));
	buf_done(&b);
}

static void a_slice_is_split_at_the_first_mark(void **state)
{
	struct slice rest;
	struct slice head = slice_split(SLICE("a=b=c"), '=', &rest);

	(void)state;
	assert_true(slice_is(head, "a"));
	assert_true(slice_is(rest, "b=c"));
	head = slice_split(SLICE("abc"), '=', &rest);
	assert_true(slice_is(head, "abc"));
	assert_int_equal(rest.n, 0);
}

static void a_map_refuses_a_key_twice_and_keeps_the_first(void **state)
{
	struct arena *a = arena_new(0);
	struct map *m = map_new(a);
	int one = 1, two = 2;

	(void)state;
	assert_null(map_get(m, SLICE("x")));
	assert_true(map_put(m, SLICE("x"), &one));
	assert_false(map_put(m, SLICE("x"), &two));
	assert_ptr_equal(map_get(m, SLICE("x")), &one);
	for (int i = 0; i < 1000; i++)
		assert_true(map_put(m, arena_print(a, "key %d", i), &two));
	assert_ptr_equal(map_get(m, SLICE("key 999")), &two);
	assert_int_equal(map_count(m), 1001);
	arena_free(a);
}

static void a_text_falls_back_to_the_other_chinese_script_first(void **state)
{
	struct text t = {{[LANG_EN] = SLICE_INIT("en"),
			  [LANG_ZH_HANS] = SLICE_INIT("hans")}};
	enum lang l;

	(void)state;
	assert_true(slice_is(text_in(&t, LANG_ZH_HANT, &l), "hans"));
	assert_int_equal(l, LANG_ZH_HANS);
	assert_true(slice_is(text_in(&t, LANG_PT, &l), "en"));
	assert_int_equal(l, LANG_EN);
}

static struct accept_row {
	const char *name;
	const char *field;
	enum lang want;
} accept_rows[] = {
	{"nothing is English", "", LANG_EN},
	{"zh-HK is Traditional", "zh-HK", LANG_ZH_HANT},
	{"zh-CN is Simplified", "zh-CN,zh;q=0.9", LANG_ZH_HANS},
	{"zh-Hant-MO is Traditional", "zh-Hant-MO", LANG_ZH_HANT},
	{"quality decides", "en;q=0.5, pt;q=0.8", LANG_PT},
	{"an unknown language is passed over", "fr, pt-PT;q=0.1", LANG_PT},
	{"q=0 is a refusal", "pt;q=0", LANG_EN},
};

static void accept_language_chooses(void **state)
{
	const struct accept_row *row = *state;

	assert_int_equal(lang_accept(slice_of(row->field)), row->want);
}

static struct utf8_row {
	const char *name;
	const char *bytes;
	bool valid;
} utf8_rows[] = {
	{"plain text is valid", "abc", true},
	{"four bytes are valid", "\xF0\xA0\xAE\xB7", true},
	{"an overlong slash is refused", "\xC0\xAF", false},
	{"an overlong three-byte form is refused", "\xE0\x80\x80", false},
	{"a surrogate is refused", "\xED\xA0\x80", false},
	{"above U+10FFFF is refused", "\xF4\x90\x80\x80", false},
	{"a lone continuation is refused", "a\x80", false},
	{"a cut sequence is refused", "\xE4\xB8", false},
};

static void utf8_is_strict(void **state)
{
	const struct utf8_row *row = *state;
	size_t at;

	assert_int_equal(utf8_is_valid(slice_of(row->bytes), &at), row->valid);
}

static void every_code_point_is_encoded_and_decoded_alike(void **state)
{
	(void)state;
	for (uint32_t code = 0; code <= 0x10FFFF; code++) {
		char bytes[4];
		uint32_t back = 0;
		int n = utf8_encode(code, bytes);

		if (code >= 0xD800 && code <= 0xDFFF)
			assert_int_equal(utf8_decode(bytes, (size_t)n, &back),
					 0);
		else
			assert_true(utf8_decode(bytes, (size_t)n, &back) == n &&
				    back == code);
	}
}

static void a_fault_speaks_four_languages_and_has_its_argument(void **state)
{
	struct faults f = {0};
	struct buf words;

	(void)state;
	buf_init(&words, 1000);
	fault_at_pointer(&f, FAULT_TOO_DEEP, "/rules/0/criteria", "8");
	fault_words(&f.items[0], LANG_PT, &words);
	assert_true(slice_is(buf_slice(&words),
			     "Os critérios têm mais de 8 níveis."));
	for (int code = 0; code < FAULT__COUNT; code++) {
		f.items[0].code = (enum fault_code)code;
		for (int l = 0; l < LANG__COUNT; l++) {
			buf_clear(&words);
			fault_words(&f.items[0], (enum lang)l, &words);
			assert_true(words.n > 1);
		}
	}
	buf_done(&words);
}

static void faults_after_the_fiftieth_are_only_counted(void **state)
{
	static struct faults f;

	(void)state;
	for (int i = 0; i < FAULTS_MAX + 7; i++)
		fault_at_pointer(&f, FAULT_EMPTY, "/x", NULL);
	assert_int_equal(f.count, FAULTS_MAX);
	assert_int_equal(f.more, 7);
}

static void each_error_has_a_status_and_a_slug_of_its_own(void **state)
{
	(void)state;
	for (int e = ERR_OK + 1; e < ERR__COUNT; e++) {
		assert_in_range(err_status((enum err)e), 400, 599);
		assert_int_equal(err_of_slug(err_slug((enum err)e)), e);
	}
}

enum { PLAIN = 12 };

int main(void)
{
	struct CMUnitTest tests[PLAIN + COUNT(accept_rows) +
				COUNT(utf8_rows)] = {
		cmocka_unit_test(
			an_arena_gives_zeroed_memory_again_after_reset),
		cmocka_unit_test(an_arena_above_its_cap_serves_and_says_so),
		cmocka_unit_test(an_arena_serves_a_piece_larger_than_any_block),
		cmocka_unit_test(a_buffer_past_its_maximum_stays_over),
		cmocka_unit_test(dropping_the_front_of_a_buffer_keeps_the_rest),
		cmocka_unit_test(a_slice_is_split_at_the_first_mark),
		cmocka_unit_test(a_map_refuses_a_key_twice_and_keeps_the_first),
		cmocka_unit_test(
			a_text_falls_back_to_the_other_chinese_script_first),
		cmocka_unit_test(every_code_point_is_encoded_and_decoded_alike),
		cmocka_unit_test(
			a_fault_speaks_four_languages_and_has_its_argument),
		cmocka_unit_test(faults_after_the_fiftieth_are_only_counted),
		cmocka_unit_test(each_error_has_a_status_and_a_slug_of_its_own),
	};
	size_t n = PLAIN;

	for (size_t i = 0; i < COUNT(accept_rows); i++)
		tests[n++] = (struct CMUnitTest){accept_rows[i].name,
						 accept_language_chooses, NULL,
						 NULL, &accept_rows[i]};
	for (size_t i = 0; i < COUNT(utf8_rows); i++)
		tests[n++] =
			(struct CMUnitTest){utf8_rows[i].name, utf8_is_strict,
					    NULL, NULL, &utf8_rows[i]};
	return _cmocka_run_group_tests("base", tests, n, NULL, NULL);
}
