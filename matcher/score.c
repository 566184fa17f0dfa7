/*
 * score - BM25F over postings, in double precision (Robertson and Zaragoza,
 * "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, section 3.6).
 *
 * Part after part, each part's documents in order: every sum has a fixed order
 * and the same bits everywhere.
 */
#include <string.h>

#include "base/arena.h"
#include "matcher/textparts.h"

double bm25(double idf, double tf)
{
	return idf * (tf * (TEXT_K1 + 1)) / (TEXT_K1 + tf);
}

struct merge merge_of(const struct variant *variants, unsigned count)
{
	return (struct merge){.variants = variants, .count = count};
}

bool merge_next(struct merge *m, struct part_postings *ret)
{
	uint32_t doc = UINT32_MAX;

	for (unsigned i = 0; i < m->count; i++) {
		const struct term *t = m->variants[i].term;

		if (m->at[i] < t->df && t->postings[m->at[i]].doc < doc)
			doc = t->postings[m->at[i]].doc;
	}
	if (doc == UINT32_MAX)
		return false;
	ret->doc = doc;
	for (unsigned i = 0; i < m->count; i++) {
		const struct term *t = m->variants[i].term;

		ret->of[i] = NULL;
		if (m->at[i] < t->df && t->postings[m->at[i]].doc == doc)
			ret->of[i] = &t->postings[m->at[i]++];
	}
	return true;
}

size_t merge_df(const struct variant *variants, unsigned count)
{
	struct merge m = merge_of(variants, count);
	struct part_postings p;
	size_t df = 0;

	while (merge_next(&m, &p))
		df++;
	return df;
}

bool part_find(const struct variant *variants, unsigned count, uint32_t doc,
	       struct part_postings *ret)
{
	bool any = false;

	ret->doc = doc;
	for (unsigned i = 0; i < count; i++) {
		const struct term *t = variants[i].term;
		struct postings p = {t->postings, t->df};

		ret->of[i] = postings_find(p, doc);
		any = any || ret->of[i] != NULL;
	}
	return any;
}

/* max of w tf(variant) + (1 - w) tf(typed); the typed one has w = 1. */
double part_tf(const struct part *p, const struct part_postings *in,
	       enum text_field f)
{
	double typed = 0;
	double most;

	if (p->variants[0].weight >= 1 && in->of[0] != NULL)
		typed = in->of[0]->tf[f];
	most = typed;
	for (unsigned i = 0; i < p->variant_count; i++) {
		double w = p->variants[i].weight;
		double tf;

		if (in->of[i] == NULL)
			continue;
		tf = w * in->of[i]->tf[f] + (1 - w) * typed;
		if (tf > most)
			most = tf;
	}
	return most;
}

double part_value(const struct textindex *x, const struct part *p,
		  const struct part_postings *in)
{
	const double *norms = textindex_norms(x, CHANNEL_WORDS, in->doc);
	double tf = 0;

	for (int f = 0; f < FIELD__COUNT; f++)
		tf += norms[f] * part_tf(p, in, (enum text_field)f);
	return p->weight * bm25(p->idf, tf);
}

static double weighted_tf(const struct posting *in, const double *norms)
{
	double tf = 0;

	for (int f = 0; f < FIELD__COUNT; f++) {
		if (in->tf[f] > 0)
			tf += norms[f] * in->tf[f];
	}
	return tf;
}

double gram_value(const struct textindex *x, const struct gram *g,
		  const struct posting *in)
{
	const double *norms = textindex_norms(x, CHANNEL_GRAMS, in->doc);

	return GRAM_WEIGHT * bm25(g->idf, weighted_tf(in, norms));
}

/* The best of the terms that answer for the whole span. */
double span_value(const struct textindex *x, const struct span *s,
		  const struct part_postings *in)
{
	const double *norms = textindex_norms(x, CHANNEL_WORDS, in->doc);
	double most = 0;

	for (unsigned i = 0; i < s->count; i++) {
		double value;

		if (in->of[i] == NULL)
			continue;
		value = s->variants[i].weight *
			bm25(textindex_idf(x, s->variants[i].term->df),
			     weighted_tf(in->of[i], norms));
		if (value > most)
			most = value;
	}
	return most;
}

struct scoring {
	const struct textindex *x;
	const struct textquery *q;
	const uint64_t *gate; /* NULL: all */
	size_t n;
	unsigned span; /* the next one to come */
	double *scores;
	double *run;   /* gained in this run; NULL: nothing asks for it */
	double *spans; /* gained by the parts of this span; NULL likewise */
	double *run_room;
	double *span_room;
	uint64_t *bitmap_room;
};

static bool is_in(const uint64_t *bitmap, uint32_t doc)
{
	return bitmap == NULL || (bitmap[doc / 64] >> (doc % 64) & 1) != 0;
}

static void gain(struct scoring *s, uint32_t doc, double value)
{
	s->scores[doc] += value;
	if (s->run != NULL)
		s->run[doc] += value;
	if (s->spans != NULL)
		s->spans[doc] += value;
}

static void score_part(struct scoring *s, const struct part *p)
{
	struct merge m = merge_of(p->variants, p->variant_count);
	struct part_postings in;

	while (merge_next(&m, &in)) {
		if (is_in(s->gate, in.doc))
			gain(s, in.doc, part_value(s->x, p, &in));
	}
}

static void score_grams(struct scoring *s, const struct part *p)
{
	for (unsigned i = 0; i < p->gram_count; i++) {
		const struct gram *g = &p->grams[i];

		for (uint32_t k = 0; k < g->term->df; k++) {
			const struct posting *in = &g->term->postings[k];

			if (is_in(s->gate, in->doc))
				s->scores[in->doc] += gram_value(s->x, g, in);
		}
	}
}

static void begin_span(struct scoring *s)
{
	s->spans = s->span_room;
	memset(s->spans, 0, s->n * sizeof(*s->spans));
}

/* Lifts what its parts gave to what the whole gives, where that is more. */
static void end_span(struct scoring *s, const struct span *span)
{
	struct merge m = merge_of(span->variants, span->count);
	const double *parts = s->spans;
	struct part_postings in;

	s->spans = NULL;
	while (merge_next(&m, &in)) {
		double more = span_value(s->x, span, &in) - parts[in.doc];

		if (more > 0 && is_in(s->gate, in.doc))
			gain(s, in.doc, more);
	}
}

static void begin_unit(struct scoring *s, const struct unit *u)
{
	s->run = NULL;
	if (!unit_has_bonus(s->q, u))
		return;
	s->run = s->run_room;
	memset(s->run, 0, s->n * sizeof(*s->run));
}

static void end_unit(struct scoring *s, const struct unit *u)
{
	if (s->run == NULL)
		return;
	textmatch_whole_run(s->q, u, s->bitmap_room);
	for (uint32_t d = 0; d < s->n; d++) {
		if (is_in(s->bitmap_room, d))
			s->scores[d] += RUN_BONUS * s->run[d];
	}
}

static void score_at(struct scoring *s, unsigned i)
{
	const struct textquery *q = s->q;
	const struct part *p = &q->parts[i];
	const struct unit *u = &q->units[p->unit];
	const struct span *span = &q->spans[s->span];
	bool spanned = s->span < q->span_count && !span->repeats;

	if (i == u->first)
		begin_unit(s, u);
	if (spanned && i == span->first)
		begin_span(s);
	if (!p->repeats && !p->cut) {
		score_part(s, p);
		score_grams(s, p);
	}
	if (spanned && i == span->last)
		end_span(s, span);
	if (s->span < q->span_count && i == span->last)
		s->span++;
	if (i + 1 == u->first + u->count)
		end_unit(s, u);
}

/* Titles of the same occupation, in whatever words. */
static void score_line(struct scoring *s, const struct linked_line *line)
{
	size_t units = linker_taxonomy(textindex_linker(s->x))->unit_count;
	uint64_t *done = s->bitmap_room;

	memset(done, 0, textindex_bitmap_words(s->x) * sizeof(*done));
	for (unsigned u = 0; u < units; u++) {
		struct linked_docs in = {0, NULL};

		if (line->reach[u] > 0)
			in = textindex_linked(s->x, u);
		for (uint32_t i = 0; i < in.count; i++) {
			uint32_t d = in.docs[i];

			if (is_in(done, d) || !is_in(s->gate, d))
				continue;
			done[d / 64] |= UINT64_C(1) << (d % 64);
			s->scores[d] += line_value(s->q, line, d);
		}
	}
}

static size_t count_bits(const uint64_t *bitmap, size_t words)
{
	size_t n = 0;

	for (size_t i = 0; i < words; i++)
		n += (size_t)__builtin_popcountll(bitmap[i]);
	return n;
}

static bool has_short_run(const struct textquery *q)
{
	for (unsigned i = 0; i < q->unit_count; i++) {
		if (q->units[i].pairs > 1 && q->units[i].pairs < SHORT_RUN_MAX)
			return true;
	}
	return false;
}

static void add_sure_titles(const struct textquery *q,
			    const struct linked_line *line,
			    const uint64_t *gate, uint64_t *matched)
{
	size_t units = linker_taxonomy(textindex_linker(q->index))->unit_count;

	for (unsigned u = 0; u < units; u++) {
		struct linked_docs in = {0, NULL};

		if (line->reach[u] > 0)
			in = textindex_linked(q->index, u);
		for (uint32_t i = 0; i < in.count; i++) {
			uint32_t d = in.docs[i];

			if (is_in(gate, d) &&
			    line_value(q, line, d) >= LINK_SURE * line->worth)
				matched[d / 64] |= UINT64_C(1) << (d % 64);
		}
	}
}

/* The whole search is the name of an occupation: others of its names do. */
static void match_titles(const struct textquery *q, const uint64_t *gate,
			 struct textresult *r)
{
	const struct linked_line *line = q->lines;

	if (q->line_count != 1 || line->from != 0 || line->to != q->text.n)
		return;
	add_sure_titles(q, line, gate, r->matched);
	r->count = count_bits(r->matched, textindex_bitmap_words(q->index));
}

/* A search knows its documents before it scores them. */
static void match_search(struct arena *a, const struct textquery *q,
			 const uint64_t *gate, struct textresult *r)
{
	size_t words = textindex_bitmap_words(q->index);

	r->matched = textmatch_run(a, q, false, gate);
	r->count = count_bits(r->matched, words);
	if (r->count > 0 || !has_short_run(q))
		return;
	r->matched = textmatch_run(a, q, true, gate);
	r->count = count_bits(r->matched, words);
	r->relaxed = r->count > 0;
}

/* A ranking has matched whatever it scored. */
static void match_rank(struct arena *a, const struct textindex *x,
		       struct textresult *r)
{
	size_t n = textindex_count(x);

	r->matched = ARENA_ARRAY(a, uint64_t, textindex_bitmap_words(x) + 1);
	for (size_t d = 0; d < n; d++) {
		if (r->scores[d] > 0)
			r->matched[d / 64] |= UINT64_C(1) << (d % 64);
	}
	r->count = count_bits(r->matched, textindex_bitmap_words(x));
}

struct textresult textquery_run(struct arena *a, const struct textindex *x,
				const struct textquery *q, const uint64_t *gate)
{
	size_t n = textindex_count(x);
	struct textresult r = {.scores = ARENA_ARRAY(a, double, n + 1)};
	struct scoring s = {.x = x, .q = q, .gate = gate, .n = n};

	if (q->mode == TEXTQUERY_SEARCH) {
		match_search(a, q, gate, &r);
		match_titles(q, gate, &r);
		s.gate = r.matched;
	}
	s.scores = r.scores;
	if (q->span_count > 0)
		s.span_room = ARENA_ARRAY(a, double, n + 1);
	for (unsigned i = 0; i < q->unit_count && s.run_room == NULL; i++) {
		if (unit_has_bonus(q, &q->units[i]))
			s.run_room = ARENA_ARRAY(a, double, n + 1);
	}
	s.bitmap_room = ARENA_ARRAY(a, uint64_t, textindex_bitmap_words(x) + 1);
	for (unsigned i = 0; i < q->part_count; i++)
		score_at(&s, i);
	for (unsigned i = 0; i < q->line_count; i++)
		score_line(&s, &q->lines[i]);
	if (q->mode == TEXTQUERY_RANK)
		match_rank(a, x, &r);
	return r;
}
