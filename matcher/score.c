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

static double gram_worth(const struct scored *d, const struct gram *g,
			 const struct frequencies *f)
{
	return GRAM_WEIGHT * bm25(g->idf, weighted_tf(&d->grams, f));
}

double gram_value(const struct scored *d, const struct gram *g)
{
	struct frequencies f;

	if (!textindex_frequencies(d->index, g->term, d->doc, &f))
		return 0;
	return gram_worth(d, g, &f);
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

/* One document, by what was gained so far. */
struct scoring {
	struct scored d;
	struct part_tfs in; /* of the part, or of the span */
	bool has_any;
	double sum;
	double run;   /* gained in this run */
	double spans; /* gained by the parts of this span */
};

/*
 * Several documents, list by list: what is read of one is at hand for all, and
 * each document has its gains in the order of the query.
 */
struct batch {
	const struct textquery *q;
	unsigned span; /* the next one to come */
	size_t n;
	struct scoring *of;
	const uint32_t *docs;
	uint32_t *at; /* of a list: the places of the documents */
};

static void gain(struct scoring *s, double value)
{
	s->sum += value;
	s->run += value;
	s->spans += value;
}

/* part_find() for all of them. */
static void find_variants(struct batch *b, const struct variant *v,
			  unsigned count)
{
	for (size_t k = 0; k < b->n; k++)
		b->of[k].has_any = false;
	for (unsigned i = 0; i < count; i++) {
		bool idle = variant_is_idle(v, i);

		if (!idle)
			postings_find_all(v[i].term->postings, b->docs, b->n,
					  b->at);
		for (size_t k = 0; k < b->n; k++) {
			struct scoring *s = &b->of[k];
			struct frequencies f;

			s->in.of[i] = 0;
			if (idle || b->at[k] == POSTINGS_NONE)
				continue;
			f = textindex_frequencies_at(b->q->index, v[i].term,
						     b->at[k]);
			s->in.of[i] = weighted_tf(&s->d.words, &f);
			s->has_any = true;
		}
	}
}

static void score_part(struct batch *b, const struct part *p)
{
	find_variants(b, p->variants, p->variant_count);
	for (size_t k = 0; k < b->n; k++) {
		if (b->of[k].has_any)
			gain(&b->of[k], part_value(p, &b->of[k].in));
	}
}

static void score_gram(struct batch *b, const struct gram *g)
{
	postings_find_all(g->term->postings, b->docs, b->n, b->at);
	for (size_t k = 0; k < b->n; k++) {
		struct frequencies f;

		if (b->at[k] == POSTINGS_NONE)
			continue;
		f = textindex_frequencies_at(b->q->index, g->term, b->at[k]);
		b->of[k].sum += gram_worth(&b->of[k].d, g, &f);
	}
}

/* Lifts what its parts gave to what the whole gives, where that is more. */
static void end_span(struct batch *b, const struct span *span)
{
	b->span++;
	if (span->repeats)
		return;
	find_variants(b, span->variants, span->count);
	for (size_t k = 0; k < b->n; k++) {
		struct scoring *s = &b->of[k];
		double more;

		if (!s->has_any)
			continue;
		more = span_value(s->d.index, span, &s->in) - s->spans;
		if (more > 0)
			gain(s, more);
	}
}

static void end_run(struct batch *b, const struct unit *u)
{
	for (size_t k = 0; k < b->n; k++) {
		struct scoring *s = &b->of[k];

		if (s->run > 0 && unit_is_whole(b->q, u, &s->d))
			s->sum += RUN_BONUS * s->run;
	}
}

static void score_at(struct batch *b, unsigned i)
{
	const struct textquery *q = b->q;
	const struct part *p = &q->parts[i];
	const struct unit *u = &q->units[p->unit];
	const struct span *span = &q->spans[b->span];
	bool spanned = b->span < q->span_count;

	for (size_t k = 0; i == u->first && k < b->n; k++)
		b->of[k].run = 0;
	for (size_t k = 0; spanned && i == span->first && k < b->n; k++)
		b->of[k].spans = 0;
	if (!p->repeats && !p->cut) {
		score_part(b, p);
		for (unsigned g = 0; g < p->gram_count; g++)
			score_gram(b, &p->grams[g]);
	}
	if (spanned && i == span->last)
		end_span(b, span);
	if (i + 1 == u->first + u->count && unit_has_bonus(q, u))
		end_run(b, u);
}

static void score_batch(struct batch *b)
{
	const struct textquery *q = b->q;

	for (size_t k = 0; k < b->n; k++)
		b->of[k].d = scored_of(q->index, b->docs[k]);
	for (unsigned i = 0; i < q->part_count; i++)
		score_at(b, i);
	for (unsigned i = 0; i < q->line_count; i++) {
		for (size_t k = 0; k < b->n; k++)
			b->of[k].sum += line_value(q, &q->lines[i], b->docs[k]);
	}
}

double textquery_score(const struct textquery *q, uint32_t doc)
{
	struct scoring one = {.sum = 0};
	uint32_t at;
	struct batch b = {.q = q, .n = 1, .of = &one, .docs = &doc, .at = &at};

	score_batch(&b);
	return one.sum;
}

void textquery_score_all(struct arena *a, const struct textquery *q,
			 const uint32_t *docs, size_t n, double *ret_scores)
{
	struct batch b = {.q = q, .n = n, .docs = docs};

	b.of = ARENA_ARRAY(a, struct scoring, n + 1);
	b.at = ARENA_ARRAY(a, uint32_t, n + 1);
	score_batch(&b);
	for (size_t k = 0; k < n; k++)
		ret_scores[k] = b.of[k].sum;
}

bool textquery_can_relax(const struct textquery *q)
{
	for (unsigned i = 0; i < q->unit_count; i++) {
		if (q->units[i].pairs > 1 && q->units[i].pairs < SHORT_RUN_MAX)
			return true;
	}
	return false;
}

/* What each document that is linked near the line would gain, without the line's
 * worth; in float, and so a little off. */
static void sum_likeness(const struct textquery *q,
			 const struct linked_line *line, float *sums)
{
	size_t units = linker_taxonomy(textindex_linker(q->index))->unit_count;

	for (unsigned u = 0; u < units; u++) {
		struct linked_docs in = {0, NULL, NULL};
		float reach = line->reach[u];

		if (reach > 0)
			in = textindex_linked(q->index, u);
		for (uint32_t i = 0; i < in.count; i++)
			sums[in.docs[i]] += reach * in.shares[i];
	}
}

/* Most are told by the float; what is near the border, by the sum itself. */
static bool is_sure(const struct textquery *q, const struct linked_line *line,
		    uint32_t doc, float sum)
{
	if (sum < (float)LINK_SURE * .999F)
		return false;
	return line_value(q, line, doc) >= LINK_SURE * line->worth;
}

static void add_sure_titles(struct arena *a, const struct textquery *q,
			    const struct linked_line *line,
			    const uint64_t *gate, uint64_t *matched)
{
	size_t units = linker_taxonomy(textindex_linker(q->index))->unit_count;
	float *sums = ARENA_ARRAY(a, float, textindex_count(q->index) + 1);

	sum_likeness(q, line, sums);
	for (unsigned u = 0; u < units; u++) {
		struct linked_docs in = {0, NULL, NULL};

		if (line->reach[u] > 0)
			in = textindex_linked(q->index, u);
		for (uint32_t i = 0; i < in.count; i++) {
			uint32_t d = in.docs[i];

			if (!bit_has(matched, d) &&
			    (gate == NULL || bit_has(gate, d)) &&
			    is_sure(q, line, d, sums[d]))
				bit_set(matched, d);
		}
	}
}

/* The whole search is the name of an occupation: others of its names do. */
static void match_titles(struct arena *a, const struct textquery *q,
			 const uint64_t *gate, struct textresult *r)
{
	const struct linked_line *line = q->lines;

	if (q->line_count != 1 || line->from != 0 || line->to != q->text.n)
		return;
	add_sure_titles(a, q, line, gate, r->matched);
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

void textquery_match_titles(struct arena *a, const struct textquery *q,
			    uint64_t *matched)
{
	struct textresult r = {.matched = matched};

	match_titles(a, q, NULL, &r);
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
		match_titles(a, q, gate, &r);
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
