/* likeness - see likeness.h. */
#include "matcher/likeness.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "matcher/analyse.h"
#include "matcher/hash.h"

struct collected {
	size_t count;
	unsigned long long terms[LIKENESS_TERMS_MAX];
};

static int collect(void *ctx, unsigned flags, struct slice term, uint32_t from,
		   uint32_t to)
{
	struct collected *c = ctx;

	(void)from;
	(void)to;
	if ((flags & TOKEN_STEM) != 0)
		return 0;
	if (c->count == LIKENESS_TERMS_MAX)
		return 1;
	c->terms[c->count++] = hash_bytes(HASH_START, term.p, term.n);
	return 0;
}

static int ascending(const void *a, const void *b)
{
	unsigned long long x = *(const unsigned long long *)a;
	unsigned long long y = *(const unsigned long long *)b;

	return (x > y) - (x < y);
}

/* Sorted, each once. */
static size_t tidy(unsigned long long *terms, size_t count)
{
	size_t n = 0;

	qsort(terms, count, sizeof(*terms), ascending);
	for (size_t i = 0; i < count; i++) {
		if (n == 0 || terms[n - 1] != terms[i])
			terms[n++] = terms[i];
	}
	return n;
}

struct likeness likeness_of(struct arena *a, struct analyser *analyser,
			    const struct text *title)
{
	struct likeness it = {.count = {0}};

	for (int l = 0; l < LANG__COUNT; l++) {
		struct collected *c;

		if (title->in[l].p == NULL)
			continue;
		c = ARENA_NEW(a, struct collected);
		(void)analyse(analyser, ANALYSE_DOCUMENT, title->in[l], collect,
			      c);
		it.count[l] = tidy(c->terms, c->count);
		it.terms[l] = c->terms;
	}
	return it;
}

static int compare(const struct likeness *x, int lx, const struct likeness *y,
		   int ly)
{
	size_t i = 0, k = 0, both = 0;
	size_t all = x->count[lx] + y->count[ly];

	while (i < x->count[lx] && k < y->count[ly]) {
		unsigned long long a = x->terms[lx][i], b = y->terms[ly][k];

		both += a == b;
		i += a <= b;
		k += b <= a;
	}
	return all == 0 ? 0 : (int)(both * 200 / all);
}

int likeness_hundredths(const struct likeness *x, const struct likeness *y)
{
	int best = 0;

	for (int i = 0; i < LANG__COUNT; i++) {
		for (int k = 0; k < LANG__COUNT; k++) {
			int one = compare(x, i, y, k);

			if (one > best)
				best = one;
		}
	}
	return best;
}
