/* bounds - a histogram of the bounds, emptied from the top; see bounds.h. */
#include "matcher/bounds.h"

#include <stdlib.h>

#include "base/arena.h"

enum { BUCKETS = 2048 };

struct bucket {
	uint32_t count;
	float most;
};

struct bounds {
	struct arena *arena;
	const struct bound *items;
	size_t count;
	float least, scale;
	int next; /* the highest bucket that is not taken; -1: none */
	struct bucket buckets[BUCKETS];
};

static int bucket_of(const struct bounds *b, float most)
{
	int i = (int)((most - b->least) * b->scale);

	return i < BUCKETS ? i : BUCKETS - 1;
}

static void skip_empty(struct bounds *b)
{
	while (b->next >= 0 && b->buckets[b->next].count == 0)
		b->next--;
}

static void measure(struct bounds *b)
{
	float most = b->count > 0 ? b->items[0].most : 0;

	b->least = most;
	for (size_t i = 1; i < b->count; i++) {
		float v = b->items[i].most;

		most = v > most ? v : most;
		b->least = v < b->least ? v : b->least;
	}
	if (most > b->least)
		b->scale = BUCKETS / (most - b->least);
}

struct bounds *bounds_new(struct arena *a, const struct bound *items, size_t n)
{
	struct bounds *b = ARENA_NEW(a, struct bounds);

	b->arena = a;
	b->items = items;
	b->count = n;
	measure(b);
	for (size_t i = 0; i < n; i++) {
		struct bucket *k = &b->buckets[bucket_of(b, items[i].most)];

		if (k->count++ == 0 || items[i].most > k->most)
			k->most = items[i].most;
	}
	b->next = BUCKETS - 1;
	skip_empty(b);
	return b;
}

static int by_bound(const void *x, const void *y)
{
	const struct bound *a = x, *b = y;

	if (a->most > b->most || a->most < b->most)
		return a->most > b->most ? -1 : 1;
	return (a->doc > b->doc) - (a->doc < b->doc);
}

size_t bounds_take(struct bounds *b, size_t want, const struct bound **ret)
{
	int last = b->next, first = last;
	size_t n = 0, at = 0;
	struct bound *batch;

	while (b->next >= 0 && n < want) {
		first = b->next--;
		n += b->buckets[first].count;
		skip_empty(b);
	}
	batch = ARENA_ARRAY(b->arena, struct bound, n + 1);
	for (size_t i = 0; at < n && i < b->count; i++) {
		int k = bucket_of(b, b->items[i].most);

		if (k >= first && k <= last)
			batch[at++] = b->items[i];
	}
	if (n > 0)
		qsort(batch, n, sizeof(*batch), by_bound);
	*ret = batch;
	return n;
}

double bounds_rest(const struct bounds *b)
{
	return b->next < 0 ? -1 : (double)b->buckets[b->next].most;
}
