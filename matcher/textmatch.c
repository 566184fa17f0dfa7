/*
 * textmatch - which documents meet a query: bitmaps, no score.
 *
 * A part is met by any of its variants, or by a term that answers for a span
 * over it.  A word that occurs nowhere is met by 60 % of its grams.
 */
#include <string.h>

#include "base/arena.h"
#include "matcher/textparts.h"

struct matching {
	const struct textquery *q;
	size_t words;    /* of a bitmap */
	size_t n;        /* documents */
	uint64_t *part;  /* room for one part's documents */
	uint64_t *unit;  /* and one unit's */
	uint8_t *counts; /* parts of a unit met, by document */
	uint8_t *units;  /* units met, by document */
	uint16_t *grams; /* grams of a word, by document */
};

/* 60 %, rounded up. */
static unsigned most_of(unsigned count)
{
	return (count * 3 + 4) / 5;
}

static void add_docs(uint64_t *bitmap, const struct variant *v, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		const struct term *t = v[i].term;

		for (uint32_t k = 0; k < t->df; k++) {
			uint32_t doc = t->postings[k].doc;

			bitmap[doc / 64] |= UINT64_C(1) << (doc % 64);
		}
	}
}

static void add_by_grams(struct matching *m, const struct part *p)
{
	unsigned need = most_of(p->all_gram_count);

	memset(m->grams, 0, m->n * sizeof(*m->grams));
	for (unsigned i = 0; i < p->all_gram_count; i++) {
		const struct term *t = p->all_grams[i];

		for (uint32_t k = 0; t != NULL && k < t->df; k++)
			m->grams[t->postings[k].doc]++;
	}
	for (size_t d = 0; d < m->n; d++) {
		if (m->grams[d] >= need)
			m->part[d / 64] |= UINT64_C(1) << (d % 64);
	}
}

static void match_part(struct matching *m, unsigned i)
{
	const struct textquery *q = m->q;
	const struct part *p = &q->parts[i];

	memset(m->part, 0, m->words * sizeof(*m->part));
	add_docs(m->part, p->variants, p->variant_count);
	if (p->variant_count == 0 && p->all_gram_count > 0)
		add_by_grams(m, p);
	for (unsigned k = 0; k < q->span_count; k++) {
		const struct span *s = &q->spans[k];

		if (i >= s->first && i <= s->last)
			add_docs(m->part, s->variants, s->count);
	}
}

static void count_docs(const uint64_t *bitmap, size_t words, uint8_t *counts)
{
	for (size_t w = 0; w < words; w++) {
		uint64_t left = bitmap[w];

		while (left != 0) {
			counts[w * 64 + (size_t)__builtin_ctzll(left)]++;
			left &= left - 1;
		}
	}
}

static void keep_docs(const uint8_t *counts, size_t n, unsigned need,
		      uint64_t *bitmap)
{
	for (size_t d = 0; d < n; d++) {
		if (counts[d] >= need)
			bitmap[d / 64] |= UINT64_C(1) << (d % 64);
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

	memset(m->counts, 0, m->n);
	for (unsigned i = u->first; i < u->first + u->count; i++) {
		if (!m->q->parts[i].counts)
			continue;
		match_part(m, i);
		count_docs(m->part, m->words, m->counts);
		parts++;
	}
	memset(m->unit, 0, m->words * sizeof(*m->unit));
	if (parts > 0)
		keep_docs(m->counts, m->n, unit_need(u, parts, relaxed),
			  m->unit);
	count_docs(m->unit, m->words, m->units);
}

uint64_t *textmatch_run(struct arena *a, const struct textquery *q,
			bool relaxed, const uint64_t *gate)
{
	struct matching m = {.q = q,
			     .words = textindex_bitmap_words(q->index),
			     .n = textindex_count(q->index)};
	uint64_t *matched = ARENA_ARRAY(a, uint64_t, m.words + 1);

	m.part = ARENA_ARRAY(a, uint64_t, m.words + 1);
	m.unit = ARENA_ARRAY(a, uint64_t, m.words + 1);
	m.counts = ARENA_ARRAY(a, uint8_t, m.words * 64 + 1);
	m.units = ARENA_ARRAY(a, uint8_t, m.words * 64 + 1);
	m.grams = ARENA_ARRAY(a, uint16_t, m.n + 1);
	for (unsigned i = 0; i < q->unit_count; i++)
		match_unit(&m, &q->units[i], relaxed);
	if (q->unit_count > 0)
		keep_docs(m.units, m.n,
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

/* Pair by pair, each document once a pair: the last counts the survivors. */
void textmatch_whole_run(const struct textquery *q, const struct unit *u,
			 uint64_t *ret_bitmap)
{
	size_t words = textindex_bitmap_words(q->index);

	memset(ret_bitmap, 0xFF, words * sizeof(*ret_bitmap));
	for (unsigned i = u->first; i < u->first + u->count; i++) {
		const struct part *p = &q->parts[i];
		struct merge m = merge_of(p->variants, p->variant_count);
		struct part_postings in;
		size_t word = 0;
		uint64_t bits = 0;

		if (!p->counts)
			continue;
		while (merge_next(&m, &in)) {
			for (; word < in.doc / 64; word++, bits = 0)
				ret_bitmap[word] &= bits;
			bits |= UINT64_C(1) << (in.doc % 64);
		}
		for (; word < words; word++, bits = 0)
			ret_bitmap[word] &= bits;
	}
}
