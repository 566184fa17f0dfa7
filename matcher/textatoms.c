/*
 * textatoms - a query cut into what can be read in any order.
 *
 * Parts of a run that may earn a bonus stay together, as do those of a span; a
 * gram and a line stand alone.  Each has the most that it gives to a document,
 * by its largest impact, so that those which give much and are rare go first.
 */
#include <stdlib.h>

#include "base/arena.h"
#include "matcher/textparts.h"

static double variants_most(const struct variant *variants, unsigned count,
			    double idf)
{
	const struct variant *typed = &variants[0];
	double first = 0, most = 0;

	for (unsigned i = 0; i < count; i++) {
		const struct variant *v = &variants[i];
		double tf = (double)impact_tf(v->term->postings->most);

		if (i == 0 && typed->weight >= 1)
			first = tf;
		tf = v->weight * tf + (1 - v->weight) * first;
		most = tf > most ? tf : most;
	}
	return bm25(idf, most);
}

static size_t variants_postings(const struct variant *variants, unsigned count)
{
	size_t n = 0;

	for (unsigned i = 0; i < count; i++) {
		if (!variant_is_idle(variants, i))
			n += variants[i].term->postings->count;
	}
	return n;
}

/* The last part that must be read with it, of its run and of spans over it. */
static unsigned end_of(const struct textquery *q, unsigned first, unsigned span)
{
	unsigned last = first;

	for (unsigned i = first; i <= last; i++) {
		const struct unit *u = &q->units[q->parts[i].unit];
		unsigned end = u->first + u->count - 1;

		if (unit_has_bonus(q, u) && end > last)
			last = end;
		if (span < q->span_count && q->spans[span].first == i) {
			end = q->spans[span++].last;
			last = end > last ? end : last;
		}
	}
	return last;
}

struct atom_reading {
	const struct textquery *q;
	struct text_atoms *to;
};

static double span_most(const struct textquery *q, const struct span *s)
{
	double most = 0;

	for (unsigned i = 0; i < s->count; i++) {
		const struct variant *v = &s->variants[i];
		double idf = textindex_idf(q->index, v->term->df);
		double tf = (double)impact_tf(v->term->postings->most);
		double value = v->weight * bm25(idf, tf);

		most = value > most ? value : most;
	}
	return most;
}

static void add_parts(struct atom_reading *r, unsigned first, unsigned last,
		      unsigned *span)
{
	const struct textquery *q = r->q;
	struct text_atom t = {.first = first, .last = last, .span = *span};

	for (unsigned i = first; i <= last; i++) {
		const struct part *p = &q->parts[i];
		bool has_bonus = unit_has_bonus(q, &q->units[p->unit]);
		double value;

		if (p->repeats || p->cut)
			continue;
		t.postings += variants_postings(p->variants, p->variant_count);
		value = p->weight *
			variants_most(p->variants, p->variant_count, p->idf);
		t.most += has_bonus ? (1 + RUN_BONUS) * value : value;
	}
	for (; *span < q->span_count && q->spans[*span].last <= last; ++*span) {
		const struct span *s = &q->spans[*span];

		t.postings += variants_postings(s->variants, s->count);
		t.most += (1 + RUN_BONUS) * span_most(q, s);
	}
	if (t.postings > 0)
		r->to->items[r->to->count++] = t;
}

static void add_grams(struct atom_reading *r, unsigned part)
{
	const struct part *p = &r->q->parts[part];

	for (unsigned i = 0; !p->repeats && !p->cut && i < p->gram_count; i++) {
		const struct gram *g = &p->grams[i];
		double tf = (double)impact_tf(g->term->postings->most);

		r->to->items[r->to->count++] = (struct text_atom){
			.gram = g,
			.most = GRAM_WEIGHT * bm25(g->idf, tf),
			.postings = g->term->postings->count};
	}
}

static void add_line(struct atom_reading *r, const struct linked_line *line)
{
	const struct textindex *x = r->q->index;
	size_t units = linker_taxonomy(textindex_linker(x))->unit_count;
	struct text_atom t = {.line = line, .most = line->worth};

	for (unsigned u = 0; u < units; u++) {
		if (line->reach[u] > 0)
			t.postings += textindex_linked(x, u).count;
	}
	r->to->items[r->to->count++] = t;
}

struct text_atoms textatoms_read(struct arena *a, const struct textquery *q)
{
	struct text_atoms atoms = {.count = 0};
	struct atom_reading r = {q, &atoms};
	size_t room = q->part_count + q->line_count + 1;
	unsigned span = 0;

	for (unsigned i = 0; i < q->part_count; i++)
		room += q->parts[i].gram_count;
	atoms.items = ARENA_ARRAY(a, struct text_atom, room);
	for (unsigned i = 0; i < q->part_count;) {
		unsigned last = end_of(q, i, span);

		add_parts(&r, i, last, &span);
		for (; i <= last; i++)
			add_grams(&r, i);
	}
	for (unsigned i = 0; i < q->line_count; i++)
		add_line(&r, &q->lines[i]);
	return atoms;
}

/* As if each list began with so many postings more: what opening one costs. */
enum { OPENING_COST = 64 };

static double strength(const struct text_atom *t)
{
	return t->most / (double)(t->postings + OPENING_COST);
}

static int by_strength(const void *x, const void *y)
{
	double a = strength(x), b = strength(y);

	return (a < b) - (a > b);
}

void textatoms_sort(struct text_atoms *atoms)
{
	if (atoms->count > 0)
		qsort(atoms->items, atoms->count, sizeof(*atoms->items),
		      by_strength);
}
