/*
 * vocabulary_read(): types, closures, tables larger than one word, and every
 * refusal with its place.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/buf.h"
#include "base/compiler.h"
#include "support/rules_world.h"

#define LABEL "'label':{'en':'x'}"
#define FRAME(key, type)                                                       \
	"'key':'" key "','scope':'person','type':'" type                       \
	"','change':'never'," LABEL ",'question':{'en':'x'}"
#define VALUES "'values':[{'value':'a'," LABEL "},{'value':'b'," LABEL "}]"
#define WHOLE  "'min':0,'max':9,'whole':true"
#define ONE(x) "[{" x "}]"

static struct refusal {
	const char *name;
	const char *attributes;
	const char *want;
} refusals[] = {
	{"no attribute at all", "[]", ""},
	{"attributes in no list", "{'attributes':{}}", "type at /attributes"},
	{"a document without them", "{}", "missing at  (attributes)"},
	{"a flag", ONE(FRAME("x", "flag")), ""},
	{"an unknown member", ONE(FRAME("x", "flag") ",'note':'x'"),
	 "unknown-key at /0/note"},
	{"an unknown type", ONE(FRAME("x", "text")),
	 "not-accepted at /0/type (number, ordinal, choice, set, levels, "
	 "flag, date, list)"},
	{"a key twice", "[{" FRAME("x", "flag") "},{" FRAME("x", "date") "}]",
	 "duplicate-id at /1"},
	{"no label",
	 "[{'key':'x','scope':'any','type':'flag',"
	 "'change':'never','question':{'en':'x'}}]",
	 "missing at /0 (label)"},
	{"a number without bounds", ONE(FRAME("x", "number") ",'min':1"),
	 "missing at /0 (max)"},
	{"inverted bounds", ONE(FRAME("x", "number") ",'min':1,'max':0"),
	 "inverted at /0/max"},
	{"an ordinal without values", ONE(FRAME("x", "ordinal")),
	 "missing at /0 (values)"},
	{"a value twice",
	 ONE(FRAME("x", "choice") ",'values':[{'value':'a'," LABEL
				  "},{'value':'a'," LABEL "}]"),
	 "duplicate-id at /0/values/1"},
	{"an unknown implied value",
	 ONE(FRAME("x",
		   "choice") ",'values':[{'value':'a','implies':['z']," LABEL
			     "}]"),
	 "unknown-reference at /0/values/0/implies/0"},
	{"an unknown member of a value",
	 ONE(FRAME("x", "choice") ",'values':[{'value':'a','rank':1," LABEL
				  "}]"),
	 "unknown-key at /0/values/0/rank"},
	{"levels without keys", ONE(FRAME("x", "levels") "," VALUES),
	 "missing at /0 (keys)"},
	{"values from a table that is not there",
	 ONE(FRAME("x", "set") ",'values_from':'sectors'"),
	 "unknown-reference at /0/values_from"},
	{"values from nowhere", ONE(FRAME("x", "set") ",'values_from':'stars'"),
	 "not-accepted at /0/values_from (places, sectors, institutions, "
	 "fields, ids)"},
	{"a choice of open ids",
	 ONE(FRAME("x", "choice") ",'values_from':'ids'"),
	 "not-accepted at /0/values_from (set)"},
	{"values twice",
	 ONE(FRAME("x", "set") "," VALUES ",'values_from':'ids'"),
	 "excludes at /0/values_from (values)"},
	{"time without a way to count it",
	 "[{'key':'x','scope':'person','type':'number','change':'time'," LABEL
	 ",'question':{'en':'x'}," WHOLE "}]",
	 "missing at /0 (derive)"},
	{"an unknown derivation",
	 ONE(FRAME("x", "number") "," WHOLE ",'derive':{'how':'magic'}"),
	 "not-accepted at /0/derive/how (whole_years_since, "
	 "calendar_years_since, from_awards_level, from_awards_year, "
	 "from_members_count, from_members_hkmo_equity, "
	 "from_members_full_time)"},
	{"a derived flag",
	 ONE(FRAME("x", "flag") ",'derive':{'how':'from_members_count'}"),
	 "not-accepted at /0/derive (number)"},
	{"years since nothing",
	 ONE(FRAME("x", "number") "," WHOLE
				  ",'derive':{'how':'whole_years_since'}"),
	 "missing at /0/derive (from)"},
	{"years since an unknown attribute",
	 ONE(FRAME("x", "number") "," WHOLE
				  ",'derive':{'how':'whole_years_since',"
				  "'from':['y']}"),
	 "unknown-attribute at /0/derive/from/0"},
	{"calendar years since a date",
	 "[{" FRAME(
		 "x",
		 "number") "," WHOLE
			   ",'derive':{'how':'calendar_years_since','from':['y']}},"
			   "{" FRAME("y", "date") "}]",
	 "unknown-attribute at /0/derive/from/0"},
	{"an unknown element of a list",
	 ONE(FRAME("x", "list") ",'members':{'level':'education'}"),
	 "unknown-attribute at /0/members/level"},
	{"two lists",
	 "[{" FRAME("x", "list") ",'members':{}},{" FRAME(
		 "y", "list") ",'members':{}}]",
	 "excludes at /1 (another list)"},
};

static const char *refusal_of(const char *attributes)
{
	const struct vocabulary_sources sources = {
		.attributes = world_json(attributes)};
	const struct vocabulary *v;
	struct faults faults = {0};
	enum err e = vocabulary_read(world_get()->arena, &sources, &v, &faults);

	assert_int_equal(e == ERR_OK, !faults_any(&faults));
	return world_refusal(&faults);
}

static void refuses(void **state)
{
	const struct refusal *row = *state;

	assert_string_equal(refusal_of(row->attributes), row->want);
}

static void attributes_are_found_by_key_in_file_order(void **state)
{
	const struct vocabulary *v = world_get()->vocabulary;
	const struct attr *age = vocabulary_attr(v, SLICE("age"));

	(void)state;
	assert_int_equal(age->index, 3);
	assert_string_equal(attr_type_word(age->type), "number");
	assert_string_equal(attr_change_word(age->change), "time");
	assert_string_equal(attr_scope_word(age->scope), "person");
	assert_true(attr_is_computed(age));
	assert_true(age->whole);
	assert_true(slice_is(age->unit, "years"));
	assert_int_equal(age->from_count, 2);
	assert_null(vocabulary_attr(v, SLICE("equity")));
	assert_null(vocabulary_attr(v, SLICE("nobody")));
}

static void an_award_has_its_own_attributes(void **state)
{
	const struct vocabulary *v = world_get()->vocabulary;
	const struct attr *level =
		schema_attr(v->awards->elements, SLICE("level"));

	(void)state;
	assert_ptr_equal(level, v->award_level);
	assert_int_equal(level->index, 0);
	assert_int_equal(level->values->count, 6);
	assert_int_equal((int)v->award_year->min, 1900);
	assert_true(
		schema_attr(v->awards->elements, SLICE("studied_in"))->bare);
}

static void a_value_holds_all_that_it_implies(void **state)
{
	const struct values *p = world_get()->vocabulary->places;
	const int qianhai = values_find(p, SLICE("qianhai"));
	static const char *const implied[] = {"gba", "guangdong", "shenzhen",
					      "qianhai"};

	(void)state;
	for (size_t i = 0; i < COUNT(implied); i++)
		assert_true(values_has(
			p->items[qianhai].closure,
			(size_t)values_find(p, slice_of(implied[i]))));
	assert_false(values_has(p->items[qianhai].closure,
				(size_t)values_find(p, SLICE("hong-kong"))));
	assert_int_equal(values_find(p, SLICE("atlantis")), -1);
}

/* p0 within p1 within p2 ... within p199. */
static const struct values *chain(void)
{
	struct vocabulary_sources sources = {.attributes = world_json("[]")};
	const struct vocabulary *v = NULL;
	struct faults faults = {0};
	struct buf b;

	buf_init(&b, 64 * 1024);
	for (int i = 0; i < 200; i++)
		buf_print(&b, "%s{'id':'p%d','within':['p%d']," LABEL "}",
			  i == 0 ? "[" : ",", i, i < 199 ? i + 1 : i);
	buf_add(&b, "]", 2);
	sources.places = world_json(b.p);
	buf_done(&b);
	assert_int_equal(
		vocabulary_read(world_get()->arena, &sources, &v, &faults),
		ERR_OK);
	return v->places;
}

static void tables_may_be_larger_than_a_word(void **state)
{
	const struct values *p = chain();
	uint64_t *set = values_set(world_get()->arena, p);

	(void)state;
	assert_int_equal(p->words, 4);
	values_add_closure(p, set, 100);
	values_add(p, set, 3);
	for (size_t i = 0; i < p->count; i++)
		assert_int_equal(values_has(set, i), i == 3 || i >= 100);
}

/* a within c, c within b, b within d: no order of the file helps. */
static void implications_are_followed_however_they_are_ordered(void **state)
{
	const struct vocabulary_sources sources = {
		.attributes = world_json("[]"),
		.places = world_json("[{'id':'a','within':['c']," LABEL
				     "},{'id':'b','within':['d']," LABEL
				     "},{'id':'c','within':['b']," LABEL
				     "},{'id':'d'," LABEL "}]")};
	const struct vocabulary *v = NULL;
	struct faults faults = {0};

	(void)state;
	assert_int_equal(
		vocabulary_read(world_get()->arena, &sources, &v, &faults),
		ERR_OK);
	assert_int_equal(v->places->items[0].closure[0], 0xf);
	assert_int_equal(v->places->items[2].closure[0], 0xe);
}

static void values_that_imply_each_other_are_one(void **state)
{
	(void)state;
	assert_string_equal(
		refusal_of(ONE(FRAME("x", "set") ",'values':[{'value':'a',"
						 "'implies':['b']," LABEL
						 "},{'value':'b','implies':"
						 "['a']," LABEL "}]")),
		"");
}

static void a_list_of_values_is_cut_between_two(void **state)
{
	char text[FAULT_ARG_BYTES];

	(void)state;
	values_list(chain(), text);
	assert_true(strlen(text) < FAULT_ARG_BYTES);
	assert_true(slice_starts(slice_of(text), SLICE("p0, p1, p2, ")));
	assert_string_equal(text + strlen(text) - 5, ", ...");
}

int main(void)
{
	static const struct CMUnitTest more[] = {
		cmocka_unit_test(attributes_are_found_by_key_in_file_order),
		cmocka_unit_test(an_award_has_its_own_attributes),
		cmocka_unit_test(a_value_holds_all_that_it_implies),
		cmocka_unit_test(tables_may_be_larger_than_a_word),
		cmocka_unit_test(
			implications_are_followed_however_they_are_ordered),
		cmocka_unit_test(values_that_imply_each_other_are_one),
		cmocka_unit_test(a_list_of_values_is_cut_between_two),
	};
	struct CMUnitTest tests[COUNT(refusals) + COUNT(more)] = {0};
	size_t n = 0;

	for (size_t i = 0; i < COUNT(refusals); i++, n++) {
		tests[n].name = refusals[i].name;
		tests[n].test_func = refuses;
		tests[n].initial_state = &refusals[i];
	}
	memcpy(&tests[n], more, sizeof(more));
	return cmocka_run_group_tests_name("vocabulary", tests, world_open,
					   world_close);
}
