/* catalogue and organisation: files read whole, every refusal with its place. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/compiler.h"
#include "matcher/catalogue.h"
#include "support/stall.h"

#define JOB(id)   "{'id':'" id "','kind':'job','title':{'en':'x'}}"
#define ORG(rest) "{'type':'organisation','id':'o','name':{'en':'x'}" rest "}"

static struct row {
	const char *name;
	const char *file;
	enum err e;
	const char *want;
	size_t openings, organisations; /* after success */
} rows[] = {
	{"an empty array", "[]", ERR_OK, "", 0, 0},
	{"an array of each",
	 "[" JOB("a") "," ORG("") ",{'type':'programme','id':'p',"
				  "'title':{'en':'x'}}]",
	 ERR_OK, "", 2, 1},
	{"one object", JOB("a"), ERR_OK, "", 1, 0},
	{"one object over several lines",
	 "{\n'id':'a',\n'kind':'job','title':{'en':'x'}\n}\n", ERR_OK, "", 1,
	 0},
	{"lines", JOB("a") "\n" JOB("b") "\n", ERR_OK, "", 2, 0},
	{"lines with CRLF and empty ones", "\n" JOB("a") "\r\n\r\n" JOB("b"),
	 ERR_OK, "", 2, 0},
	{"an opening and an organisation of one id",
	 "[" JOB("o") "," ORG("") "]", ERR_OK, "", 1, 1},
	{"an array breaks in the middle", "[" JOB("a"), ERR_MALFORMED,
	 "json-syntax at ", 0, 0},
	{"no file", "", ERR_MALFORMED, "json-syntax at ", 0, 0},
	{"a number", "7", ERR_INVALID, "type at ", 0, 0},
	{"an array of numbers", "[1," JOB("a") ",2]", ERR_INVALID,
	 "type at /0; type at /2", 0, 0},
	{"an unknown type",
	 "[{'type':'school','id':'a','kind':'job',"
	 "'title':{'en':'x'}}]",
	 ERR_INVALID, "not-accepted at /0/type", 0, 0},
	{"reads on after a fault",
	 "[{'id':'a','kind':'gig','title':{'en':'x'}}," JOB(
		 "b") ",{'id':'c','kind':'job','title':{'en':'x'},'hue':1}]",
	 ERR_INVALID, "not-accepted at /0/kind; unknown-key at /2/hue", 0, 0},
	{"an id that stands twice", "[" JOB("a") "," JOB("b") "," JOB("a") "]",
	 ERR_INVALID, "duplicate-id at /2/id", 0, 0},
	{"an organisation that stands twice", "[" ORG("") "," ORG("") "]",
	 ERR_INVALID, "duplicate-id at /1/id", 0, 0},
	{"an opening with the id of a programme",
	 "[{'type':'programme','id':'a','title':{'en':'x'}}," JOB("a") "]",
	 ERR_INVALID, "duplicate-id at /1/id", 0, 0},
	{"an id that stands twice in lines", JOB("a") "\n" JOB("a"),
	 ERR_INVALID, "duplicate-id at /id", 0, 0},

	{"an organisation of all it has",
	 ORG(",'kind':'ngo','places':['macao'],'website':'https://a.hk'"),
	 ERR_OK, "", 0, 1},
	{"an organisation of nothing", "{'type':'organisation'}", ERR_INVALID,
	 "missing at  (id); missing at  (name)", 0, 0},
	{"an organisation of an unknown kind", ORG(",'kind':'club'"),
	 ERR_INVALID, "not-accepted at /kind", 0, 0},
	{"an organisation by ftp", ORG(",'website':'ftp://a.hk'"), ERR_INVALID,
	 "url at /website", 0, 0},
	{"an organisation on the moon", ORG(",'places':['moon']"), ERR_INVALID,
	 "unknown-value at /places/0", 0, 0},
	{"an organisation in no list", ORG(",'places':'macao'"), ERR_INVALID,
	 "type at /places", 0, 0},
	{"an organisation with more to say", ORG(",'staff':3"), ERR_INVALID,
	 "unknown-key at /staff", 0, 0},
	{"an organisation in no map",
	 "{'type':'organisation','id':'o','name':'x'}", ERR_INVALID,
	 "type at /name", 0, 0},
};

static struct slice file_of(const char *text)
{
	struct slice copy = arena_copy(world_get()->arena, slice_of(text));
	char *p = arena_take(world_get()->arena, copy.n + 1);

	for (size_t i = 0; i < copy.n; i++)
		p[i] = copy.p[i] == '\'' ? '"' : copy.p[i];
	return (struct slice){p, copy.n};
}

static enum err read_file(struct catalogue *c, const char *text,
			  struct faults *f)
{
	enum err e = catalogue_add_file(c, file_of(text), f);

	if (e != ERR_OK)
		return e;
	return catalogue_check(c, 0, catalogue_openings(c), f);
}

static void is_read(void **state)
{
	const struct row *row = *state;
	struct catalogue *c = catalogue_new(&stall_get()->reader);
	struct faults f = {0};

	assert_int_equal(read_file(c, row->file, &f), row->e);
	assert_string_equal(stall_refusals(&f), row->want);
	if (row->e != ERR_OK)
		return;
	assert_int_equal(catalogue_openings(c), row->openings);
	assert_int_equal(catalogue_organisations(c), row->organisations);
}

static struct posted {
	const char *name;
	const char *file;
	const char *want;
	unsigned line;
} posts[] = {
	{"a programme that is here",
	 "[{'id':'a','kind':'job','title':{'en':'x'},'programme':'p'},"
	 "{'type':'programme','id':'p','title':{'en':'x'}}]",
	 "", 0},
	{"a programme that is not",
	 "[" JOB("b") ",{'id':'a','kind':'job','title':{'en':'x'},"
		      "'programme':'p'}]",
	 "unknown-reference at /1/programme", 0},
	{"a programme that is an opening",
	 "[{'id':'a','kind':'job','title':{'en':'x'},'programme':'b'}," JOB(
		 "b") "]",
	 "unknown-reference at /0/programme", 0},
	{"one object whose programme is not here",
	 "{'id':'a','kind':'job','title':{'en':'x'},'programme':'p'}",
	 "unknown-reference at /programme", 0},
	{"line 3 names a programme that is not here",
	 JOB("b") "\n\n{'id':'a','kind':'job','title':{'en':'x'},"
		  "'programme':'p'}",
	 "unknown-reference at /programme", 3},
	{"line 2 has an unknown key",
	 JOB("b") "\n{'id':'a','kind':'job','title':{'en':'x'},'hue':1}",
	 "unknown-key at /hue", 2},
	{"line 2 is malformed", JOB("b") "\n{'id':\n" JOB("c"),
	 "json-syntax at ", 2},
	{"line 1 is refused, and is still a line",
	 "{'id':'a','kind':'gig','title':{'en':'x'}}\n" JOB("c"),
	 "not-accepted at /kind", 1},
};

static void names_the_line(void **state)
{
	const struct posted *row = *state;
	struct catalogue *c = catalogue_new(&stall_get()->reader);
	struct faults f = {0};
	enum err e = read_file(c, row->file, &f);

	assert_int_equal(e == ERR_OK, row->want[0] == '\0');
	assert_string_equal(stall_refusals(&f), row->want);
	assert_int_equal(f.items[0].line, row->line);
	assert_int_equal(f.line, 0);
}

static void finds_by_id_and_keeps_the_order(void **state)
{
	struct catalogue *c = catalogue_new(&stall_get()->reader);
	struct faults f = {0};

	(void)state;
	assert_int_equal(
		read_file(c, "[" JOB("z") "," ORG("") "," JOB("a") "]", &f),
		ERR_OK);
	assert_true(slice_is(catalogue_opening(c, 0)->id, "z"));
	assert_true(slice_is(catalogue_opening(c, 1)->id, "a"));
	assert_ptr_equal(catalogue_find(c, SLICE("a")),
			 catalogue_opening(c, 1));
	assert_ptr_equal(catalogue_find_organisation(c, SLICE("o")),
			 catalogue_organisation(c, 0));
	assert_null(catalogue_find(c, SLICE("o")));
	assert_null(catalogue_find_organisation(c, SLICE("a")));
}

static void checks_from_to(void **state)
{
	struct catalogue *c = catalogue_new(&stall_get()->reader);
	struct faults f = {0};

	(void)state;
	assert_int_equal(
		catalogue_add_file(
			c,
			file_of("[{'id':'a','kind':'job','title':{'en':'x'},"
				"'programme':'p'}," JOB("b") "]"),
			&f),
		ERR_OK);
	assert_int_equal(catalogue_check(c, 1, 2, &f), ERR_OK);
	assert_int_equal(catalogue_check(c, 0, 1, &f), ERR_INVALID);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + COUNT(posts) + 2] = {0};
	size_t n = 0;

	for (size_t i = 0; i < COUNT(rows); i++)
		tests[n++] = (struct CMUnitTest){rows[i].name, is_read, NULL,
						 NULL, &rows[i]};
	for (size_t i = 0; i < COUNT(posts); i++)
		tests[n++] = (struct CMUnitTest){posts[i].name, names_the_line,
						 NULL, NULL, &posts[i]};
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		finds_by_id_and_keeps_the_order);
	tests[n] = (struct CMUnitTest)cmocka_unit_test(checks_from_to);
	return cmocka_run_group_tests_name("catalogue", tests, stall_open,
					   stall_close);
}
