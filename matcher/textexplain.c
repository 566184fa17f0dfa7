/*
 * textexplain - a score taken apart again, unit by unit.
 *
 * The sums are those of score.c, in its order, over one document; the words
 * that were found come from the document's text, as its author wrote them.
 */
#include <string.h>

#include "base/arena.h"
#include "matcher/analyse.h"
#include "matcher/gram.h"
#include "matcher/highlight.h"
#include "matcher/textparts.h"

/* What one unit gave to the score, or after the units one line. */
struct portion {
	unsigned unit;
	double value;
	double run;   /* of it, what the bonus counts */
	double grams; /* of it, what only grams gave */
	double fields[FIELD__COUNT];
	double best; /* the strongest part, and how it was met */
	enum match_how how;
	unsigned pairs;         /* met */
	unsigned stretch_first; /* the longest row of met parts */
	unsigned stretch_last;
};

struct explaining {
	const struct textquery *q;
	struct scored d;
	struct portion *portions; /* one a unit, one a line */
	double span;              /* gained by the parts of the span */
	double sum;
	unsigned row_first; /* the row of met parts that is being read */
	bool in_row;
};

static enum match_how how_met(const struct part *p, const struct part_tfs *in)
{
	for (unsigned i = 0; i < p->variant_count; i++) {
		if (in->of[i] > 0)
			return p->variants[i].how;
	}
	return MATCH_GRAM;
}

static void note_term(struct explaining *e, struct portion *to,
		      const struct term *t, double weight)
{
	struct frequencies in;

	if (!textindex_frequencies(e->d.index, t, e->d.doc, &in))
		return;
	for (int f = 0; f < FIELD__COUNT; f++)
		to->fields[f] += weight * e->d.words.of[f] * in.tf[f];
}

/* By the variant that decided, and the typed word beside it. */
static void note_fields(struct explaining *e, struct portion *to,
			const struct part *p, const struct part_tfs *in)
{
	double weight = p->weight * p->idf;
	unsigned by;

	part_tf(p, in, &by);
	note_term(e, to, p->variants[by].term, weight * p->variants[by].weight);
	if (by > 0 && p->variants[0].weight >= 1)
		note_term(e, to, p->variants[0].term,
			  weight * (1 - p->variants[by].weight));
}

static uint32_t stretch_bytes(const struct textquery *q, unsigned first,
			      unsigned last)
{
	return q->parts[last].to - q->parts[first].from;
}

/* Rows of pairs that follow each other; a single character is a row too. */
static void note_row(struct explaining *e, struct portion *to, unsigned i,
		     bool met)
{
	const struct textquery *q = e->q;

	if (!q->parts[i].counts && q->units[to->unit].pairs > 0 && to->pairs)
		return;
	if (!met) {
		e->in_row = false;
		return;
	}
	if (!e->in_row)
		e->row_first = i;
	e->in_row = q->parts[i].counts;
	to->pairs += q->parts[i].counts;
	if (to->best == 0 ||
	    stretch_bytes(q, e->row_first, i) >
		    stretch_bytes(q, to->stretch_first, to->stretch_last)) {
		to->stretch_first = e->row_first;
		to->stretch_last = i;
	}
}

static void explain_part(struct explaining *e, struct portion *to, unsigned i)
{
	const struct part *p = &e->q->parts[i];
	struct part_tfs in;
	double value = 0;
	bool met = part_find(&e->d, p->variants, p->variant_count, &in);

	note_row(e, to, i, met);
	if (!met || p->repeats)
		return;
	value = part_value(p, &in);
	to->value += value;
	to->run += value;
	e->span += value;
	note_fields(e, to, p, &in);
	if (value > to->best) {
		to->best = value;
		to->how = how_met(p, &in);
	}
}

static void explain_grams(struct explaining *e, struct portion *to,
			  const struct part *p)
{
	for (unsigned i = 0; i < p->gram_count; i++) {
		const struct gram *g = &p->grams[i];
		double weight = GRAM_WEIGHT * g->idf;
		double value = gram_value(&e->d, g);
		struct frequencies in;

		if (value <= 0 ||
		    !textindex_frequencies(e->d.index, g->term, e->d.doc, &in))
			continue;
		to->value += value;
		to->grams += value;
		for (int f = 0; f < FIELD__COUNT; f++)
			to->fields[f] += weight * e->d.grams.of[f] * in.tf[f];
	}
}

static void explain_span(struct explaining *e, struct portion *to,
			 const struct span *s)
{
	struct part_tfs in;
	double more;

	if (!part_find(&e->d, s->variants, s->count, &in))
		return;
	more = span_value(e->q->index, s, &in) - e->span;
	if (more <= 0)
		return;
	to->value += more;
	to->run += more;
	for (unsigned i = 0; i < s->count; i++)
		note_term(e, to, s->variants[i].term, more);
	if (more <= to->best)
		return;
	to->best = more;
	to->how = s->variants[0].how;
	to->stretch_first = s->first;
	to->stretch_last = s->last;
}

static void explain_line(struct explaining *e, unsigned i)
{
	const struct textquery *q = e->q;
	struct portion *to = &e->portions[q->unit_count + i];

	to->unit = q->unit_count + i;
	to->value = line_value(q, &q->lines[i], e->d.doc);
	to->how = MATCH_OCCUPATION;
}

static void explain_all(struct explaining *e)
{
	const struct textquery *q = e->q;
	unsigned next = 0;

	for (unsigned i = 0; i < q->part_count; i++) {
		const struct part *p = &q->parts[i];
		const struct unit *u = &q->units[p->unit];
		struct portion *to = &e->portions[p->unit];
		bool spanned = next < q->span_count;

		to->unit = p->unit;
		if (i == u->first)
			e->in_row = false;
		if (spanned && i == q->spans[next].first)
			e->span = 0;
		if (!p->cut)
			explain_part(e, to, i);
		explain_grams(e, to, p);
		if (spanned && i == q->spans[next].last) {
			if (!q->spans[next].repeats)
				explain_span(e, to, &q->spans[next]);
			next++;
		}
		if (i + 1 == u->first + u->count && unit_has_bonus(q, u) &&
		    unit_is_whole(q, u, &e->d))
			to->value += RUN_BONUS * to->run;
	}
	for (unsigned i = 0; i < q->line_count; i++)
		explain_line(e, i);
	for (unsigned u = 0; u < q->unit_count + q->line_count; u++)
		e->sum += e->portions[u].value;
}

/* The most first; equal ones in the order of the query. */
static size_t strongest(struct explaining *e,
			const struct portion *best[TEXTQUERY_EVIDENCE_MAX])
{
	size_t n = 0;

	for (unsigned u = 0; u < e->q->unit_count + e->q->line_count; u++) {
		const struct portion *p = &e->portions[u];
		size_t at = n;

		if (p->value <= 0)
			continue;
		while (at > 0 && best[at - 1]->value < p->value)
			at--;
		if (at == TEXTQUERY_EVIDENCE_MAX)
			continue;
		if (n < TEXTQUERY_EVIDENCE_MAX)
			n++;
		memmove(&best[at + 1], &best[at],
			(n - at - 1) * sizeof(best[0]));
		best[at] = p;
	}
	return n;
}

static enum text_field best_field(const struct portion *p)
{
	int best = 0;

	for (int f = 1; f < FIELD__COUNT; f++) {
		if (p->fields[f] > p->fields[best])
			best = f;
	}
	return (enum text_field)best;
}

/* The word of a text that shares most grams with a part's. */
struct gram_search {
	const struct part *part;
	unsigned shared;
	unsigned best;
	uint32_t from;
	uint32_t to;
};

static void share_gram(void *ctx, struct slice key)
{
	struct gram_search *s = ctx;

	for (unsigned i = 0; i < s->part->all_gram_count; i++) {
		const struct term *t = s->part->all_grams[i];

		if (t != NULL && slice_eq(t->key, key)) {
			s->shared++;
			return;
		}
	}
}

static int share_word(void *ctx, unsigned flags, struct slice term,
		      uint32_t from, uint32_t to)
{
	struct gram_search *s = ctx;

	if (flags & (TOKEN_COLOCATED | TOKEN_HAN | TOKEN_SYMBOLS))
		return 0;
	s->shared = 0;
	grams_of(term, share_gram, s);
	if (s->shared > s->best) {
		s->best = s->shared;
		s->from = from;
		s->to = to;
	}
	return 0;
}

struct finding {
	struct arena *arena; /* of one explanation: texts as tokens are large */
	struct analyser *analyser;
	const struct textquery *q;
	const struct portion *portion;
	/* Of the field where it was found: what was read so far, by version. */
	struct read_text *read;
};

static struct slice find_by_grams(const struct finding *f, struct slice text)
{
	const struct unit *u = &f->q->units[f->portion->unit];
	struct gram_search s = {.part = &f->q->parts[u->first]};

	analyse(f->analyser, ANALYSE_AUX, text, share_word, &s);
	return slice_cut(text, s.from, s.to);
}

/* The longest marked stretch, the first of equals. */
static struct slice find_marked(const struct finding *f,
				const struct marks *marks, struct read_text *t)
{
	const struct text_range *ranges;
	size_t n = highlight_marks(f->arena, f->q->index, marks, t, &ranges);
	struct slice best = {NULL, 0};

	for (size_t i = 0; i < n; i++) {
		if (ranges[i].to - ranges[i].from > best.n)
			best = slice_cut(t->text, ranges[i].from, ranges[i].to);
	}
	return best;
}

/* A run that was met by no pair is looked for by its characters. */
static void mark_singles(const struct finding *f, struct marks *m)
{
	const struct unit *u = &f->q->units[f->portion->unit];

	for (unsigned i = u->first; i < u->first + u->count; i++) {
		const struct part *p = &f->q->parts[i];

		if (!p->cut && !p->counts)
			marks_add(m, p->key);
	}
}

static struct slice find_in(const struct finding *f,
			    const struct slice versions[LANG__COUNT])
{
	struct marks marks =
		textquery_marks(f->arena, f->q, f->portion->unit, 1);
	struct slice best = {NULL, 0};

	if (f->portion->pairs == 0 && f->portion->how == MATCH_WORD)
		mark_singles(f, &marks);
	for (int l = 0; l < LANG__COUNT && best.n == 0; l++) {
		if (versions[l].p == NULL)
			continue;
		if (f->portion->how == MATCH_GRAM) {
			best = find_by_grams(f, versions[l]);
			continue;
		}
		if (f->read[l].text.p == NULL)
			f->read[l] =
				text_read(f->arena, f->analyser, versions[l]);
		best = find_marked(f, &marks, &f->read[l]);
	}
	return best;
}

static void fill_line(const struct finding *f, const struct textdoc *source,
		      struct evidence *to)
{
	const struct textquery *q = f->q;
	struct linked_title title = {
		&q->lines[f->portion->unit - q->unit_count],
		source->in[FIELD_TITLE]};

	to->typed = slice_cut(q->text, title.line->from, title.line->to);
	to->field = FIELD_TITLE;
	to->found = line_found(f->analyser, q, &title);
}

static void fill(struct finding *f, const struct textdoc *source, double sum,
		 struct evidence *to)
{
	const struct portion *p = f->portion;
	const struct textquery *q = f->q;
	const struct unit *u;

	to->how = p->how;
	to->share = p->value / sum;
	if (p->how == MATCH_OCCUPATION) {
		fill_line(f, source, to);
		return;
	}
	u = &q->units[p->unit];
	to->field = best_field(p);
	to->typed = slice_cut(q->text, u->from, u->to);
	if (p->best > 0)
		to->typed = slice_cut(q->text, q->parts[p->stretch_first].from,
				      q->parts[p->stretch_last].to);
	f->read += (size_t)to->field * LANG__COUNT;
	to->found = find_in(f, source->in[to->field]);
}

size_t textquery_explain(struct arena *a, struct analyser *an,
			 const struct textquery *q, const struct explained *doc,
			 struct evidence ret_items[TEXTQUERY_EVIDENCE_MAX])
{
	struct explaining e = {.q = q, .d = scored_of(q->index, doc->id)};
	const struct portion *best[TEXTQUERY_EVIDENCE_MAX + 1];
	struct read_text *read;
	struct arena *own;
	size_t n;

	own = arena_new(0);
	read = ARENA_ARRAY(own, struct read_text, FIELD__COUNT * LANG__COUNT);
	e.portions = ARENA_ARRAY(a, struct portion,
				 q->unit_count + q->line_count + 1);
	for (unsigned u = 0; u < q->unit_count; u++)
		e.portions[u].how = MATCH_GRAM;
	explain_all(&e);
	n = strongest(&e, best);
	for (size_t i = 0; i < n; i++) {
		struct finding f = {own, an, q, best[i], read};

		fill(&f, doc->source, e.sum, &ret_items[i]);
	}
	arena_free(own);
	return n;
}
