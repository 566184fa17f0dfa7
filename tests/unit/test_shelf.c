/*
 * shelf: every opening comes back as it was read, from a shelf that was built,
 * merged, or made again from its bytes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/bits.h"
#include "base/compiler.h"
#include "matcher/catalogue.h"
#include "matcher/sections.h"
#include "matcher/shelf.h"
#include "support/random.h"
#include "support/random_stall.h"
#include "support/same_opening.h"
#include "support/stall.h"
#include "support/vocabulary_json.h"
#include "support/vocabulary_shipped.h"

enum {
	ROUNDS = 40,
	DOCUMENTS = 60,
};

/* Openings in an arena of their own, that can be given back. */
struct pile {
	struct arena *arena;
	struct catalogue *catalogue;
	const struct opening **list;
	size_t n;
};

static void settle(struct pile *p)
{
	p->n = catalogue_openings(p->catalogue);
	p->list = ARENA_ARRAY(p->arena, const struct opening *, p->n + 1);
	for (size_t i = 0; i < p->n; i++)
		p->list[i] = catalogue_opening(p->catalogue, i);
}

static struct pile begin(const struct opening_reader *reader)
{
	struct opening_reader own = *reader;
	struct pile p = {.arena = arena_new(0)};

	own.arena = p.arena;
	p.catalogue = catalogue_new(&own);
	return p;
}

/* `json` is an array with ' for ". */
static struct pile read_pile(const char *json)
{
	struct pile p = begin(&stall_get()->reader);
	struct faults faults = {0};

	for (const struct jr *n = world_json(json)->first; n != NULL;
	     n = n->next) {
		if (catalogue_add(p.catalogue, n, &faults) != ERR_OK)
			fail_msg("%s: %s", json, stall_refusals(&faults));
	}
	settle(&p);
	return p;
}

static const struct vocabulary *vocabulary(void)
{
	return stall_get()->reader.vocabulary;
}

static void holds(const struct shelf *s, const struct opening *const *list,
		  size_t n)
{
	struct arena *a = arena_new(0);

	assert_int_equal(shelf_count(s), n);
	for (size_t i = 0; i < n; i++) {
		struct opening o;
		size_t preferences;

		shelf_get(a, s, i, &o);
		assert_same_opening(list[i], &o);
		assert_true(slice_eq(shelf_id(s, i), list[i]->id));
		assert_true(slice_eq(shelf_document(s, i), list[i]->document));
		assert_int_equal(shelf_find(s, list[i]->id), i);
		assert_ptr_equal(shelf_rules(s, i), o.rules);
		assert_ptr_equal(shelf_preferences(s, i, &preferences),
				 o.preferences);
		assert_int_equal(preferences, o.preference_count);
		arena_reset(a);
	}
	assert_int_equal(shelf_find(s, SLICE("")), -1);
	assert_int_equal(shelf_find(s, SLICE("nobody")), -1);
	arena_free(a);
}

/* The openings that it was built of are gone when it is read. */
static void comes_back(const char *json)
{
	struct pile first = read_pile(json);
	struct arena *a = arena_new(0);
	const struct shelf *s =
		shelf_build(a, vocabulary(), first.list, first.n);
	struct pile again;

	arena_free(first.arena);
	again = read_pile(json);
	holds(s, again.list, again.n);
	arena_free(again.arena);
	arena_free(a);
}

#define O(rest) "[{'id':'a','kind':'job','title':{'en':'x'}," rest "}]"
#define TIER(id, rest)                                                         \
	"{'id':'" id "','criteria':{'attr':'education','op':'min',"            \
	"'value':'bachelor'}" rest "}"

static struct row {
	const char *name;
	const char *json;
} rows[] = {
	{"none", "[]"},
	{"the least opening", O("'rolling':false")},
	{"a programme without kind and status",
	 "[{'type':'programme','id':'p','title':{'pt':'x'},"
	 "'streams':[{'id':'it'},{'id':'b','label':{'en':'B'}}]}]"},
	{"a text that is escaped in the document",
	 O("'summary':{'en':'one\\ntwo\\\\ \\u0001\\t\\u001f\\u007f/',"
	   "'pt':'\\n','zh-Hans':'没有'}")},
	{"a text of escapes only", O("'body':{'en':'x\\\\\\\\\\\\\\n'}")},
	{"a text that ends in the escape of another",
	 O("'summary':{'en':'\\\\n'},'body':{'en':'x\\n'}")},
	{"texts in all languages",
	 O("'summary':{'en':'a','zh-Hant':'乙','zh-Hans':'丙','pt':'d'},"
	   "'body':{'zh-Hans':'丙','en':'kind'}")},
	{"texts that stand inside of others",
	 O("'summary':{'en':'id'},'body':{'en':'a'},'skills':['title','x']")},
	{"skills, renderings",
	 O("'skills':['C++','軟件','C'],'renderings':['pt','en']")},
	{"empty lists", O("'skills':[],'places':[],'sectors':[]")},
	{"places and sectors",
	 O("'places':['macao','gba'],'sectors':['fintech']")},
	{"days of every age",
	 O("'opens':'1000-01-01','closes':'9999-12-31','starts':'1969-12-31',"
	   "'confirmed':'1970-01-01','next_expected':'1970-01-02'")},
	{"pay with one end",
	 O("'pay':{'max':0.1,'currency':'MOP','per':'hour'}")},
	{"pay without a rate",
	 O("'pay':{'min':1,'currency':'CNY','per':'year'}")},
	{"bands of pay",
	 O("'pay':[{'min':1,'max':3,'currency':'HKD','per':'day'},"
	   "{'min':12345.678,'currency':'HKD','per':'month'}]")},
	{"benefit with another", O("'benefit':{'amount_max':5,'office':true,"
				   "'other':[{'label':{'en':'tea'}}],"
				   "'form':'grant'}")},
	{"vacancies in units", O("'vacancies':{'count':3,'unit':'desk'}")},
	{"vacancies without", O("'vacancies':1000000000")},
	{"precision, recurrence", O("'precision':{'opens':'year'},"
				    "'recurs':'annual','rolling':true")},
	{"where to apply", O("'apply':{'by':'link','url':'https://a.hk/?q=1',"
			     "'note':{'en':'n'}},'occupation':'2512'")},
	{"who may apply", O("'applicant':'person','status':'draft'")},
	{"the last words of each list", O("'applicant':'organisation',"
					  "'status':'withdrawn'")},
	{"organisation, programme, stream",
	 O("'organisation':'o','programme':'p','stream':'s'")},
	{"dated rules with sources",
	 O("'rules':[{'to':'2024-12-31','source':'https://a.hk',"
	   "'complete':false,'criteria':{'all':[]}},{'from':'2025-01-01',"
	   "'to':null,'criteria':{'any':[{'attr':'age','op':'max',"
	   "'value':29,'at':'2025-01-01','due':'admission','id':'young',"
	   "'text':{'en':'young\\n'}},{'not':{'attr':'has_company',"
	   "'op':'is','value':true}}]}}]")},
	{"only complete", O("'complete':false")},
	{"preferences with weights",
	 O("'preferences':[{'attr':'age','op':'min','value':1,'weight':0.5},"
	   "{'attr':'age','op':'max','value':9}]")},
	{"tiers",
	 O("'tiers':[" TIER("a", ",'benefit':{'amount_max':1},'label':{'pt':'A'}") "," TIER(
		 "b", ",'benefit':{'office':false}") "]")},
	{"members of those names inside of others",
	 O("'terms':{'housing':{'en':'tiers, rules:[{]'}},"
	   "'complete':true")},
};

static void row_comes_back(void **state)
{
	const struct row *row = *state;

	comes_back(row->json);
}

static void random_openings_come_back(void **state)
{
	const char *documents[DOCUMENTS];
	struct random r;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		uint64_t seed = 7100 + (uint64_t)round;

		print_message("seed %llu\n", (unsigned long long)seed);
		random_seed(&r, seed);
		random_documents(&r, DOCUMENTS, documents);
		comes_back(documents_array(documents, DOCUMENTS));
	}
}

static void openings_that_ask_the_same_share_it(void **state)
{
#define ASKS                                                                   \
	"'criteria':{'attr':'age','op':'min','value':18},"                     \
	"'preferences':[{'attr':'age','op':'min','value':1}]"
	struct pile p = read_pile(
		"[{'id':'a','kind':'job','title':{'en':'x'}," ASKS "},"
		"{'id':'b','title':{'en':'y'}," ASKS ",'kind':'job'},"
		"{'id':'c','kind':'job','title':{'en':'x'},"
		"'complete':false,'criteria':{'attr':'age','op':'min',"
		"'value':18}},{'id':'d','kind':'job','title':{'en':'x'}},"
		"{'id':'e','kind':'job','title':{'en':'x'}}]");
	struct arena *a = arena_new(0);
	const struct shelf *s = shelf_build(a, vocabulary(), p.list, p.n);
	struct shelf_bytes bytes = shelf_bytes(s);
	size_t n;

	(void)state;
	assert_ptr_equal(shelf_rules(s, 0), shelf_rules(s, 1));
	assert_ptr_not_equal(shelf_rules(s, 0), shelf_rules(s, 2));
	assert_ptr_equal(shelf_rules(s, 3), shelf_rules(s, 4));
	assert_ptr_equal(shelf_preferences(s, 0, &n),
			 shelf_preferences(s, 1, &n));
	assert_int_equal(bytes.rules, 3);
	assert_int_equal(bytes.preferences, 2);
	assert_int_equal(bytes.tiers, 1);
	assert_int_equal(shelf_hash(s, 0) == shelf_hash(s, 1), 0);
	arena_free(a);
	arena_free(p.arena);
}

/* The same bytes under the same names. */
static void same_sections(const struct shelf *a, const struct shelf *b)
{
	struct sections *x = calloc(2, sizeof(*x)), *y = x + 1;

	shelf_save(a, x);
	shelf_save(b, y);
	assert_int_equal(x->count, y->count);
	for (size_t i = 0; i < x->count; i++) {
		struct slice own, other;

		assert_true(sections_find(x, x->items[i].name, &own));
		assert_true(sections_find(y, x->items[i].name, &other));
		assert_true(slice_eq(own, other));
	}
	free(x);
}

static void is_loaded_again(const struct shelf *s,
			    const struct opening *const *list, size_t n)
{
	struct sections *saved = calloc(1, sizeof(*saved));
	struct arena *a = arena_new(0);
	struct shelf *again = NULL;

	shelf_save(s, saved);
	assert_int_equal(shelf_load(a, vocabulary(), saved, &again), ERR_OK);
	holds(again, list, n);
	same_sections(s, again);
	arena_free(a);
	free(saved);
}

static void what_is_saved_is_loaded_again(void **state)
{
	const char *documents[DOCUMENTS];
	struct random r;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		uint64_t seed = 9200 + (uint64_t)round;
		struct arena *a = arena_new(0);
		size_t n = round == 0 ? 0 : DOCUMENTS;
		struct pile p;

		print_message("seed %llu\n", (unsigned long long)seed);
		random_seed(&r, seed);
		random_documents(&r, DOCUMENTS, documents);
		p = read_pile(documents_array(documents, DOCUMENTS));
		n = n < p.n ? n : p.n;
		is_loaded_again(shelf_build(a, vocabulary(), p.list, n), p.list,
				n);
		arena_free(p.arena);
		arena_free(a);
	}
}

/* A shelf whose sections can be spoiled: copies that may be written to. */
static void spoil_each(const struct shelf *s)
{
	struct sections *saved = calloc(1, sizeof(*saved));
	struct arena *a = arena_new(0);
	struct shelf *again;

	shelf_save(s, saved);
	for (size_t i = 0; i < saved->count; i++) {
		struct section whole = saved->items[i];

		saved->items[i].name[0]++;
		assert_int_equal(shelf_load(a, vocabulary(), saved, &again),
				 ERR_MALFORMED);
		saved->items[i] = whole;
		saved->items[i].bytes.n--;
		assert_int_equal(shelf_load(a, vocabulary(), saved, &again),
				 ERR_MALFORMED);
		saved->items[i].bytes.n = 0;
		assert_int_equal(shelf_load(a, vocabulary(), saved, &again),
				 ERR_MALFORMED);
		saved->items[i] = whole;
	}
	assert_int_equal(shelf_load(a, vocabulary(), saved, &again), ERR_OK);
	arena_free(a);
	free(saved);
}

static void bytes_that_do_not_fit_are_refused(void **state)
{
	struct pile p = read_pile(O("'criteria':{'attr':'age','op':'min',"
				    "'value':18}"));
	struct arena *a = arena_new(0);

	(void)state;
	spoil_each(shelf_build(a, vocabulary(), p.list, p.n));
	arena_free(a);
	arena_free(p.arena);
}

/* The highest bytes of rows, slots and ends, set to what is too large. */
static void no_wild_number_is_followed(void **state)
{
	static const char *const names[] = {"shelf.rows", "shelf.slots",
					    "shelf.ends.rules"};
	struct pile p = read_pile(O("'complete':false"));
	struct sections *saved = calloc(1, sizeof(*saved));
	struct arena *a = arena_new(0);
	struct shelf *again;

	(void)state;
	shelf_save(shelf_build(a, vocabulary(), p.list, p.n), saved);
	for (size_t k = 0; k < COUNT(names); k++) {
		struct slice bytes;
		char *copy;

		assert_true(sections_find(saved, names[k], &bytes));
		copy = (char *)(uintptr_t)bytes.p;
		for (size_t i = 7; i < bytes.n; i += 8) {
			char was = copy[i];

			/* A hash may be any number, and of the row
			 * behind the last only the place is read. */
			if (k == 0 && (i / 8 == 1 || i / 8 > 4))
				continue;
			copy[i] = 0x7F;
			assert_int_equal(
				shelf_load(a, vocabulary(), saved, &again),
				ERR_MALFORMED);
			copy[i] = was;
		}
	}
	arena_free(a);
	arena_free(p.arena);
	free(saved);
}

static void add_file(struct pile *p, const char *name)
{
	struct arena *scratch = arena_new(0);
	struct faults faults = {0};
	char path[1024];

	snprintf(path, sizeof(path), "%s/../../catalogue/%s", VOCABULARY_DIR,
		 name);
	if (catalogue_add_file(p->catalogue, file_bytes(scratch, path),
			       &faults) != ERR_OK)
		fail_msg("%s: %s", name, stall_refusals(&faults));
	arena_free(scratch);
}

static void the_shipped_catalogue_comes_back(void **state)
{
	struct arena *a = arena_new(0);
	const struct vocabulary *v = vocabulary_shipped(a, VOCABULARY_DIR);
	struct opening_reader reader = {a, v, stall_get()->reader.rates, NULL};
	struct pile p = begin(&reader);
	const struct shelf *s;

	(void)state;
	add_file(&p, "funding.json");
	add_file(&p, "incubators.json");
	add_file(&p, "internships.json");
	add_file(&p, "jobs.json");
	settle(&p);
	assert_true(p.n > 100);
	s = shelf_build(a, v, p.list, p.n);
	holds(s, p.list, p.n);
	assert_true(shelf_bytes(s).records < 150 * p.n);
	arena_free(p.arena);
	arena_free(a);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + 7] = {0};
	size_t n = COUNT(rows);

	for (size_t i = 0; i < n; i++)
		tests[i] = (struct CMUnitTest){rows[i].name, row_comes_back,
					       NULL, NULL, &rows[i]};
	tests[n++] =
		(struct CMUnitTest)cmocka_unit_test(random_openings_come_back);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		openings_that_ask_the_same_share_it);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		what_is_saved_is_loaded_again);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		bytes_that_do_not_fit_are_refused);
	tests[n++] =
		(struct CMUnitTest)cmocka_unit_test(no_wild_number_is_followed);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		the_shipped_catalogue_comes_back);
	return cmocka_run_group_tests_name("shelf", tests, stall_open,
					   stall_close);
}
