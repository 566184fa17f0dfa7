/*
 * textread_synonyms - the groups that a query's words and runs belong to.
 *
 * A member of one part (a word, a pair) becomes a variant of that part, a
 * longer one a span.  Spans never overlap: from the left, the longest wins,
 * and what shares its place exactly joins it.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "matcher/analyse.h"
#include "matcher/synonyms.h"
#include "matcher/textparts.h"

/* Of one text; its tokens are bounded, and so are members at each. */
enum { HITS_MAX = 1024 };

struct hits {
	size_t count;
	struct synonym_hit *items;
};

static void keep_hit(void *ctx, const struct synonym_hit *hit)
{
	struct hits *h = ctx;

	if (h->count < HITS_MAX)
		h->items[h->count++] = *hit;
}

/* By place, the longest first, then by group. */
static int compare_hits(const void *a, const void *b)
{
	const struct synonym_hit *x = a;
	const struct synonym_hit *y = b;

	if (x->first != y->first)
		return x->first < y->first ? -1 : 1;
	if (x->last != y->last)
		return x->last > y->last ? -1 : 1;
	return (x->group > y->group) - (x->group < y->group);
}

static struct hits find_hits(struct arena *a, const struct textquery *q)
{
	struct hits h = {0, ARENA_ARRAY(a, struct synonym_hit, HITS_MAX)};
	struct synonym_walk w = {.synonyms = textindex_synonyms(q->index),
				 .emit = keep_hit,
				 .ctx = &h};

	for (unsigned i = 0; i < q->part_count; i++) {
		const struct part *p = &q->parts[i];

		if (!(p->flags & TOKEN_COLOCATED))
			synonym_step(&w, p->han, p->key, p->from, p->to);
	}
	qsort(h.items, h.count, sizeof(h.items[0]), compare_hits);
	return h;
}

/* Whether parts that are asked for fill the hit, and which. */
static bool find_parts(const struct textquery *q, const struct synonym_hit *hit,
		       unsigned *ret_first, unsigned *ret_last)
{
	uint32_t to = hit->from;
	bool any = false;

	for (unsigned i = 0; i < q->part_count; i++) {
		const struct part *p = &q->parts[i];

		if (p->from >= hit->to)
			break;
		if (!p->counts || p->from < hit->from || p->to > hit->to)
			continue;
		if (!any)
			*ret_first = i;
		any = true;
		*ret_last = i;
		to = p->to;
	}
	return any && to == hit->to && q->parts[*ret_first].from == hit->from;
}

static void add_span(struct textquery *q, unsigned first, unsigned last,
		     const struct variant *v)
{
	struct span *s;

	for (unsigned i = 0; i < q->span_count; i++) {
		s = &q->spans[i];
		if (first > s->last || last < s->first)
			continue;
		if (first == s->first && last == s->last &&
		    s->count < SPAN_VARIANTS_MAX)
			s->variants[s->count++] = *v;
		return;
	}
	s = &q->spans[q->span_count++];
	*s = (struct span){.first = first, .last = last, .count = 1};
	s->variants[0] = *v;
}

static void add_hit(struct textquery *q, const struct synonym_hit *hit)
{
	const struct synonyms *all = textindex_synonyms(q->index);
	struct variant v = {.term = textquery_group(q, hit->group),
			    .weight = synonyms_weight(all, hit->group),
			    .how = MATCH_SYNONYM,
			    .grouped = true,
			    .group = hit->group};
	unsigned first = 0;
	unsigned last = 0;

	if (v.term == NULL || !find_parts(q, hit, &first, &last))
		return;
	if (first == last)
		part_add_variant(&q->parts[first], &v);
	else
		add_span(q, first, last, &v);
}

static int compare_spans(const void *a, const void *b)
{
	const struct span *x = a;
	const struct span *y = b;

	return (x->first > y->first) - (x->first < y->first);
}

void textread_synonyms(struct arena *a, struct textquery *q)
{
	struct hits h;
	unsigned at_place = 0;

	if (textindex_synonyms(q->index) == NULL)
		return;
	h = find_hits(a, q);
	for (size_t i = 0; i < h.count; i++) {
		if (i > 0 && h.items[i].first == h.items[i - 1].first)
			at_place++;
		else
			at_place = 0;
		if (at_place < SPAN_GROUPS_MAX)
			add_hit(q, &h.items[i]);
	}
	qsort(q->spans, q->span_count, sizeof(q->spans[0]), compare_spans);
}
