/* wishes_column - wishes_value() of many openings, column by column. */
#include "base/arena.h"
#include "base/bits.h"
#include "matcher/segment.h"
#include "matcher/traits.h"
#include "matcher/wishes.h"

/* What each number of a column is worth, its prior where nothing is stated. */
struct tables {
	float kinds[KIND__COUNT];
	const float *places, *sectors;
};

static const float *table_of(struct arena *a, const double *values, size_t n,
			     double prior)
{
	float *table = ARENA_ARRAY(a, float, n + 1);

	for (size_t i = 0; values != NULL && i < n; i++)
		table[i] = (float)(values[i] >= 0 ? values[i] : prior);
	return table;
}

static struct tables tables_of(struct arena *a, const struct wish_list *w)
{
	const struct traits *t = w->segment->traits;
	struct tables of = {.kinds = {0}};

	for (int k = 0; w->has[WISH_KINDS] && k < KIND__COUNT; k++)
		of.kinds[k] = w->profile->wishes.kind[k] ? 1 : 0;
	of.places =
		table_of(a, w->places, t->places.count, w->prior[WISH_PLACES]);
	of.sectors = table_of(a, w->sectors, t->sectors.count,
			      w->prior[WISH_SECTORS]);
	return of;
}

enum { EACH = 64 }; /* rows of a word of the gate */

static size_t end_of(const struct traits *t, size_t word)
{
	return (word + 1) * EACH < t->count ? (word + 1) * EACH : t->count;
}

static void sum_lists(const struct traits *t, const struct tables *of,
		      size_t word, float *to)
{
	size_t end = end_of(t, word);

	for (size_t i = word * EACH; i < end; i++)
		to[i] = of->kinds[t->kind[i]] + of->places[t->places.of[i]] +
			of->sectors[t->sectors.of[i]];
}

static void add_wish(const struct wish_list *w, enum wish wish, size_t word,
		     float *to)
{
	size_t end = end_of(w->segment->traits, word);

	for (size_t i = word * EACH; w->has[wish] && i < end; i++) {
		double value = wishes_compare_one(w, wish, i);

		to[i] += (float)(value >= 0 ? value : w->prior[wish]);
	}
}

/* Those that have preferences of their own, one by one. */
static void value_others(const struct wish_list *w, size_t word,
			 const uint64_t *gate, float *to)
{
	const struct traits *t = w->segment->traits;
	bool is_stated;

	for (size_t i = word * EACH; i < end_of(t, word); i++) {
		if (t->preferences[i] > 0 && (gate == NULL || bit_has(gate, i)))
			to[i] = (float)wishes_value(w, i, &is_stated);
	}
}

void wishes_column(struct arena *a, const struct wish_list *w,
		   const uint64_t *gate, float *ret_values)
{
	const struct traits *t = w->segment->traits;
	struct tables of = tables_of(a, w);
	float each, none = (float)WISH_PRIOR;
	int n = 0;

	for (int wish = 0; wish < WISH__COUNT; wish++)
		n += w->has[wish];
	each = n > 0 ? 1 / (float)n : 0;
	for (size_t word = 0; word * EACH < t->count; word++) {
		if (gate != NULL && gate[word] == 0)
			continue;
		sum_lists(t, &of, word, ret_values);
		add_wish(w, WISH_PAY, word, ret_values);
		add_wish(w, WISH_FROM, word, ret_values);
		for (size_t i = word * EACH; i < end_of(t, word); i++)
			ret_values[i] = n > 0 ? ret_values[i] * each : none;
		value_others(w, word, gate, ret_values);
	}
}
