/* merge: the examples of RFC 7396, appendix A, and what they leave open. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/compiler.h"
#include "json/jr.h"
#include "json/merge.h"

static struct row {
	const char *name;
	const char *target; /* NULL: there is none */
	const char *patch;
	const char *result;
} rows[] = {
	{"a_value_is_replaced", "{\"a\":\"b\"}", "{\"a\":\"c\"}",
	 "{\"a\":\"c\"}"},
	{"a_member_is_added", "{\"a\":\"b\"}", "{\"b\":\"c\"}",
	 "{\"a\":\"b\",\"b\":\"c\"}"},
	{"null_takes_away", "{\"a\":\"b\"}", "{\"a\":null}", "{}"},
	{"null_takes_one_of_two", "{\"a\":\"b\",\"b\":\"c\"}", "{\"a\":null}",
	 "{\"b\":\"c\"}"},
	{"a_list_becomes_a_text", "{\"a\":[\"b\"]}", "{\"a\":\"c\"}",
	 "{\"a\":\"c\"}"},
	{"a_text_becomes_a_list", "{\"a\":\"c\"}", "{\"a\":[\"b\"]}",
	 "{\"a\":[\"b\"]}"},
	{"objects_go_into_objects", "{\"a\":{\"b\":\"c\"}}",
	 "{\"a\":{\"b\":\"d\",\"c\":null}}", "{\"a\":{\"b\":\"d\"}}"},
	{"lists_are_replaced_whole", "{\"a\":[{\"b\":\"c\"}]}", "{\"a\":[1]}",
	 "{\"a\":[1]}"},
	{"a_list_replaces_a_list", "[\"a\",\"b\"]", "[\"c\",\"d\"]",
	 "[\"c\",\"d\"]"},
	{"a_list_replaces_an_object", "{\"a\":\"b\"}", "[\"c\"]", "[\"c\"]"},
	{"null_replaces_the_document", "{\"a\":\"foo\"}", "null", "null"},
	{"a_text_replaces_the_document", "{\"a\":\"foo\"}", "\"bar\"",
	 "\"bar\""},
	{"a_null_that_was_there_stays", "{\"e\":null}", "{\"a\":1}",
	 "{\"e\":null,\"a\":1}"},
	{"an_object_replaces_a_list", "[1,2]", "{\"a\":\"b\",\"c\":null}",
	 "{\"a\":\"b\"}"},
	{"nulls_of_what_is_new_go", "{}", "{\"a\":{\"bb\":{\"ccc\":null}}}",
	 "{\"a\":{\"bb\":{}}}"},
	{"nulls_in_a_list_stay", "{}", "{\"a\":[null,{\"b\":null}]}",
	 "{\"a\":[null,{\"b\":null}]}"},
	{"without_a_target", NULL, "{\"a\":{\"b\":null,\"c\":1}}",
	 "{\"a\":{\"c\":1}}"},
	{"keys_are_written_as_they_were", "{\"\\\"\\n\":1}",
	 "{\"\xE9\xA1\x8C\":2}", "{\"\\\"\\n\":1,\"\xE9\xA1\x8C\":2}"},
};

static const struct jr *parse(struct arena *a, const char *json)
{
	struct faults faults = {0};
	const struct jr *root = NULL;

	assert_int_equal(jr_parse(a, slice_of(json), &root, &faults), ERR_OK);
	return root;
}

static void merges(void **state)
{
	const struct row *row = *state;
	struct arena *a = arena_new(0);
	const struct jr *target =
		row->target == NULL ? NULL : parse(a, row->target);
	struct slice result = merge_patch(a, target, parse(a, row->patch));

	assert_string_equal(result.p, row->result);
	arena_free(a);
}

/* As deep as a document may be. */
static void the_deepest_patch_is_merged(void **state)
{
	struct arena *a = arena_new(0);
	char deep[JR_DEPTH_MAX * 6 + 8];
	size_t n = 0;

	(void)state;
	for (int i = 0; i < JR_DEPTH_MAX; i++) {
		deep[n++] = '{';
		if (i + 1 == JR_DEPTH_MAX)
			break;
		deep[n++] = '"';
		deep[n++] = 'a';
		deep[n++] = '"';
		deep[n++] = ':';
	}
	for (int i = 0; i < JR_DEPTH_MAX; i++)
		deep[n++] = '}';
	deep[n] = '\0';
	assert_string_equal(merge_patch(a, parse(a, deep), parse(a, deep)).p,
			    deep);
	arena_free(a);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + 1] = {0};
	size_t n = COUNT(rows);

	for (size_t i = 0; i < n; i++)
		tests[i] = (struct CMUnitTest){rows[i].name, merges, NULL, NULL,
					       &rows[i]};
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		the_deepest_patch_is_merged);
	return cmocka_run_group_tests_name("merge", tests, NULL, NULL);
}
