/* Documents are cut out of arrays, lines and tables one by one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "api/intake.h"
#include "base/arena.h"
#include "base/compiler.h"
#include "json/jr.h"

struct seen {
	char text[1024];
	size_t n;
	size_t most; /* visits before it fails; 0: never */
	size_t visits;
};

static enum err note(void *ctx, const struct intake_item *item)
{
	struct seen *s = ctx;

	s->n += (size_t)snprintf(s->text + s->n, sizeof(s->text) - s->n,
				 "%u:%u%s<%.*s>", item->row, item->line,
				 item->prefix, SLICE_ARG(item->text));
	s->visits++;
	return s->visits == s->most ? ERR_BUSY : ERR_OK;
}

static const struct {
	const char *name;
	enum intake_form form;
	const char *bytes;
	enum err e;
	const char *seen;
} cases[] = {
	{"an array", INTAKE_JSON, " [ {\"a\":\"]}\\\"\"} ,[1,[2]],3 ] ", ERR_OK,
	 "1:0/0<{\"a\":\"]}\\\"\"}>2:0/1<[1,[2]]>3:0/2<3>"},
	{"an empty array", INTAKE_JSON, "[ ]\n", ERR_OK, ""},
	{"one document over lines", INTAKE_JSON, "{\n\"a\":1}", ERR_OK,
	 "1:0<{\n\"a\":1}>"},
	{"one document on a line", INTAKE_JSON, "{\"a\":1}", ERR_OK,
	 "1:1<{\"a\":1}>"},
	{"lines, one of them empty", INTAKE_JSON, "\n{\"a\":1}\r\n\n{\"b\":2}",
	 ERR_OK, "2:2<{\"a\":1}>4:4<{\"b\":2}>"},
	{"a comma too many", INTAKE_JSON, "[1,]", ERR_MALFORMED, "1:0/0<1>"},
	{"a comma too few", INTAKE_JSON, "[1 2]", ERR_MALFORMED, "1:0/0<1>"},
	{"no end", INTAKE_JSON, "[1", ERR_MALFORMED, "1:0/0<1>"},
	{"something behind the end", INTAKE_JSON, "[1] x", ERR_MALFORMED,
	 "1:0/0<1>"},
	{"an element without its end is whoever reads it's", INTAKE_JSON,
	 "[{\"a\":[}", ERR_MALFORMED, "1:0/0<{\"a\":[}>"},
	{"a table", INTAKE_CSV, "id,kind\na,job\n\nb,job\n", ERR_OK,
	 "1:1<>2:2<{\"id\":\"a\",\"kind\":\"job\",\"complete\":false}>"
	 "3:3<{\"id\":\"b\",\"kind\":\"job\",\"complete\":false}>"},
	{"a table of unknown columns ends with its first row", INTAKE_CSV,
	 "id,colour\na,red\n", ERR_INVALID, ""},
};

static void test_each_document_has_its_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < COUNT(cases); i++) {
		struct faults f = {.count = 0};
		struct seen s = {.n = 0};
		enum err e = intake_each(
			cases[i].form, slice_of(cases[i].bytes), note, &s, &f);

		if (e != cases[i].e || strcmp(s.text, cases[i].seen) != 0)
			fail_msg("%s: %d %s", cases[i].name, (int)e, s.text);
		assert_int_equal(f.count > 0, e != ERR_OK);
	}
}

static void test_what_the_visitor_fails_with_ends_it(void **state)
{
	static const char *const texts[] = {"[1,2,3]", "{}\n{}\n{}",
					    "id\na\nb\n"};

	(void)state;
	for (size_t i = 0; i < COUNT(texts); i++) {
		struct faults f = {.count = 0};
		struct seen s = {.most = 2};

		assert_int_equal(intake_each(i == 2 ? INTAKE_CSV : INTAKE_JSON,
					     slice_of(texts[i]), note, &s, &f),
				 ERR_BUSY);
		assert_int_equal(s.visits, 2);
	}
}

static enum err pass(void *ctx, const struct intake_item *item)
{
	(void)ctx;
	(void)item;
	return ERR_OK;
}

/* In memory of its own, so that one octet too far is seen. */
static void
test_what_is_cut_or_changed_anywhere_is_read_or_refused(void **state)
{
	static const char marks[] = "\"\\{}[],\n x";
	static const char whole[] = "[{\"a\\\"\":[1,{}]},\"x\\\\\",[ ]]";

	(void)state;
	for (size_t n = 0; n <= strlen(whole) * sizeof(marks); n++) {
		size_t length = n / sizeof(marks);
		struct arena *a = arena_new(0);
		char *own = arena_take(a, strlen(whole));
		struct faults f = {.count = 0};
		enum err e;

		memcpy(own, whole, strlen(whole));
		if (length > 0)
			own[length - 1] = marks[n % sizeof(marks)];
		e = intake_each(INTAKE_JSON, (struct slice){own, length}, pass,
				NULL, &f);
		assert_true(e == ERR_OK ? f.count == 0 : f.count > 0);
		e = intake_each(INTAKE_JSON, (struct slice){own, strlen(whole)},
				pass, NULL, &f);
		assert_true(e == ERR_OK || f.count > 0);
		arena_free(a);
	}
}

/* Longer than is read whole: job postings are made documents one by one. */
static void test_long_job_postings_are_read_one_by_one(void **state)
{
	static const char one[] = "{\"@type\":\"JobPosting\",\"title\":\"C\"}";
	struct arena *a = arena_new(0);
	size_t n = INTAKE_WHOLE_BYTES_MAX + 1;
	char *own = arena_take(a, n + 256);
	struct faults f = {.count = 0};
	struct seen s = {.n = 0};

	(void)state;
	memset(own, ' ', n);
	own[0] = '[';
	n += (size_t)snprintf(own + n, 256, "%s,{\"@type\":\"Event\"},%s]", one,
			      one);
	assert_int_equal(intake_each(INTAKE_JSON_LD, (struct slice){own, n},
				     note, &s, &f),
			 ERR_OK);
	assert_int_equal(s.visits, 2);
	assert_int_equal(f.count, 1);
	assert_string_equal(f.items[0].at, "/1");
	assert_non_null(strstr(s.text, "3:0/2<{\"kind\":\"job\""));
	arena_free(a);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_each_document_has_its_place),
		cmocka_unit_test(test_what_the_visitor_fails_with_ends_it),
		cmocka_unit_test(
			test_what_is_cut_or_changed_anywhere_is_read_or_refused),
		cmocka_unit_test(test_long_job_postings_are_read_one_by_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
