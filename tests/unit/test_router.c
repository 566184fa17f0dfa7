/* router: which row a method and a path find, and what a path allows. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "api/router.h"
#include "base/compiler.h"

static struct row {
	const char *name;
	enum net_method method;
	const char *path;
	enum route_found want;
	enum route_id id;
	const char *argument;
} rows[] = {
	{"a path", NET_GET, "/livez", ROUTE_FOUND, ROUTE_livez_get, ""},
	{"HEAD finds the row of GET", NET_HEAD, "/readyz", ROUTE_FOUND,
	 ROUTE_readyz_get, ""},
	{"a list", NET_GET, "/v1/openings", ROUTE_FOUND, ROUTE_opening_list,
	 ""},
	{"one of it", NET_GET, "/v1/openings/gbayes-2025", ROUTE_FOUND,
	 ROUTE_opening_get, "gbayes-2025"},
	{"any octets are an argument", NET_GET, "/v1/openings/{id}",
	 ROUTE_FOUND, ROUTE_opening_get, "{id}"},
	{"Han is an argument", NET_GET, "/errors/甲", ROUTE_FOUND,
	 ROUTE_error_get, "甲"},
	{"POST", NET_POST, "/v1/match", ROUTE_FOUND, ROUTE_match_create, ""},
	{"the contract", NET_GET, "/openapi.json", ROUTE_FOUND,
	 ROUTE_openapi_get, ""},

	{"no such path", NET_GET, "/v1/closings", ROUTE_NO_PATH, 0, ""},
	{"the root", NET_GET, "/", ROUTE_NO_PATH, 0, ""},
	{"no path", NET_GET, "", ROUTE_NO_PATH, 0, ""},
	{"an asterisk", NET_OPTIONS, "*", ROUTE_NO_PATH, 0, ""},
	{"the first part of a path", NET_GET, "/v1", ROUTE_NO_PATH, 0, ""},
	{"a part of a word", NET_GET, "/live", ROUTE_NO_PATH, 0, ""},
	{"more than the word", NET_GET, "/livezz", ROUTE_NO_PATH, 0, ""},
	{"more than the path", NET_GET, "/livez/now", ROUTE_NO_PATH, 0, ""},
	{"other letters", NET_GET, "/LIVEZ", ROUTE_NO_PATH, 0, ""},
	{"an empty argument", NET_GET, "/v1/openings/", ROUTE_NO_PATH, 0, ""},
	{"an argument of two segments", NET_GET, "/v1/openings/a/b",
	 ROUTE_NO_PATH, 0, ""},
	{"an empty segment at the end", NET_GET, "/livez/", ROUTE_NO_PATH, 0,
	 ""},
	{"an empty segment after an argument", NET_GET, "/v1/openings/a/",
	 ROUTE_NO_PATH, 0, ""},
	{"an empty segment in the middle", NET_GET, "/v1//openings",
	 ROUTE_NO_PATH, 0, ""},
	{"without the first slash", NET_GET, "livez", ROUTE_NO_PATH, 0, ""},

	{"another method", NET_POST, "/livez", ROUTE_NO_METHOD, 0, ""},
	{"GET of what takes POST", NET_GET, "/v1/match", ROUTE_NO_METHOD, 0,
	 ""},
	{"HEAD of what takes POST", NET_HEAD, "/v1/match", ROUTE_NO_METHOD, 0,
	 ""},
	{"DELETE of one", NET_DELETE, "/v1/openings/a", ROUTE_NO_METHOD, 0, ""},
};

static void finds(void **state)
{
	const struct row *row = *state;
	enum route_id id = ROUTE__COUNT;
	struct route_arguments arguments;
	enum route_found found =
		route_find(row->method, slice_of(row->path), &id, &arguments);

	assert_int_equal(found, row->want);
	if (found != ROUTE_FOUND)
		return;
	assert_int_equal(id, row->id);
	assert_true(slice_is(arguments.first, row->argument));
}

static struct allowed {
	const char *name;
	const char *path;
	const char *want;
} alloweds[] = {
	{"what takes GET takes HEAD", "/v1/openings", "GET, HEAD, OPTIONS"},
	{"what takes POST does not", "/v1/match", "POST, OPTIONS"},
	{"with an argument", "/errors/gone", "GET, HEAD, OPTIONS"},
};

static void allows(void **state)
{
	const struct allowed *row = *state;
	char text[ROUTE_ALLOW_BYTES];

	route_allow(slice_of(row->path), text);
	assert_string_equal(text, row->want);
}

static void every_row_is_whole(void **state)
{
	(void)state;
	for (int i = 0; i < ROUTE__COUNT; i++) {
		const struct route *r = route_at((enum route_id)i);

		assert_int_equal(r->path[0], '/');
		assert_non_null(r->handle);
		assert_true(r->name[0] != '\0' && r->words[0] != '\0');
	}
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + COUNT(alloweds) + 1] = {0};
	size_t n = 0;

	for (size_t i = 0; i < COUNT(rows); i++)
		tests[n++] = (struct CMUnitTest){rows[i].name, finds, NULL,
						 NULL, &rows[i]};
	for (size_t i = 0; i < COUNT(alloweds); i++)
		tests[n++] = (struct CMUnitTest){alloweds[i].name, allows, NULL,
						 NULL, &alloweds[i]};
	tests[n] = (struct CMUnitTest)cmocka_unit_test(every_row_is_whole);
	return cmocka_run_group_tests_name("router", tests, NULL, NULL);
}
