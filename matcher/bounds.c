/* bounds - a heap of the best of one pass; see bounds.h. */
#include "matcher/bounds.h"

#include <math.h>
#include <stdbool.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/bits.h"

struct bounds {
	struct arena *arena;
	const struct bound *items; /* or rows of sets */
	const struct bound_rows *sets;
	size_t set_count;
	size_t count;
	size_t taken;
	struct bound last; /* taken; all that is left comes after it */
};

struct bounds *bounds_new(struct arena *a, const struct bound *items, size_t n)
{
	struct bounds *b = ARENA_NEW(a, struct bounds);

	b->arena = a;
	b->items = items;
	b->count = n;
	b->last = (struct bound){INFINITY, 0};
	return b;
}

struct bounds *bounds_of_rows(struct arena *a, const struct bound_rows *sets,
			      size_t n)
{
	struct bounds *b = bounds_new(a, NULL, 0);

	b->sets = sets;
	b->set_count = n;
	for (size_t i = 0; i < n; i++)
		b->count += bits_sum(sets[i].rows, sets[i].words);
	return b;
}

/* < 0: x comes first. */
static int compare(const struct bound *x, const struct bound *y)
{
	if (x->most > y->most || x->most < y->most)
		return x->most > y->most ? -1 : 1;
	return (x->doc > y->doc) - (x->doc < y->doc);
}

static int by_bound(const void *x, const void *y)
{
	return compare(x, y);
}

/* A heap whose root is the one that comes last. */
static void sift_down(struct bound *heap, size_t n)
{
	size_t at = 0;

	for (;;) {
		size_t child = 2 * at + 1;
		struct bound kept;

		if (child >= n)
			return;
		if (child + 1 < n &&
		    compare(&heap[child + 1], &heap[child]) > 0)
			child++;
		if (compare(&heap[child], &heap[at]) <= 0)
			return;
		kept = heap[at];
		heap[at] = heap[child];
		heap[child] = kept;
		at = child;
	}
}

static void sift_up(struct bound *heap, size_t at)
{
	while (at > 0 && compare(&heap[at], &heap[(at - 1) / 2]) > 0) {
		struct bound kept = heap[at];

		heap[at] = heap[(at - 1) / 2];
		heap[(at - 1) / 2] = kept;
		at = (at - 1) / 2;
	}
}

/* What is looked for in one pass over all. */
struct picking {
	const struct bounds *bounds;
	float floor; /* below it nothing is wanted */
	struct bound *items;
	size_t n;
	size_t want; /* items are a heap of so many; 0: all are kept, or */
	bool counts; /* only counted */
};

static bool is_taken(const struct bounds *b, const struct bound *item)
{
	return b->taken > 0 && compare(item, &b->last) <= 0;
}

static void offer(struct picking *p, const struct bound *item)
{
	/* Most are refused here. */
	if (item->most < p->floor || is_taken(p->bounds, item))
		return;
	if (p->counts) {
		p->n++;
	} else if (p->want == 0) {
		p->items[p->n++] = *item;
	} else if (p->n < p->want) {
		p->items[p->n] = *item;
		sift_up(p->items, p->n++);
	} else if (compare(item, &p->items[0]) < 0) {
		p->items[0] = *item;
		sift_down(p->items, p->n);
	}
	if (p->want > 0 && p->n == p->want)
		p->floor = p->items[0].most;
}

static void offer_rows(struct picking *p, const struct bound_rows *set)
{
	for (size_t w = 0; w < set->words; w++) {
		uint64_t left = set->rows[w];

		if (left == 0 || set->tops[w] < p->floor)
			continue;
		for (; left != 0; left &= left - 1) {
			size_t i = w * 64 + (size_t)__builtin_ctzll(left);
			struct bound item = {set->bounds[i],
					     set->first + (uint32_t)i};

			offer(p, &item);
		}
	}
}

static void offer_all(struct picking *p)
{
	const struct bounds *b = p->bounds;

	for (size_t i = 0; i < b->set_count; i++)
		offer_rows(p, &b->sets[i]);
	for (size_t i = 0; b->items != NULL && i < b->count; i++)
		offer(p, &b->items[i]);
}

size_t bounds_take(struct bounds *b, size_t want, const struct bound **ret)
{
	size_t left = b->count - b->taken;
	struct picking p = {.bounds = b, .want = want < left ? want : left};

	p.items = ARENA_ARRAY(b->arena, struct bound, p.want + 1);
	if (p.want > 0)
		offer_all(&p);
	if (p.n > 0) {
		qsort(p.items, p.n, sizeof(*p.items), by_bound);
		b->last = p.items[p.n - 1];
	}
	b->taken += p.n;
	*ret = p.items;
	return p.n;
}

size_t bounds_above(const struct bounds *b, float floor, struct bound **ret)
{
	struct picking p = {.bounds = b, .floor = floor, .counts = true};

	offer_all(&p);
	p.items = ARENA_ARRAY(b->arena, struct bound, p.n + 1);
	p.n = 0;
	p.counts = false;
	offer_all(&p);
	*ret = p.items;
	return p.n;
}

double bounds_rest(const struct bounds *b)
{
	if (b->taken == b->count)
		return -1;
	return b->taken == 0 ? INFINITY : (double)b->last.most;
}
