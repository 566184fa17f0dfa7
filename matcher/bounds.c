/* bounds - a heap of the best of one pass; see bounds.h. */
#include "matcher/bounds.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"

struct bounds {
	struct arena *arena;
	const struct bound *items;
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

size_t bounds_take(struct bounds *b, size_t want, const struct bound **ret)
{
	size_t left = b->count - b->taken, n = 0;
	struct bound *heap;

	if (want > left)
		want = left;
	heap = ARENA_ARRAY(b->arena, struct bound, want + 1);
	for (size_t i = 0; want > 0 && i < b->count; i++) {
		const struct bound *item = &b->items[i];

		/* Most are refused here. */
		if (n == want && item->most < heap[0].most)
			continue;
		if (compare(item, &b->last) <= 0 && b->taken > 0)
			continue;
		if (n < want) {
			heap[n] = *item;
			sift_up(heap, n++);
		} else if (compare(item, &heap[0]) < 0) {
			heap[0] = *item;
			sift_down(heap, n);
		}
	}
	if (n > 0) {
		qsort(heap, n, sizeof(*heap), by_bound);
		b->last = heap[n - 1];
	}
	b->taken += n;
	*ret = heap;
	return n;
}

size_t bounds_above(const struct bounds *b, float floor, struct bound **ret)
{
	size_t n = 0;

	*ret = ARENA_ARRAY(b->arena, struct bound, b->count - b->taken + 1);
	for (size_t i = 0; i < b->count; i++) {
		const struct bound *item = &b->items[i];

		if (item->most >= floor &&
		    (b->taken == 0 || compare(item, &b->last) > 0))
			(*ret)[n++] = *item;
	}
	return n;
}

double bounds_rest(const struct bounds *b)
{
	if (b->taken == b->count)
		return -1;
	return b->taken == 0 ? INFINITY : (double)b->last.most;
}
