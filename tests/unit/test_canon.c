/* canon: what jw wrote is read again, as jr_parse() reads it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/compiler.h"
#include "json/canon.h"
#include "json/jr.h"
#include "json/jw.h"

static struct row {
	const char *name;
	const char *json;
} rows[] = {
	{"empty", "{}"},
	{"numbers", "{\"a\":1,\"b\":-2.5,\"c\":1e+30}"},
	{"words", "{\"a\":true,\"b\":null,\"c\":false}"},
	{"texts", "{\"a\":\"\",\"b\":\"x\",\"c\":\"\\\\\"}"},
	{"marks in texts", "{\"a\":\"},]\\\"{[:,\",\"b\":[\"]\",\"}\"]}"},
	{"keys with escapes", "{\"\\\"a\\\\\":1,\"b\\n\":\"\\u0001\"}"},
	{"lists", "{\"a\":[],\"b\":[1,[2,3],{}],\"c\":[[[]]]}"},
	{"objects", "{\"a\":{},\"b\":{\"c\":{\"d\":[{\"e\":\"}\"}]}},\"f\":0}"},
	{"Han", "{\"題\":\"軟件\\n\"}"},
};

static void same_value(struct arena *a, struct slice value, const struct jr *n)
{
	struct slice rest, item;

	assert_true(slice_eq(value, jw_canonical(a, n)));
	if (n->type == JR_TEXT)
		assert_true(
			slice_eq(canon_text(a, canon_inside(value)), n->text));
	if (n->type != JR_ARRAY)
		return;
	rest = canon_inside(value);
	for (const struct jr *c = n->first; c != NULL; c = c->next) {
		assert_true(canon_item(&rest, &item));
		assert_true(slice_eq(item, jw_canonical(a, c)));
	}
	assert_false(canon_item(&rest, &item));
}

static void is_read(void **state)
{
	const struct row *row = *state;
	struct arena *a = arena_new(0);
	struct slice rest = canon_inside(slice_of(row->json));
	struct faults faults = {0};
	struct canon_member m;
	const struct jr *root = NULL;

	assert_int_equal(jr_parse(a, slice_of(row->json), &root, &faults),
			 ERR_OK);
	for (const struct jr *n = root->first; n != NULL; n = n->next) {
		assert_true(canon_member(&rest, &m));
		assert_true(slice_eq(canon_text(a, m.key), n->key));
		same_value(a, m.value, n);
	}
	assert_false(canon_member(&rest, &m));
	arena_free(a);
}

static void every_byte_is_escaped_and_read(void **state)
{
	struct arena *a = arena_new(0);
	struct buf text, escaped;

	(void)state;
	buf_init(&text, 1024);
	buf_init(&escaped, 4096);
	buf_add_text(&escaped, "before ");
	for (int c = 1; c < 256; c++)
		buf_add_char(&text, (char)c);
	canon_escape(&escaped, buf_slice(&text));
	assert_true(slice_starts(buf_slice(&escaped), SLICE("before \\u0001")));
	assert_true(slice_eq(
		canon_text(a, slice_cut(buf_slice(&escaped),
					sizeof("before ") - 1, escaped.n)),
		buf_slice(&text)));
	buf_done(&text);
	buf_done(&escaped);
	arena_free(a);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + 1] = {0};
	size_t n = COUNT(rows);

	for (size_t i = 0; i < n; i++)
		tests[i] = (struct CMUnitTest){rows[i].name, is_read, NULL,
					       NULL, &rows[i]};
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		every_byte_is_escaped_and_read);
	return cmocka_run_group_tests_name("canon", tests, NULL, NULL);
}
