/* planes_rows - see planes_rows.h. */
#include "matcher/planes_rows.h"

#include <string.h>

#include "base/arena.h"
#include "base/day.h"

/* The rows of one opening. */
struct list {
	size_t count;
	bool over;
	struct plane_row items[PLANES_OPENING_ROWS_MAX];
};

/* The later of two first days, DAY_NONE being before all. */
static int32_t later(int32_t a, int32_t b)
{
	return a > b ? a : b;
}

static int32_t earlier(int32_t a, int32_t b)
{
	if (a == DAY_NONE || b == DAY_NONE)
		return a == DAY_NONE ? b : a;
	return a < b ? a : b;
}

static size_t row_count(const struct rule *r)
{
	return r == NULL ? 1 : r->row_count;
}

static void add_product(struct list *to, struct plane_row row)
{
	size_t n = row_count(row.rules[0]), m = row_count(row.rules[1]);

	if (n * m > PLANES_PRODUCT_MAX ||
	    n * m > PLANES_OPENING_ROWS_MAX - to->count) {
		to->over = true;
		return;
	}
	for (size_t i = 0; i < n * m; i++) {
		row.conjunctions[0] = (uint8_t)(i / m);
		row.conjunctions[1] = (uint8_t)(i % m);
		to->items[to->count++] = row;
	}
}

static void add_together(struct list *to, uint32_t opening,
			 const struct rule *programme, const struct rule *own)
{
	struct plane_row row = {.is_there = true,
				.opening = opening,
				.from = DAY_NONE,
				.to = DAY_NONE,
				.rules = {programme, own}};

	for (int i = 0; i < 2; i++) {
		if (row.rules[i] == NULL)
			continue;
		row.from = later(row.from, row.rules[i]->from);
		row.to = earlier(row.to, row.rules[i]->to);
	}
	if (row.to == DAY_NONE || row.from <= row.to)
		add_product(to, row);
}

static const struct rule *rule_at(const struct ruleset *s, size_t i)
{
	return s->count == 0 ? NULL : &s->rules[i];
}

static size_t rule_count(const struct ruleset *s)
{
	return s->count == 0 ? 1 : s->count;
}

/* The newest rule goes to the opening's own row: it is the one most asked. */
static void put_newest_first(struct list *l)
{
	size_t newest = 0;
	struct plane_row row;

	for (size_t i = 1; i < l->count; i++) {
		if (l->items[i].from > l->items[newest].from)
			newest = i;
	}
	row = l->items[0];
	l->items[0] = l->items[newest];
	l->items[newest] = row;
}

/* False: too many. */
static bool list_opening(struct list *to, const struct judged *j, size_t i)
{
	size_t n = rule_count(j->programme), m = rule_count(j->own);

	to->count = 0;
	to->over = false;
	for (size_t k = 0; k < n * m && !to->over; k++)
		add_together(to, (uint32_t)i, rule_at(j->programme, k / m),
			     rule_at(j->own, k % m));
	if (to->count > 1)
		put_newest_first(to);
	return !to->over;
}

static size_t whole_blocks(size_t rows)
{
	return (rows + PLANES_BLOCK_ROWS - 1) / PLANES_BLOCK_ROWS *
	       PLANES_BLOCK_ROWS;
}

static void count_rows(struct list *l, const struct judged *judged, size_t n,
		       struct plane_rows *to)
{
	size_t more = 0;

	for (size_t i = 0; i < n; i++) {
		if (!list_opening(l, &judged[i], i)) {
			to->loose_count++;
		} else if (l->count > 1) {
			to->extra_count++;
			more += l->count - 1;
		}
	}
	to->base = whole_blocks(n);
	to->count = to->base + whole_blocks(more);
}

static void fill_rows(struct list *l, const struct judged *judged, size_t n,
		      struct plane_rows *to)
{
	size_t next = to->base, extra = 0, loose = 0;

	for (size_t i = 0; i < n; i++) {
		if (!list_opening(l, &judged[i], i)) {
			to->loose[loose++] = (uint32_t)i;
			continue;
		}
		if (l->count > 0)
			to->items[i] = l->items[0];
		if (l->count < 2)
			continue;
		to->extras[extra++] = (struct plane_extra){
			.opening = (uint32_t)i,
			.first = (uint32_t)next,
			.count = (uint32_t)l->count - 1,
		};
		memcpy(&to->items[next], &l->items[1],
		       (l->count - 1) * sizeof(*l->items));
		next += l->count - 1;
	}
}

void plane_rows_list(struct arena *a, const struct judged *judged, size_t n,
		     struct plane_rows *ret_rows)
{
	struct list *l = ARENA_NEW(a, struct list);
	struct plane_rows *to = ret_rows;

	*to = (struct plane_rows){.count = 0};
	count_rows(l, judged, n, to);
	to->items = ARENA_ARRAY(a, struct plane_row, to->count);
	to->extras = ARENA_ARRAY(a, struct plane_extra, to->extra_count);
	to->loose = ARENA_ARRAY(a, uint32_t, to->loose_count);
	fill_rows(l, judged, n, to);
}

void plane_row_each(const struct plane_row *row, plane_literal_fn *call,
		    void *context)
{
	for (int part = 0; part < 2; part++) {
		const struct rule *r = row->rules[part];
		const struct conjunction *c;

		if (r == NULL)
			continue;
		c = &r->rows[row->conjunctions[part]];
		for (size_t i = 0; i < c->count; i++)
			call(context, &r->literals[c->literals[i]]);
	}
}
