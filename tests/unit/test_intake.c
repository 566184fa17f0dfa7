/* Tables and job postings become documents, whatever their octets are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "api/intake.h"
#include "base/arena.h"

static const char table[] =
	"id,kind,title_en,places,pay_min,pay_per,vacancies\r\n"
	"a,job,\"Cook, head\",shenzhen; macao,1.5,month,2\r\n"
	"\r\n"
	"b,job,\"a \"\"b\"\"\",,007,,\r\n";

static const char posting[] =
	"{\"@graph\":[{\"@type\":[\"JobPosting\"],\"identifier\":17,"
	"\"title\":\"Cook\",\"description\":\"<p>A&amp;B<br/>c <i>d</i> 1 < 2\","
	"\"baseSalary\":{\"currency\":\"HKD\",\"value\":{\"value\":9,"
	"\"unitText\":\"HOUR\"}},\"skills\":[\"x\",3],"
	"\"validThrough\":\"2030\",\"inLanguage\":\"pt-PT\"}]}";

static void expect(enum intake_form form, const char *bytes, const char *text)
{
	struct arena *a = arena_new(0);
	struct faults f = {.count = 0};
	struct slice got;

	assert_int_equal(intake_text(a, form, slice_of(bytes), &got, &f),
			 ERR_OK);
	assert_int_equal(got.n, strlen(text));
	assert_memory_equal(got.p, text, got.n);
	arena_free(a);
}

static void test_a_row_is_a_line_of_json(void **state)
{
	(void)state;
	expect(INTAKE_CSV, table,
	       "\n{\"id\":\"a\",\"kind\":\"job\",\"title\":{\"en\":\"Cook, "
	       "head\"},\"places\":[\"shenzhen\",\"macao\"],\"pay\":{\"min\":"
	       "1.5,\"per\":\"month\"},\"vacancies\":2,\"complete\":false}\n"
	       "{\"id\":\"b\",\"kind\":\"job\",\"title\":{\"en\":\"a "
	       "\\\"b\\\"\"},\"pay\":{\"min\":\"007\"},\"complete\":false}\n");
}

static void test_a_posting_is_a_document_of_an_array(void **state)
{
	(void)state;
	expect(INTAKE_JSON_LD, posting,
	       "[{\"id\":\"17\",\"kind\":\"job\",\"title\":{\"pt\":\"Cook\"},"
	       "\"body\":{\"pt\":\"A&B\\nc d 1 < 2\"},\"skills\":[\"x\"],"
	       "\"pay\":{\"min\":9,\"max\":9,\"currency\":\"HKD\",\"per\":"
	       "\"hour\"},\"closes\":\"2030\",\"complete\":false}]");
}

static void test_json_is_passed_on(void **state)
{
	(void)state;
	expect(INTAKE_JSON, "[{", "[{");
}

/* Nothing is promised of the result but that there is one, or a fault. */
static void cut_everywhere(enum intake_form form, const char *bytes)
{
	for (size_t n = 0; n <= strlen(bytes); n++) {
		struct arena *a = arena_new(0);
		struct faults f = {.count = 0};
		struct slice cut = arena_copy(a, (struct slice){bytes, n});
		struct slice got;
		enum err e = intake_text(a, form, cut, &got, &f);

		assert_true(e == ERR_OK ? f.count == 0 : f.count > 0);
		arena_free(a);
	}
}

static void change_everywhere(enum intake_form form, const char *bytes)
{
	static const char others[] = {'"', ',', '\n', '\r', '{', '\0', '\xFF'};

	for (size_t n = 0; n < strlen(bytes) * sizeof(others); n++) {
		struct arena *a = arena_new(0);
		struct faults f = {.count = 0};
		struct slice copy = arena_copy(a, slice_of(bytes));
		char *own = arena_take(a, copy.n);
		struct slice got;
		enum err e;

		memcpy(own, copy.p, copy.n);
		own[n / sizeof(others)] = others[n % sizeof(others)];
		e = intake_text(a, form, (struct slice){own, copy.n}, &got, &f);
		assert_true(e == ERR_OK ? f.count == 0 : f.count > 0);
		arena_free(a);
	}
}

static void
test_what_is_cut_or_changed_anywhere_is_read_or_refused(void **state)
{
	(void)state;
	cut_everywhere(INTAKE_CSV, table);
	cut_everywhere(INTAKE_JSON_LD, posting);
	change_everywhere(INTAKE_CSV, table);
	change_everywhere(INTAKE_JSON_LD, posting);
}

static void test_a_first_row_of_many_columns_is_refused(void **state)
{
	struct arena *a = arena_new(0);
	struct faults f = {.count = 0};
	char text[1024];
	struct slice got;

	(void)state;
	memset(text, ',', sizeof(text));
	assert_int_equal(
		intake_csv(a, (struct slice){text, sizeof(text)}, &got, &f),
		ERR_INVALID);
	arena_free(a);
}

static void test_types_and_names_tell_the_form(void **state)
{
	enum intake_form form = INTAKE_JSON;

	(void)state;
	assert_true(
		intake_form_of_type(SLICE("Text/CSV; charset=utf-8"), &form));
	assert_int_equal(form, INTAKE_CSV);
	assert_false(intake_form_of_type(SLICE("text/plain"), &form));
	assert_false(intake_form_of_type(SLICE(""), &form));
	assert_int_equal(intake_form_of_name(SLICE("a/b.CSV")), INTAKE_CSV);
	assert_int_equal(intake_form_of_name(SLICE("a.jsonld")),
			 INTAKE_JSON_LD);
	assert_int_equal(intake_form_of_name(SLICE("csv")), INTAKE_JSON);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_a_row_is_a_line_of_json),
		cmocka_unit_test(test_a_posting_is_a_document_of_an_array),
		cmocka_unit_test(test_json_is_passed_on),
		cmocka_unit_test(
			test_what_is_cut_or_changed_anywhere_is_read_or_refused),
		cmocka_unit_test(test_a_first_row_of_many_columns_is_refused),
		cmocka_unit_test(test_types_and_names_tell_the_form),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
