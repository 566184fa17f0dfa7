/* wishes: what each is worth, stated or by its prior, and their mean. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/compiler.h"
#include "base/day.h"
#include "matcher/snapshot.h"
#include "matcher/wishes.h"
#include "support/stall.h"

#define PAY(min, max)                                                          \
	",'pay':{'min':" #min ",'max':" #max ",'currency':'HKD','per':'month'}"
#define MIN(amount)                                                            \
	"'pay_min':{'amount':" #amount ",'currency':'HKD','per':'month'}"
#define OTHER(id, rest)                                                        \
	",{'id':'" id "','kind':'job','title':{'en':'x'}" rest "}"

static struct row {
	const char *name;
	const char *wishes;
	const char *opening; /* the rest of a job, which is number 0 */
	const char *others;
	double value;
	bool is_stated;
} rows[] = {
	{"the kind wished", "'kinds':['funding','job']", "", "", 1, true},
	{"another kind", "'kinds':['funding']", "", "", 0, true},

	{"the place wished", "'places':['shenzhen']", ",'places':['shenzhen']",
	 "", 1, true},
	{"a place in it", "'places':['shenzhen']", ",'places':['qianhai']", "",
	 1, true},
	{"a place that contains it", "'places':['qianhai']",
	 ",'places':['gba']", "", 1, true},
	{"a place of the same province", "'places':['shenzhen']",
	 ",'places':['guangzhou']", "", .5, true},
	{"a zone in another city of the province", "'places':['guangzhou']",
	 ",'places':['qianhai']", "", .5, true},
	{"a place far away", "'places':['shenzhen']", ",'places':['overseas']",
	 "", 0, true},
	{"the best of several wished", "'places':['overseas','guangzhou']",
	 ",'places':['shenzhen']", "", .5, true},
	{"the best of several offered", "'places':['shenzhen']",
	 ",'places':['overseas','guangzhou','qianhai']", "", 1, true},
	{"no place stated, nor by anybody", "'places':['shenzhen']", "", "", .5,
	 false},
	{"no place, an empty list", "'places':['shenzhen']", ",'places':[]",
	 OTHER("b", ",'places':['shenzhen']"), 1, false},
	{"no place: the mean over who states one", "'places':['shenzhen']", "",
	 OTHER("b", ",'places':['shenzhen']") OTHER("c",
						    ",'places':['overseas']")
		 OTHER("d", ",'places':['macao','overseas']")
			 OTHER("e", ",'places':['guangzhou']") OTHER("f", ""),
	 1.5 / 4, false},

	{"the sector wished", "'sectors':['ai']", ",'sectors':['ai']", "", 1,
	 true},
	{"a wider sector", "'sectors':['ai']", ",'sectors':['ict']", "", 1,
	 true},
	{"a narrower sector", "'sectors':['finance']", ",'sectors':['fintech']",
	 "", 1, true},
	{"another sector", "'sectors':['ai']", ",'sectors':['biotech']", "", 0,
	 true},
	{"no sector: the mean", "'sectors':['ai']", "",
	 OTHER("b", ",'sectors':['ict']") OTHER("c", ",'sectors':['finance']"),
	 .5, false},

	{"all of the pay is enough", MIN(10), PAY(10, 20), "", 1, true},
	{"more than enough", MIN(5), PAY(10, 20), "", 1, true},
	{"a quarter of the range is enough", MIN(25), PAY(10, 30), "", .25,
	 true},
	{"the top alone is nothing of the range", MIN(20), PAY(10, 20), "", 0,
	 true},
	{"never enough", MIN(21), PAY(10, 20), "", 0, true},
	{"one amount that is enough", MIN(15), PAY(15, 15), "", 1, true},
	{"one amount that is not", MIN(16), PAY(15, 15), "", 0, true},
	{"paid by the year", MIN(1000),
	 ",'pay':{'min':12000,'currency':'HKD','per':'year'}", "", 1, true},
	{"paid in patacas", MIN(1000),
	 ",'pay':{'min':1029,'currency':'MOP','per':'month'}", "", 0, true},
	{"paid in a currency without a rate", MIN(1),
	 ",'pay':{'min':99999,'currency':'CNY','per':'month'}", "", .5, false},
	{"wished in a currency without a rate",
	 "'pay_min':{'amount':1,'currency':'CNY','per':'month'}", PAY(10, 20),
	 OTHER("b", PAY(10, 20)), .5, false},
	{"no pay: the mean over who can be compared", MIN(15), "",
	 OTHER("b", PAY(10, 20)) OTHER("c", PAY(15, 20))
		 OTHER("d", ",'pay':{'min':99,'currency':'CNY','per':'month'}"),
	 .75, false},

	{"starts on the day", "'from':'2027-01-01'", ",'starts':'2027-01-01'",
	 "", 1, true},
	{"starts later", "'from':'2027-01-01'", ",'starts':'2028-01-01'", "", 1,
	 true},
	{"starts the day before", "'from':'2027-01-01'",
	 ",'starts':'2026-12-31'", "", 0, true},
	{"no start: the mean", "'from':'2027-01-01'", "",
	 OTHER("b", ",'starts':'2027-01-01'"), 1, false},
};

static struct snapshot *catalogue_of(const char *opening, const char *others)
{
	return stall_snapshot(
		arena_print(world_get()->arena,
			    "[{'id':'a','kind':'job','title':{'en':'x'}%s}%s]",
			    opening, others)
			.p);
}

static void is_worth(void **state)
{
	const struct row *row = *state;
	struct snapshot *s = catalogue_of(row->opening, row->others);
	const struct profile *p = stall_profile(
		arena_print(world_get()->arena, "{'wishes':{%s}}", row->wishes)
			.p);
	struct wish_list w =
		wishes_prepare(s->leaves->segment, p, world_day("2025-06-01"));
	struct wish_result results[WISH_RESULTS_MAX];

	assert_int_equal(wishes_compare(&w, 0, results), 1);
	assert_true(fabs(results[0].value - row->value) < 1e-12);
	assert_int_equal(results[0].is_stated, row->is_stated);
	assert_true(results[0].weight == 1);
	snapshot_free(s);
}

static struct preferred {
	const char *name;
	const char *facts;
	const char *as_of;
	double value;
	bool is_stated;
} preferred[] = {
	{"met", "{'education':'master'}", "2025-06-01", 1, true},
	{"not met", "{'education':'none'}", "2025-06-01", 0, true},
	{"not told", "{}", "2025-06-01", .5, false},
};

static void preference_is_worth(void **state)
{
	const struct preferred *row = *state;
	struct snapshot *s =
		catalogue_of(",'preferences':[{'attr':'education','op':'min',"
			     "'value':'bachelor','weight':3}]",
			     "");
	const struct profile *p = stall_profile(
		arena_print(world_get()->arena, "{'facts':%s}", row->facts).p);
	struct wish_list w =
		wishes_prepare(s->leaves->segment, p, world_day(row->as_of));
	struct wish_result results[WISH_RESULTS_MAX];

	assert_int_equal(wishes_compare(&w, 0, results), 1);
	assert_int_equal(results[0].wish, WISH_PREFERENCE);
	assert_true(results[0].value == row->value);
	assert_true(results[0].weight == 3);
	assert_int_equal(results[0].is_stated, row->is_stated);
	snapshot_free(s);
}

/* An age is looked at on the day asked. */
static void a_preference_looks_at_the_day(void **state)
{
	struct snapshot *s = catalogue_of(
		",'preferences':[{'attr':'age','op':'min','value':18}]", "");
	const struct profile *p =
		stall_profile("{'facts':{'birth_date':'2007-06-01'}}");
	struct wish_list before =
		wishes_prepare(s->leaves->segment, p, world_day("2025-05-31"));
	struct wish_list then =
		wishes_prepare(s->leaves->segment, p, world_day("2025-06-01"));
	struct wish_result results[WISH_RESULTS_MAX];

	(void)state;
	assert_int_equal(wishes_compare(&before, 0, results), 1);
	assert_true(results[0].value == 0);
	assert_int_equal(wishes_compare(&then, 0, results), 1);
	assert_true(results[0].value == 1);
	snapshot_free(s);
}

/* Each opening's preference looks at the day on which it closes itself. */
static void a_preference_looks_at_its_own_closing_day(void **state)
{
#define OF_AGE                                                                 \
	"'kind':'job','title':{'en':'x'},'preferences':[{'attr':'age',"        \
	"'op':'min','value':18,'at':'closes'}]"
	struct snapshot *s =
		stall_snapshot("[{'id':'a','closes':'2025-05-31'," OF_AGE "},"
			       "{'id':'b','closes':'2025-06-01'," OF_AGE "}]");
	const struct profile *p =
		stall_profile("{'facts':{'birth_date':'2007-06-01'}}");
	struct wish_list w =
		wishes_prepare(s->leaves->segment, p, world_day("2025-01-01"));
	struct wish_result results[WISH_RESULTS_MAX];

	(void)state;
	assert_int_equal(wishes_compare(&w, 0, results), 1);
	assert_true(results[0].value == 0);
	assert_int_equal(wishes_compare(&w, 1, results), 1);
	assert_true(results[0].value == 1);
	snapshot_free(s);
}

static void wishes_stand_in_their_order(void **state)
{
	static const enum wish order[] = {
		WISH_KINDS, WISH_PLACES,     WISH_SECTORS,   WISH_PAY,
		WISH_FROM,  WISH_PREFERENCE, WISH_PREFERENCE};
	struct snapshot *s = catalogue_of(
		",'preferences':[{'attr':'age','op':'min','value':1},"
		"{'attr':'age','op':'max','value':99,'weight':0.5}]",
		"");
	const struct profile *p =
		stall_profile("{'wishes':{'from':'2027-01-01'," MIN(
			1) ",'sectors':['ai'],'places':['gba'],"
			   "'kinds':['job']}}");
	struct wish_list w =
		wishes_prepare(s->leaves->segment, p, world_day("2025-06-01"));
	struct wish_result results[WISH_RESULTS_MAX];

	(void)state;
	assert_int_equal(wishes_compare(&w, 0, results), COUNT(order));
	for (size_t i = 0; i < COUNT(order); i++)
		assert_string_equal(wish_word(results[i].wish),
				    wish_word(order[i]));
	assert_true(results[5].preference->weight == 1);
	assert_true(results[6].preference->weight == .5);
	snapshot_free(s);
}

static void the_mean_is_weighted(void **state)
{
	static const struct wish_result results[] = {{.value = 1, .weight = 1},
						     {.value = .5, .weight = 2},
						     {.value = 0, .weight = 5}};

	(void)state;
	assert_true(wishes_mean(results, 0) == .5);
	assert_true(wishes_mean(results, 1) == 1);
	assert_true(fabs(wishes_mean(results, 3) - .25) < 1e-12);
	assert_true(wishes_mean(&(struct wish_result){.value = 1}, 1) == .5);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + COUNT(preferred) + 4] = {0};
	size_t n = 0;

	for (size_t i = 0; i < COUNT(rows); i++)
		tests[n++] = (struct CMUnitTest){rows[i].name, is_worth, NULL,
						 NULL, &rows[i]};
	for (size_t i = 0; i < COUNT(preferred); i++)
		tests[n++] = (struct CMUnitTest){preferred[i].name,
						 preference_is_worth, NULL,
						 NULL, &preferred[i]};
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		a_preference_looks_at_the_day);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		a_preference_looks_at_its_own_closing_day);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		wishes_stand_in_their_order);
	tests[n] = (struct CMUnitTest)cmocka_unit_test(the_mean_is_weighted);
	return cmocka_run_group_tests_name("wishes", tests, stall_open,
					   stall_close);
}
