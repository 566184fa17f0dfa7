/* ranking - see ranking.h. */
#include "matcher/ranking.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "matcher/bounds.h"
#include "matcher/snapshot.h"

/* What the comparison of a sort needs beside the rows. */
static int by_key(const void *x, const void *y, void *snapshot)
{
	struct match_key a = match_key_of(snapshot, x);
	struct match_key b = match_key_of(snapshot, y);

	return match_key_compare(&a, &b);
}

/* One call. */
struct best {
	struct arena *arena;
	const struct ranking *ranking;
	size_t n; /* of the items, the best so far in order */
	struct match_item *items;
};

static void sort(const struct best *b, struct match_item *rows, size_t n)
{
	/* The comparison only reads what it is handed as its argument. */
	if (n > 0)
		qsort_r(rows, n, sizeof(*rows), by_key,
			(void *)(uintptr_t)b->ranking->snapshot);
}

/* By what is known of all: their bounds as far as the first step goes. */
static struct bounds *bound_all(const struct best *b)
{
	const struct ranking *r = b->ranking;
	size_t n = r->snapshot->leaf_count;
	struct bound_rows *sets = ARENA_ARRAY(b->arena, struct bound_rows, n);

	for (size_t k = 0; k < n; k++)
		sets[k] = (struct bound_rows){
			(uint32_t)r->snapshot->leaves[k].first,
			r->leaves[k].words, r->leaves[k].rows,
			r->fitters[k].bounds, r->fitters[k].tops};
	return bounds_of_rows(b->arena, sets, n);
}

/* Openings of one leaf, for which the fits are worked out together. */
static void value_leaf(const struct best *b, const struct leaf *leaf,
		       struct match_item *items, size_t n)
{
	uint32_t *rows = ARENA_ARRAY(b->arena, uint32_t, n + 1);
	struct fit *fits = ARENA_ARRAY(b->arena, struct fit, n + 1);

	for (size_t i = 0; i < n; i++)
		rows[i] = (uint32_t)(items[i].opening - leaf->first);
	fit_of_all(b->arena, &b->ranking->fitters[leaf->number], rows, n, fits);
	for (size_t i = 0; i < n; i++)
		items[i].fit = fits[i];
}

static int by_opening(const void *x, const void *y)
{
	const struct match_item *a = x, *b = y;

	return (a->opening > b->opening) - (a->opening < b->opening);
}

static void value_items(const struct best *b, struct match_item *items,
			size_t n)
{
	qsort(items, n, sizeof(*items), by_opening);
	for (size_t i = 0; i < n;) {
		size_t row, count = 0;
		const struct leaf *leaf = snapshot_leaf(b->ranking->snapshot,
							items[i].opening, &row);

		while (i + count < n && items[i + count].opening - leaf->first <
						leaf->segment->count)
			count++;
		value_leaf(b, leaf, items + i, count);
		i += count;
	}
}

static bool was_shown(const struct best *b, const struct match_item *item)
{
	const struct match_key *after = b->ranking->after;
	struct match_key key;

	if (after == NULL)
		return false;
	key = match_key_of(b->ranking->snapshot, item);
	return match_key_compare(&key, after) <= 0;
}

/* Values the batch; the best of it and of those before remain. */
static void take(struct best *b, const struct bound *batch, size_t count)
{
	size_t most = b->ranking->most, n = b->n;
	struct match_item *all =
		ARENA_ARRAY(b->arena, struct match_item, n + count + 1);

	if (n > 0)
		memcpy(all, b->items, n * sizeof(*all));
	for (size_t i = 0; i < count; i++)
		all[n + i] =
			(struct match_item){.opening = batch[i].doc,
					    .verdict = b->ranking->verdict};
	if (count > 0)
		value_items(b, all + n, count);
	for (size_t i = 0; i < count; i++) {
		const struct match_item item = all[b->n + i];

		if (!was_shown(b, &item))
			all[n++] = item;
	}
	sort(b, all, n);
	b->n = n < most ? n : most;
	if (b->n > 0)
		memcpy(b->items, all, b->n * sizeof(*all));
}

static bool is_decided(const struct best *b, double rest)
{
	size_t most = b->ranking->most;

	return rest < 0 || (b->n >= most &&
			    (most == 0 ||
			     rest < (double)b->items[most - 1].fit.hundredths));
}

/* Those of one leaf that may still reach the floor, with their full bounds. */
static size_t settle_leaf(const struct best *b, const struct leaf *leaf,
			  struct bound *items, size_t n)
{
	const struct fitter *f = &b->ranking->fitters[leaf->number];
	long floor = b->items[b->n - 1].fit.hundredths;
	struct text_wanted *wanted =
		ARENA_ARRAY(b->arena, struct text_wanted, n + 1);

	for (size_t i = 0; i < n; i++) {
		uint32_t row = items[i].doc - (uint32_t)leaf->first;

		wanted[i] = (struct text_wanted){
			row, fit_text_needed(f, row, floor)};
	}
	n = text_bounding_settle(f->bounding, wanted, n);
	for (size_t i = 0; i < n; i++)
		items[i] =
			(struct bound){fit_settled_bound(f, wanted[i].doc),
				       wanted[i].doc + (uint32_t)leaf->first};
	return n;
}

/* `left` may reach the last of the best, of which there are enough. */
static struct bounds *settle(const struct best *b, struct bound *left, size_t n)
{
	size_t kept = 0;

	for (size_t i = 0; i < n;) {
		size_t row, count = 0;
		const struct leaf *leaf =
			snapshot_leaf(b->ranking->snapshot, left[i].doc, &row);

		while (i + count < n &&
		       left[i + count].doc - leaf->first < leaf->segment->count)
			count++;
		row = settle_leaf(b, leaf, left + i, count);
		memmove(left + kept, left + i, row * sizeof(*left));
		kept += row;
		i += count;
	}
	return bounds_new(b->arena, left, kept);
}

/* A few more are valued than are wanted, then twice as many each time. */
static void take_some(struct best *b, struct bounds *bounds, size_t *want)
{
	const struct bound *batch;
	size_t count = bounds_take(bounds, *want, &batch);

	take(b, batch, count);
	*want *= 2;
}

size_t ranking_best(struct arena *a, const struct ranking *r,
		    struct match_item *ret_items)
{
	struct best b = {.arena = a, .ranking = r, .items = ret_items};
	struct bounds *bounds = bound_all(&b);
	size_t want = r->most + 4;

	while (bounds_rest(bounds) >= 0 && b.n < r->most)
		take_some(&b, bounds, &want);
	if (!is_decided(&b, bounds_rest(bounds))) {
		struct bound *left;
		long floor = b.items[b.n - 1].fit.hundredths;
		size_t n = bounds_above(bounds, (float)floor, &left);

		bounds = settle(&b, left, n);
		want = r->most / 2 + 4;
		while (!is_decided(&b, bounds_rest(bounds)))
			take_some(&b, bounds, &want);
	}
	return b.n;
}
