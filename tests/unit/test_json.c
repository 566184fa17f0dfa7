/* src/json: what is refused and where; what is written. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "json/jr.h"
#include "json/jw.h"

static struct refusal {
	const char *name;
	const char *text;
	enum fault_code code;
	const char *at;
} refusals[] = {
	{"a comma too many", "{\"a\":1,}", FAULT_JSON_SYNTAX, ""},
	{"an empty body", "", FAULT_JSON_SYNTAX, ""},
	{"two documents", "{} {}", FAULT_JSON_SYNTAX, ""},
	{"an unclosed string", "{\"a", FAULT_JSON_SYNTAX, ""},
	{"a lone escape", "\"\\", FAULT_JSON_SYNTAX, ""},
	{"NaN", "NaN", FAULT_JSON_SYNTAX, ""},
	{"a key twice", "{\"a\":1,\"a\":2}", FAULT_JSON_DUPLICATE, "/a"},
	{"a key twice, deep", "{\"r\":[{},{\"x\":1,\"x\":2}]}",
	 FAULT_JSON_DUPLICATE, "/r/1/x"},
	{"a key twice, once escaped", "{\"a\":1,\"\\u0061\":2}",
	 FAULT_JSON_DUPLICATE, "/a"},
	{"a pointer is escaped", "{\"a/b\":{\"~\":1,\"~\":2}}",
	 FAULT_JSON_DUPLICATE, "/a~1b/~0"},
	{"bad UTF-8", "{\"a\":\"\xC0\xAF\"}", FAULT_UTF8, "/a"},
	{"a number beyond 64 bits", "[12345678901234567890123]",
	 FAULT_JSON_NUMBER, ""},
	{"a real beyond all bounds", "[1e999]", FAULT_JSON_NUMBER, ""},
	{"NUL in a string", "[\"a\\u0000b\"]", FAULT_JSON_SYNTAX, ""},
	{"a lone surrogate", "[\"\\ud800\"]", FAULT_JSON_SYNTAX, ""},
};

static void is_refused(void **state)
{
	const struct refusal *row = *state;
	struct arena *a = arena_new(0);
	struct faults f = {0};
	const struct jr *root;

	assert_int_equal(jr_parse(a, slice_of(row->text), &root, &f),
			 ERR_MALFORMED);
	assert_int_equal(f.count, 1);
	assert_int_equal(f.items[0].code, row->code);
	assert_string_equal(f.items[0].at, row->at);
	arena_free(a);
}

static const struct jr *parse(struct arena *a, const char *text)
{
	struct faults f = {0};
	const struct jr *root = NULL;

	assert_int_equal(jr_parse(a, slice_of(text), &root, &f), ERR_OK);
	return root;
}

static void a_document_a_thousand_levels_deep_is_refused(void **state)
{
	struct arena *a = arena_new(0);
	struct faults f = {0};
	const struct jr *root;
	char text[2001];

	(void)state;
	memset(text, '[', 1000);
	memset(text + 1000, ']', 1000);
	text[2000] = '\0';
	assert_int_equal(jr_parse(a, slice_of(text), &root, &f), ERR_MALFORMED);
	assert_int_equal(f.items[0].code, FAULT_JSON_DEPTH);
	arena_free(a);
}

static void a_node_knows_its_pointer(void **state)
{
	struct arena *a = arena_new(0);
	const struct jr *root = parse(a, "{\"rules\":[{},{\"a/b\":[1,2]}]}");
	const struct jr *rule = jr_get(root, "rules")->first->next;
	char pointer[FAULT_AT_BYTES];

	(void)state;
	jr_pointer(jr_get(rule, "a/b")->first->next, pointer);
	assert_string_equal(pointer, "/rules/1/a~1b/1");
	jr_pointer(root, pointer);
	assert_string_equal(pointer, "");
	arena_free(a);
}

static void every_unknown_key_is_named(void **state)
{
	static const char *const known[] = {"a", NULL};
	struct arena *a = arena_new(0);
	struct faults f = {0};

	(void)state;
	jr_only_keys(parse(a, "{\"a\":1,\"b\":2,\"c\":3}"), known, &f);
	assert_int_equal(f.count, 2);
	assert_string_equal(f.items[0].at, "/b");
	assert_string_equal(f.items[1].at, "/c");
	arena_free(a);
}

static void what_is_read_is_written_again(void **state)
{
	static const char text[] =
		"{\"a\":[1,-2,0.1,1e+30,true,null,\"\\\"\\\\\\n\\u0001é中𠮷\"],"
		"\"b\":{\"c\":[]},\"d\":{}}";
	struct arena *a = arena_new(0);
	struct json_writer w;
	struct buf out;

	(void)state;
	buf_init(&out, 1000);
	jw_init(&w, &out);
	jw_tree(&w, NULL, parse(a, text));
	buf_add_char(&out, '\0');
	assert_string_equal(out.p, text);
	buf_done(&out);
	arena_free(a);
}

static void hundredths_lose_trailing_zeros(void **state)
{
	struct json_writer w;
	struct buf out;

	(void)state;
	buf_init(&out, 1000);
	jw_init(&w, &out);
	jw_array(&w, NULL);
	jw_hundredths(&w, NULL, 8250);
	jw_hundredths(&w, NULL, 8205);
	jw_hundredths(&w, NULL, 100);
	jw_hundredths(&w, NULL, -5);
	jw_real(&w, NULL, 0.1);
	jw_real(&w, NULL, 1.0 / 3);
	jw_end(&w);
	buf_add_char(&out, '\0');
	assert_string_equal(out.p,
			    "[82.5,82.05,1,-0.05,0.1,0.3333333333333333]");
	buf_done(&out);
}

static void a_text_is_one_string_or_a_map(void **state)
{
	struct text t = {{[LANG_ZH_HANT] = SLICE_INIT("實習")}};
	struct json_writer w;
	struct buf out;

	(void)state;
	buf_init(&out, 1000);
	jw_init(&w, &out);
	jw_object(&w, NULL);
	jw_texts(&w, "a", &t, LANG_ALL);
	jw_texts(&w, "b", &t, LANG_PT);
	jw_end(&w);
	buf_add_char(&out, '\0');
	assert_string_equal(out.p,
			    "{\"a\":{\"zh-Hant\":\"實習\"},\"b\":\"實習\"}");
	buf_done(&out);
}

enum { PLAIN = 6 };

int main(void)
{
	struct CMUnitTest tests[PLAIN + COUNT(refusals)] = {
		cmocka_unit_test(a_document_a_thousand_levels_deep_is_refused),
		cmocka_unit_test(a_node_knows_its_pointer),
		cmocka_unit_test(every_unknown_key_is_named),
		cmocka_unit_test(what_is_read_is_written_again),
		cmocka_unit_test(hundredths_lose_trailing_zeros),
		cmocka_unit_test(a_text_is_one_string_or_a_map),
	};
	size_t n = PLAIN;

	for (size_t i = 0; i < COUNT(refusals); i++)
		tests[n++] = (struct CMUnitTest){refusals[i].name, is_refused,
						 NULL, NULL, &refusals[i]};
	return _cmocka_run_group_tests("json", tests, n, NULL, NULL);
}
