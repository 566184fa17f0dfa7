/* priors: the mean over those that state it, as a loop would have it. */
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/day.h"
#include "matcher/filters.h"
#include "matcher/priors.h"
#include "matcher/snapshot.h"
#include "matcher/wishes.h"
#include "support/random.h"
#include "support/random_stall.h"
#include "support/stall.h"

enum { ROUNDS = 20, OPENINGS = 120, ASKED = 40 };

static const struct opening *opening_of(const struct snapshot *s, size_t i)
{
	return snapshot_opening(world_get()->arena, s, i);
}

static double mean(double sum, size_t stated)
{
	return stated == 0 ? WISH_PRIOR : sum / (double)stated;
}

static double loop_pay(const struct snapshot *s, double wish)
{
	double sum = 0;
	size_t stated = 0;

	for (size_t i = 0; i < s->count; i++) {
		const struct pay *pay = &opening_of(s, i)->pay;

		if (!pay->is_comparable)
			continue;
		stated++;
		if (pay->min >= wish)
			sum += 1;
		else if (pay->max >= wish)
			sum += (pay->max - wish) / (pay->max - pay->min);
	}
	return mean(sum, stated);
}

static double loop_from(const struct snapshot *s, int32_t day)
{
	double sum = 0;
	size_t stated = 0;

	for (size_t i = 0; i < s->count; i++) {
		if (opening_of(s, i)->starts == DAY_NONE)
			continue;
		stated++;
		sum += opening_of(s, i)->starts >= day;
	}
	return mean(sum, stated);
}

static double loop_sectors(const struct snapshot *s,
			   const struct place_list *wanted)
{
	const struct values *v = s->vocabulary->sectors;
	double sum = 0;
	size_t stated = 0;

	for (size_t i = 0; i < s->count; i++) {
		const struct place_list *own = &opening_of(s, i)->sectors;
		bool any = false;

		stated += own->count > 0;
		for (size_t k = 0; k < wanted->count; k++)
			any = any || values_relate(v, own, wanted->items[k]);
		sum += any;
	}
	return mean(sum, stated);
}

static void draw_list(struct random *r, const struct values *v, size_t items[3],
		      struct place_list *to)
{
	*to = (struct place_list){(size_t)random_below(r, 4), items};
	for (size_t i = 0; i < to->count; i++)
		items[i] = (size_t)random_below(r, (int)v->count);
}

static void ask(struct random *r, const struct snapshot *s)
{
	double pay = random_chance(r, 50) ? 1000 * random_range(r, 0, 45)
					  : random_below(r, 45000) + .5;
	int32_t day = world_day("2025-05-01") + random_below(r, 160);
	struct place_list wanted;
	size_t items[3];

	draw_list(r, s->vocabulary->sectors, items, &wanted);
	assert_true(fabs(priors_pay(s->leaves->segment->priors, pay) -
			 loop_pay(s, pay)) < 1e-9);
	assert_true(priors_from(s->leaves->segment->priors, day) ==
		    loop_from(s, day));
	assert_true(priors_sectors(s->leaves->segment->priors, &wanted) ==
		    loop_sectors(s, &wanted));
}

static void equal_a_loop_over_the_openings(void **state)
{
	const char *documents[OPENINGS];
	struct random r;

	(void)state;
	random_seed(&r, 4711);
	for (int round = 0; round < ROUNDS; round++) {
		size_t n = round == 0 ? 0 : OPENINGS;
		struct snapshot *s;

		random_documents(&r, n, documents);
		s = stall_snapshot(n == 0 ? "[]"
					  : documents_array(documents, n));
		for (int i = 0; i < ASKED; i++)
			ask(&r, s);
		snapshot_free(s);
	}
}

/* One absurd band of pay may not drown the others. */
static void wide_and_narrow_bands_stay_exact(void **state)
{
	struct snapshot *s = stall_snapshot(
		"[{'id':'a','kind':'job','title':{'en':'x'},'pay':{'min':"
		"999999999999,'max':999999999999.5,'currency':'HKD','per':"
		"'month'}},{'id':'b','kind':'job','title':{'en':'x'},'pay':"
		"{'min':10000,'max':20000,'currency':'HKD','per':'month'}}]");

	(void)state;
	for (double wish = 0; wish < 40000; wish += 999)
		assert_true(fabs(priors_pay(s->leaves->segment->priors, wish) -
				 loop_pay(s, wish)) < 1e-9);
	snapshot_free(s);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(equal_a_loop_over_the_openings),
		cmocka_unit_test(wide_and_narrow_bands_stay_exact),
	};

	return cmocka_run_group_tests_name("priors", tests, stall_open,
					   stall_close);
}
