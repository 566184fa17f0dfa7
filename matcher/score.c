/*
 * score - BM25F of one document, in double precision (Robertson and Zaragoza,
 * "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, section 3.6).
 *
 * Part after part in the order of the query: every sum has a fixed order and
 * the same bits everywhere.  Which documents are worth it: textbound.c.
 */
#include "base/arena.h"
#include "base/bits.h"
#include "matcher/textparts.h"

double bm25(double idf, double tf)
{
	return idf * (tf * (TEXT_K1 + 1)) / (TEXT_K1 + tf);
}

struct scored scored_of(const struct textindex *x, uint32_t doc)
{
	return (struct scored){x, doc, textindex_norms(x, CHANNEL_WORDS, doc),
			       textindex_norms(x, CHANNEL_GRAMS, doc)};
}

size_t variants_df(const struct variant *variants, unsigned count)
{
	size_t most = 0;

	for (unsigned i = 0; i < count; i++) {
		if (variants[i].term->df > most)
			most = variants[i].term->df;
	}
	return most;
}

bool variant_is_idle(const struct variant *variants, unsigned i)
{
	return i > 0 && variants[0].weight >= 1 &&
	       variants[i].term->postings == variants[0].term->postings;
}

bool part_find(const struct scored *d, const struct variant *variants,
	       unsigned count, struct part_tfs *ret)
{
	struct frequencies f;
	bool any = false;

	for (unsigned i = 0; i < count; i++) {
		ret->of[i] = 0;
		if (variant_is_idle(variants, i))
			continue;
		if (!textindex_frequencies(d->index, variants[i].term, d->doc,
					   &f))
			continue;
		ret->of[i] = weighted_tf(&d->words, &f);
		any = true;
	}
	return any;
}

double part_tf(const struct part *p, const struct part_tfs *in,
	       unsigned *ret_variant)
{
	double typed = p->variants[0].weight >= 1 ? in->of[0] : 0;
	double most = typed;

	if (ret_variant != NULL)
		*ret_variant = 0;
	for (unsigned i = 0; i < p->variant_count; i++) {
		double w = p->variants[i].weight;
		double tf = w * in->of[i] + (1 - w) * typed;

		if (in->of[i] <= 0 || tf <= most)
			continue;
		most = tf;
		if (ret_variant != NULL)
			*ret_variant = i;
	}
	return most;
}

double part_value(const struct part *p, const struct part_tfs *in)
{
	return p->weight * bm25(p->idf, part_tf(p, in, NULL));
}

double gram_value(const struct scored *d, const struct gram *g)
{
	struct frequencies f;

	if (!textindex_frequencies(d->index, g->term, d->doc, &f))
		return 0;
	return GRAM_WEIGHT * bm25(g->idf, weighted_tf(&d->grams, &f));
}

/* The best of the terms that answer for the whole span. */
double span_value(const struct textindex *x, const struct span *s,
		  const struct part_tfs *in)
{
	double most = 0;

	for (unsigned i = 0; i < s->count; i++) {
		double idf = textindex_idf(x, s->variants[i].term->df);
		double value = s->variants[i].weight * bm25(idf, in->of[i]);

		if (value > most)
			most = value;
	}
	return most;
}

bool unit_is_whole(const struct textquery *q, const struct unit *u,
		   const struct scored *d)
{
	struct part_tfs in;

	for (unsigned i = u->first; i < u->first + u->count; i++) {
		const struct part *p = &q->parts[i];

		if (p->counts &&
		    !part_find(d, p->variants, p->variant_count, &in))
			return false;
	}
	return true;
}

struct scoring {
	const struct textquery *q;
	struct scored d;
	unsigned span; /* the next one to come */
	double sum;
	double run;   /* gained in this run */
	double spans; /* gained by the parts of this span */
};

static void gain(struct scoring *s, double value)
{
	s->sum += value;
	s->run += value;
	s->spans += value;
}

static void score_part(struct scoring *s, const struct part *p)
{
	struct part_tfs in;

	if (part_find(&s->d, p->variants, p->variant_count, &in))
		gain(s, part_value(p, &in));
}

/* Lifts what its parts gave to what the whole gives, where that is more. */
static void end_span(struct scoring *s, const struct span *span)
{
	struct part_tfs in;
	double more;

	s->span++;
	if (span->repeats ||
	    !part_find(&s->d, span->variants, span->count, &in))
		return;
	more = span_value(s->d.index, span, &in) - s->spans;
	if (more > 0)
		gain(s, more);
}

static void begin_at(struct scoring *s, unsigned i)
{
	const struct textquery *q = s->q;
	const struct part *p = &q->parts[i];

	if (i == q->units[p->unit].first)
		s->run = 0;
	if (s->span < q->span_count && i == q->spans[s->span].first)
		s->spans = 0;
	if (!p->repeats && !p->cut)
		score_part(s, p);
}

static void end_at(struct scoring *s, unsigned i)
{
	const struct textquery *q = s->q;
	const struct unit *u = &q->units[q->parts[i].unit];

	if (s->span < q->span_count && i == q->spans[s->span].last)
		end_span(s, &q->spans[s->span]);
	if (i + 1 == u->first + u->count && s->run > 0 &&
	    unit_has_bonus(q, u) && unit_is_whole(q, u, &s->d))
		s->sum += RUN_BONUS * s->run;
}

/* Document by document, what belongs to one part: its lists stay at hand. */
static void score_at(struct scoring *s, size_t n, unsigned i)
{
	const struct part *p = &s->q->parts[i];

	for (size_t k = 0; k < n; k++)
		begin_at(&s[k], i);
	for (unsigned g = 0; !p->repeats && !p->cut && g < p->gram_count; g++) {
		for (size_t k = 0; k < n; k++)
			s[k].sum += gram_value(&s[k].d, &p->grams[g]);
	}
	for (size_t k = 0; k < n; k++)
		end_at(&s[k], i);
}

static void score_docs(const struct textquery *q, struct scoring *s, size_t n)
{
	for (unsigned i = 0; i < q->part_count; i++)
		score_at(s, n, i);
	for (unsigned i = 0; i < q->line_count; i++) {
		for (size_t k = 0; k < n; k++)
			s[k].sum += line_value(q, &q->lines[i], s[k].d.doc);
	}
}

double textquery_score(const struct textquery *q, uint32_t doc)
{
	struct scoring s = {.q = q, .d = scored_of(q->index, doc)};

	score_docs(q, &s, 1);
	return s.sum;
}

void textquery_score_all(struct arena *a, const struct textquery *q,
			 const uint32_t *docs, size_t n, double *ret_scores)
{
	struct scoring *s = ARENA_ARRAY(a, struct scoring, n + 1);

	for (size_t k = 0; k < n; k++) {
		s[k].q = q;
		s[k].d = scored_of(q->index, docs[k]);
	}
	score_docs(q, s, n);
	for (size_t k = 0; k < n; k++)
		ret_scores[k] = s[k].sum;
}

bool textquery_can_relax(const struct textquery *q)
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

			if ((gate == NULL || bit_has(gate, d)) &&
			    line_value(q, line, d) >= LINK_SURE * line->worth)
				bit_set(matched, d);
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
	r->count = bits_sum(r->matched, textindex_bitmap_words(q->index));
}

/* A search knows its documents before it scores them. */
static void match_search(struct arena *a, const struct textquery *q,
			 const uint64_t *gate, struct textresult *r)
{
	size_t words = textindex_bitmap_words(q->index);

	r->matched = textmatch_run(a, q, false, gate);
	r->count = bits_sum(r->matched, words);
	if (r->count > 0 || !textquery_can_relax(q))
		return;
	r->matched = textmatch_run(a, q, true, gate);
	r->count = bits_sum(r->matched, words);
	r->relaxed = r->count > 0;
}

/* A ranking has matched whatever may score. */
static void match_rank(struct arena *a, const struct textquery *q,
		       const uint64_t *gate, struct textresult *r)
{
	size_t n = textindex_count(q->index);
	size_t words = textindex_bitmap_words(q->index);

	r->matched = ARENA_ARRAY(a, uint64_t, words + 1);
	for (size_t d = 0; d < n; d++)
		r->matched[d / 64] |= (uint64_t)(r->upper[d] > 0) << (d % 64);
	for (size_t w = 0; gate != NULL && w < words; w++)
		r->matched[w] &= gate[w];
	r->count = bits_sum(r->matched, words);
}

uint64_t *textquery_match(struct arena *a, const struct textquery *q,
			  bool is_relaxed)
{
	return textmatch_run(a, q, is_relaxed, NULL);
}

void textquery_match_titles(const struct textquery *q, uint64_t *matched)
{
	struct textresult r = {.matched = matched};

	match_titles(q, NULL, &r);
}

static void add_cost(struct text_cost *c, const struct variant *v,
		     unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		if (variant_is_idle(v, i))
			continue;
		c->terms++;
		c->postings += v[i].term->postings->count;
	}
}

struct text_cost textquery_cost(const struct textquery *q)
{
	struct text_cost c = {0, 0};

	for (unsigned i = 0; i < q->part_count; i++) {
		const struct part *p = &q->parts[i];

		if (p->repeats || p->cut)
			continue;
		add_cost(&c, p->variants, p->variant_count);
		for (unsigned k = 0; k < p->gram_count; k++) {
			c.terms++;
			c.postings += p->grams[k].term->postings->count;
		}
	}
	for (unsigned i = 0; i < q->span_count; i++)
		add_cost(&c, q->spans[i].variants, q->spans[i].count);
	return c;
}

static void bound_all(struct arena *a, const struct textquery *q,
		      const uint64_t *gate, float *upper)
{
	struct text_atoms atoms = textatoms_read(a, q);

	bounding_add_all(bounding_new(a, q, gate, upper), atoms.items,
			 atoms.count);
}

struct textresult textquery_bound(struct arena *a, const struct textquery *q,
				  const uint64_t *gate)
{
	struct textresult r = {
		.upper = ARENA_ARRAY(a, float, textindex_count(q->index) + 1)};

	bound_all(a, q, gate, r.upper);
	return r;
}

struct textresult textquery_run(struct arena *a, const struct textquery *q,
				const uint64_t *gate)
{
	size_t n = textindex_count(q->index);
	struct textresult r = {.upper = ARENA_ARRAY(a, float, n + 1)};

	if (q->mode == TEXTQUERY_SEARCH) {
		match_search(a, q, gate, &r);
		match_titles(q, gate, &r);
		gate = r.matched;
	}
	bound_all(a, q, gate, r.upper);
	if (q->mode == TEXTQUERY_RANK)
		match_rank(a, q, gate, &r);
	return r;
}

/* Sums of floats are off by less than a thousand roundings. */
double textresult_bound(const struct textresult *r, size_t doc)
{
	return ((double)r->upper[doc] + r->left) * TEXTRESULT_SLACK;
}
