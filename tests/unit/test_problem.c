/* problem: RFC 9457 bodies - status, type, words by language, no echo. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "api/problem.h"
#include "base/arena.h"
#include "base/compiler.h"
#include "support/rules_world.h"

static struct net_reply reply;

static int open_reply(void **state)
{
	int failed = world_open(state);

	reply = (struct net_reply){.arena = world_get()->arena};
	buf_init(&reply.body, 1024 * 1024);
	return failed;
}

static int close_reply(void **state)
{
	buf_done(&reply.body);
	return world_close(state);
}

static const struct jr *body(void)
{
	struct faults f = {0};
	const struct jr *root = NULL;

	assert_int_equal(
		jr_parse(world_get()->arena, buf_slice(&reply.body), &root, &f),
		ERR_OK);
	return root;
}

static const char *text(const struct jr *n, const char *key)
{
	const struct jr *c = jr_get(n, key);

	return c == NULL ? NULL : arena_copy(world_get()->arena, c->text).p;
}

static struct row {
	const char *name;
	enum err e;
	int status;
	const char *type;
} rows[] = {
	{"malformed", ERR_MALFORMED, 400, "/errors/malformed"},
	{"not found", ERR_NOT_FOUND, 404, "/errors/not-found"},
	{"gone", ERR_GONE, 410, "/errors/gone"},
	{"invalid", ERR_INVALID, 422, "/errors/invalid"},
	{"busy", ERR_BUSY, 503, "/errors/busy"},
	{"internal", ERR_INTERNAL, 500, "/errors/internal"},
};

static void is_a_problem(void **state)
{
	const struct row *row = *state;
	bool has_retry = false;

	buf_add_text(&reply.body, "half an answer");
	reply.etag = SLICE("old");
	problem_write(&reply, row->e, "01HREQUEST", NULL, LANG_EN);
	assert_int_equal(reply.status, row->status);
	assert_string_equal(reply.content_type, "application/problem+json");
	assert_string_equal(reply.cache_control, "no-store");
	assert_int_equal(reply.etag.n, 0);
	assert_string_equal(text(body(), "type"), row->type);
	assert_string_equal(text(body(), "title"), err_title(row->e, LANG_EN));
	assert_int_equal(jr_get(body(), "status")->integer, row->status);
	assert_string_equal(text(body(), "request"), "01HREQUEST");
	assert_null(jr_get(body(), "errors"));
	for (size_t i = 0; i < reply.field_count; i++)
		has_retry |= slice_is(reply.fields[i].name, "Retry-After");
	assert_int_equal(has_retry, row->e == ERR_BUSY);
}

static struct tongue {
	const char *name;
	enum lang lang;
	const char *detail;
} tongues[] = {
	{"English", LANG_EN, "The key kind is required."},
	{"Traditional", LANG_ZH_HANT, "缺少必填的 kind。"},
	{"Simplified", LANG_ZH_HANS, "缺少必填的 kind。"},
	{"Portuguese", LANG_PT, "Falta a chave obrigatória kind."},
	{"all languages: English", LANG_ALL, "The key kind is required."},
};

static void tells_each_fault(void **state)
{
	const struct tongue *row = *state;
	struct faults f = {0};
	const struct jr *errors, *first, *second;

	fault_at_pointer(&f, FAULT_MISSING, "/a~1b/0", "kind");
	fault_at_parameter(&f, FAULT_UNKNOWN_PARAM, "q\"x", NULL);
	problem_write(&reply, ERR_INVALID, "", &f, row->lang);
	assert_null(jr_get(body(), "request"));
	assert_string_equal(text(body(), "detail"), row->detail);
	errors = jr_get(body(), "errors");
	assert_int_equal(errors->count, 2);
	first = errors->first;
	second = first->next;
	assert_string_equal(text(first, "code"), "missing");
	assert_string_equal(text(first, "pointer"), "/a~1b/0");
	assert_null(jr_get(first, "parameter"));
	assert_string_equal(text(first, "detail"), row->detail);
	assert_string_equal(text(second, "code"), "unknown-parameter");
	assert_string_equal(text(second, "parameter"), "q\"x");
	assert_null(jr_get(second, "pointer"));
}

static void fifty_faults_are_one_reply(void **state)
{
	struct faults f = {0};

	(void)state;
	for (int i = 0; i < 60; i++)
		fault_at_pointer(&f, FAULT_TYPE_OBJECT, "/x", NULL);
	problem_write(&reply, ERR_INVALID, "", &f, LANG_EN);
	assert_int_equal(jr_get(body(), "errors")->count, FAULTS_MAX);
}

static void words_of_net_become_a_sentence(void **state)
{
	(void)state;
	problem_write_words(&reply, ERR_TOO_LARGE, "r", "The body is too long");
	assert_int_equal(reply.status, 413);
	assert_string_equal(text(body(), "detail"), "The body is too long.");
}

static void members_may_be_added(void **state)
{
	struct json_writer w;

	(void)state;
	problem_begin(&w, &reply, ERR_CONFLICT, "r", LANG_EN);
	jw_word(&w, "address", "https://a.hk");
	problem_end(&w);
	assert_string_equal(text(body(), "address"), "https://a.hk");
	assert_int_equal(reply.status, 409);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + COUNT(tongues) + 3] = {0};
	size_t n = 0;

	for (size_t i = 0; i < COUNT(rows); i++)
		tests[n++] = (struct CMUnitTest){rows[i].name, is_a_problem,
						 NULL, NULL, &rows[i]};
	for (size_t i = 0; i < COUNT(tongues); i++)
		tests[n++] =
			(struct CMUnitTest){tongues[i].name, tells_each_fault,
					    NULL, NULL, &tongues[i]};
	tests[n++] =
		(struct CMUnitTest)cmocka_unit_test(fifty_faults_are_one_reply);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		words_of_net_become_a_sentence);
	tests[n] = (struct CMUnitTest)cmocka_unit_test(members_may_be_added);
	return cmocka_run_group_tests_name("problem", tests, open_reply,
					   close_reply);
}
