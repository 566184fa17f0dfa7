/* rates, and pay on one scale: HKD a month. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/compiler.h"
#include "support/stall.h"

static struct row {
	const char *name;
	const char *pay;
	bool is_comparable;
	double min, max;
} rows[] = {
	{"a month is itself",
	 "{'min':18000,'max':21000,'currency':'HKD','per':'month'}", true,
	 18000, 21000},
	{"173.33 hours a month",
	 "{'min':100,'max':200,'currency':'HKD','per':'hour'}", true, 17333,
	 34666},
	{"21.75 days a month", "{'min':1000,'currency':'HKD','per':'day'}",
	 true, 21750, 21750},
	{"twelve months a year", "{'max':120000,'currency':'HKD','per':'year'}",
	 true, 10000, 10000},
	{"1.03 patacas a dollar",
	 "{'min':10300,'max':20600,'currency':'MOP','per':'month'}", true,
	 10000, 20000},
	{"yuan have no rate",
	 "{'min':10000,'max':12000,'currency':'CNY','per':'month'}", false, 0,
	 0},
	{"only a maximum: both ends",
	 "{'max':9,'currency':'HKD','per':'month'}", true, 9, 9},
	{"nothing a month is an amount",
	 "{'min':0,'max':0,'currency':'HKD','per':'month'}", true, 0, 0},
	{"bands: from the least to the most",
	 "[{'min':20,'max':30,'currency':'HKD','per':'month'},"
	 "{'min':10,'max':15,'currency':'HKD','per':'month'},"
	 "{'min':480,'currency':'HKD','per':'year'}]",
	 true, 10, 40},
	{"a band without a rate is passed over",
	 "[{'min':1,'max':99,'currency':'CNY','per':'month'},"
	 "{'min':10,'max':15,'currency':'HKD','per':'month'}]",
	 true, 10, 15},
	{"no band: nothing to compare", "[]", false, 0, 0},
};

static void close_to(double have, double want)
{
	assert_true(fabs(have - want) < 1e-6 * (1 + fabs(want)));
}

static void is_on_the_scale(void **state)
{
	const struct row *row = *state;
	struct faults f = {0};
	struct pay pay;

	assert_true(pay_read(world_json(row->pay), stall_get()->reader.rates,
			     &pay, &f));
	assert_false(faults_any(&f));
	assert_int_equal(pay.is_comparable, row->is_comparable);
	close_to(pay.is_comparable ? pay.min : 0, row->min);
	close_to(pay.is_comparable ? pay.max : 0, row->max);
}

static struct refusal {
	const char *name;
	const char *rates;
	const char *want;
} refusals[] = {
	{"no list", "{}", "missing at  (rates)"},
	{"a rate without a source",
	 "{'rates':[{'currency':'CNY','per_hkd':0.92}]}",
	 "missing at /rates/0 (source)"},
	{"a rate of nothing", "{'rates':[{'source':'x'}]}",
	 "missing at /rates/0 (currency); missing at /rates/0 (per_hkd)"},
	{"a rate of zero",
	 "{'rates':[{'currency':'CNY','per_hkd':0,'source':'x'}]}",
	 "range at /rates/0/per_hkd"},
	{"an unknown currency",
	 "{'rates':[{'currency':'USD','per_hkd':1,'source':'x'}]}",
	 "not-accepted at /rates/0/currency"},
	{"an unknown key",
	 "{'rates':[{'currency':'CNY','per_hkd':1,'source':'x','mood':1}]}",
	 "unknown-key at /rates/0/mood"},
	{"a list of none", "{'rates':[]}", ""},
};

static void is_refused(void **state)
{
	const struct refusal *row = *state;
	struct faults f = {0};
	const struct rates *rates;
	enum err e = rates_read(world_get()->arena, world_json(row->rates),
				&rates, &f);

	assert_int_equal(e, faults_any(&f) ? ERR_INVALID : ERR_OK);
	assert_string_equal(stall_refusals(&f), row->want);
}

static void a_rate_makes_a_currency_comparable(void **state)
{
	struct faults f = {0};
	const struct rates *rates;
	double hkd = 0;

	(void)state;
	assert_int_equal(rates_read(world_get()->arena,
				    world_json("{'rates':[{'currency':'CNY',"
					       "'per_hkd':0.5,'source':'x'}]}"),
				    &rates, &f),
			 ERR_OK);
	assert_true(
		rates_monthly_hkd(rates, 100, CURRENCY_CNY, PER_MONTH, &hkd));
	close_to(hkd, 200);
	assert_false(
		rates_monthly_hkd(rates, 100, CURRENCY_MOP, PER_MONTH, &hkd));
	assert_true(rates_monthly_hkd(rates, 24, CURRENCY_HKD, PER_YEAR, &hkd));
	close_to(hkd, 2);
}

static void a_wish_is_one_amount(void **state)
{
	struct faults f = {0};
	struct pay pay;

	(void)state;
	assert_true(pay_wish_read(
		world_json("{'amount':100,'currency':'HKD','per':'hour'}"),
		stall_get()->reader.rates, &pay, &f));
	close_to(pay.min, 17333);
	assert_true(pay_wish_read(
		world_json("{'amount':1,'currency':'CNY','per':'month'}"),
		stall_get()->reader.rates, &pay, &f));
	assert_false(pay.is_comparable);
	assert_false(faults_any(&f));
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + COUNT(refusals) + 2] = {0};
	size_t n = 0;

	for (size_t i = 0; i < COUNT(rows); i++)
		tests[n++] = (struct CMUnitTest){rows[i].name, is_on_the_scale,
						 NULL, NULL, &rows[i]};
	for (size_t i = 0; i < COUNT(refusals); i++)
		tests[n++] = (struct CMUnitTest){refusals[i].name, is_refused,
						 NULL, NULL, &refusals[i]};
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		a_rate_makes_a_currency_comparable);
	tests[n] = (struct CMUnitTest)cmocka_unit_test(a_wish_is_one_amount);
	return cmocka_run_group_tests_name("money", tests, stall_open,
					   stall_close);
}
