/* show_candidates - the candidates for an opening as a page; see show.h. */
#include <stdio.h>

#include "api/rule_words.h"
#include "app/show.h"
#include "base/day.h"
#include "matcher/snapshot.h"

static void print_fit(const char *name, const struct fit *fit)
{
	printf("      %-18s %6.2f  =", name, (double)fit->hundredths / 100);
	for (int p = 0; p < FIT__COUNT; p++)
		printf("%s %s %.2f", p == 0 ? "" : " +",
		       fit_part_word((enum fit_part)p),
		       (double)fit->points[p] / 100);
	putchar('\n');
}

static void print_unknown(const struct person_item *item, enum lang l)
{
	for (size_t i = 0; i < item->unknown_count; i++)
		printf("%s%.*s", i == 0 ? "      ? " : ", ",
		       SLICE_ARG(item->unknown[i]));
	if (item->unknown_count > 0)
		putchar('\n');
	if (item->incomplete)
		printf("      ? %s\n", incomplete_label(l));
}

static void print_item(const struct candidates_view *v,
		       const struct person_item *item, size_t rank)
{
	printf("%3zu.  %6.2f  %s  %.*s\n", rank, (double)item->mutual / 100,
	       verdict_label(item->verdict, v->lang),
	       SLICE_ARG(people_id(v->people, item->row)));
	print_fit("opening to profile", &item->to);
	print_fit("profile to opening", &item->back);
	print_unknown(item, v->lang);
}

void show_candidates(const struct candidates_view *v,
		     const struct candidates *c)
{
	const struct opening *o =
		snapshot_opening(v->arena, v->snapshot, v->opening);
	char day[DAY_TEXT_BYTES];

	show_opening(v->arena, v->snapshot, v->opening, v->lang);
	day_write(v->as_of, day);
	printf("      [%s]  %s\n", state_words[opening_state(o, v->as_of)],
	       day);
	printf("%s %zu, %s %zu, %zu %s\n\n",
	       verdict_label(VERDICT_ELIGIBLE, v->lang), c->counts.eligible,
	       verdict_label(VERDICT_MAYBE, v->lang), c->counts.maybe,
	       c->counts.considered, c->as_ventures ? "ventures" : "persons");
	for (size_t i = 0; i < c->item_count; i++)
		print_item(v, &c->items[i], i + 1);
}
