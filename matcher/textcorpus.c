/*
 * textcorpus - one query over several indexes.
 *
 * A query is read once, with the statistics of the base.  For each other index
 * it is the same query whose terms have the postings of that index: what is
 * scored, matched and explained never sees more than one.
 */
#include "base/arena.h"
#include "matcher/textparts.h"

static const struct postings no_postings;

/* As if some document had had it: what a term is, less where it stands. */
static const struct term *absent(struct arena *a, const struct term *known)
{
	struct term *t = ARENA_NEW(a, struct term);

	*t = *known;
	t->postings = &no_postings;
	return t;
}

const struct term *textquery_term(const struct textquery *q, struct slice key)
{
	const struct text_corpus *c = q->corpus;
	const struct term *t = textindex_find(q->index, key);

	for (size_t i = 0; t == NULL && i < c->count; i++) {
		const struct term *elsewhere = NULL;

		if (c->indexes[i] != q->index)
			elsewhere = textindex_find(c->indexes[i], key);
		if (elsewhere != NULL)
			t = absent(q->arena, elsewhere);
	}
	return t;
}

const struct term *textquery_group(const struct textquery *q, unsigned group)
{
	char key[TEXTINDEX_GROUP_KEY];

	return textquery_term(q, textindex_group_key(group, key));
}

/* A query that is turned to another index. */
struct turning {
	struct arena *arena;
	const struct textindex *to;
};

static const struct term *turn_term(const struct turning *t,
				    const struct term *term)
{
	const struct term *own = textindex_find(t->to, term->key);

	return own != NULL ? own : absent(t->arena, term);
}

static void turn_variants(const struct turning *t, struct variant *v,
			  unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		v[i].term = turn_term(t, v[i].term);
}

static void turn_part(const struct turning *t, struct part *p)
{
	struct gram *grams = ARENA_ARRAY(t->arena, struct gram, p->gram_count);
	const struct term **all =
		ARENA_ARRAY(t->arena, const struct term *, p->all_gram_count);

	turn_variants(t, p->variants, p->variant_count);
	for (unsigned i = 0; i < p->gram_count; i++) {
		grams[i] = p->grams[i];
		grams[i].term = turn_term(t, grams[i].term);
	}
	/* Asked only where the word itself is nowhere. */
	for (unsigned i = 0; i < p->all_gram_count; i++) {
		if (p->all_grams[i] != NULL && p->variant_count == 0)
			all[i] = turn_term(t, p->all_grams[i]);
	}
	p->grams = grams;
	p->all_grams = all;
}

const struct textquery *textquery_over(struct arena *a,
				       const struct textquery *q, size_t i)
{
	struct turning t = {a, q->corpus->indexes[i]};
	struct textquery *own;

	if (q->index == t.to)
		return q;
	own = ARENA_NEW(a, struct textquery);
	*own = *q;
	own->arena = a;
	own->index = t.to;
	own->parts = ARENA_ARRAY(a, struct part, q->part_count + 1);
	own->spans = ARENA_ARRAY(a, struct span, q->span_count + 1);
	for (unsigned k = 0; k < q->part_count; k++) {
		own->parts[k] = q->parts[k];
		turn_part(&t, &own->parts[k]);
	}
	for (unsigned k = 0; k < q->span_count; k++) {
		own->spans[k] = q->spans[k];
		turn_variants(&t, own->spans[k].variants, own->spans[k].count);
	}
	return own;
}
