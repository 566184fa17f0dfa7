/*
 * textmatch - which documents meet a query: bitmaps, no score.
 *
 * A part is met by any of its variants, or by a term that answers for a span
 * over it.  A word that occurs nowhere is met by 60 % of its grams.
 */
#include <string.h>

#include "base/arena.h"
#include "base/bits.h"
#include "matcher/tally.h"
#include "matcher/textparts.h"

struct matching {
	const struct textquery *q;
	size_t words;       /* of a bitmap */
	uint64_t *part;     /* room for one part's documents */
	uint64_t *unit;     /* and one unit's */
	struct tally parts; /* of a unit, met */
	struct tally units; /* met */
	struct tally grams; /* of a word */
};

/* 60 %, rounded up. */
static unsigned most_of(unsigned count)
{
	return (count * 3 + 4) / 5;
}

static void add_docs(uint64_t *bitmap, size_t words, const struct term *t)
{
	for (size_t w = 0; w * (POSTINGS_WINDOW / 64) < words; w++) {
		struct posting_run in = postings_in(t->postings, (uint32_t)w);
		uint64_t *to = bitmap + w * (POSTINGS_WINDOW / 64);

		for (uint32_t i = 0; i < in.count; i++)
			bit_set(to, in.docs[i]);
	}
}

static void add_variants(struct matching *m, const struct variant *v,
			 unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		if (!variant_is_idle(v, i))
			add_docs(m->part, m->words, v[i].term);
	}
}

static void add_by_grams(struct matching *m, const struct part *p)
{
	uint64_t *one = m->unit; /* free until the unit's parts are known */

	tally_clear(&m->grams);
	for (unsigned i = 0; i < p->all_gram_count; i++) {
		if (p->all_grams[i] == NULL)
			continue;
		memset(one, 0, m->words * sizeof(*one));
		add_docs(one, m->words, p->all_grams[i]);
		tally_add(&m->grams, one);
	}
	tally_reach(&m->grams, most_of(p->all_gram_count), one);
	for (size_t w = 0; w < m->words; w++)
		m->part[w] |= one[w];
}

static void match_part(struct matching *m, unsigned i)
{
	const struct textquery *q = m->q;
	const struct part *p = &q->parts[i];

	memset(m->part, 0, m->words * sizeof(*m->part));
	add_variants(m, p->variants, p->variant_count);
	if (p->variant_count == 0 && p->all_gram_count > 0)
		add_by_grams(m, p);
	for (unsigned k = 0; k < q->span_count; k++) {
		const struct span *s = &q->spans[k];

		if (i >= s->first && i <= s->last)
			add_variants(m, s->variants, s->count);
	}
}

static unsigned unit_need(const struct unit *u, unsigned parts, bool relaxed)
{
	if (!u->han || (u->pairs < SHORT_RUN_MAX && !relaxed))
		return parts;
	return most_of(parts);
}

static void match_unit(struct matching *m, const struct unit *u, bool relaxed)
{
	unsigned parts = 0;

	tally_clear(&m->parts);
	for (unsigned i = u->first; i < u->first + u->count; i++) {
		if (!m->q->parts[i].counts)
			continue;
		match_part(m, i);
		tally_add(&m->parts, m->part);
		parts++;
	}
	if (parts == 0)
		return;
	tally_reach(&m->parts, unit_need(u, parts, relaxed), m->unit);
	tally_add(&m->units, m->unit);
}

uint64_t *textmatch_run(struct arena *a, const struct textquery *q,
			bool relaxed, const uint64_t *gate)
{
	struct matching m = {.q = q, .words = textindex_bitmap_words(q->index)};
	uint64_t *matched = ARENA_ARRAY(a, uint64_t, m.words + 1);

	m.part = ARENA_ARRAY(a, uint64_t, m.words + 1);
	m.unit = ARENA_ARRAY(a, uint64_t, m.words + 1);
	m.parts = tally_new(a, m.words);
	m.units = tally_new(a, m.words);
	m.grams = tally_new(a, m.words);
	for (unsigned i = 0; i < q->unit_count; i++)
		match_unit(&m, &q->units[i], relaxed);
	if (q->unit_count > 0)
		tally_reach(&m.units,
			    q->unit_count <= 2 ? q->unit_count
					       : most_of(q->unit_count),
			    matched);
	for (size_t w = 0; gate != NULL && w < m.words; w++)
		matched[w] &= gate[w];
	return matched;
}

bool unit_has_bonus(const struct textquery *q, const struct unit *u)
{
	if (!u->han || !u->whole || u->pairs == 0)
		return false;
	for (unsigned i = u->first; i < u->first + u->count; i++) {
		if (q->parts[i].counts && q->parts[i].variant_count == 0)
			return false;
	}
	return true;
}
