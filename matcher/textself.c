/*
 * textself - the score of a query that meets itself as a title.
 *
 * A title of average length has norm = weight, so no document is needed.
 */
#include "matcher/textparts.h"

static double title_tf(unsigned tf)
{
	return field_weights[FIELD_TITLE].weight * (double)tf;
}

/* A word that only a variant of it answers for cannot give more than that. */
static double self_part(const struct part *p)
{
	double most = 0;

	for (unsigned i = 0; i < p->variant_count; i++) {
		if (p->variants[i].weight > most)
			most = p->variants[i].weight;
	}
	return p->weight * bm25(p->idf, most * title_tf(p->tf));
}

static double self_grams(const struct part *p)
{
	double sum = 0;

	for (unsigned i = 0; i < p->gram_count; i++)
		sum += GRAM_WEIGHT *
		       bm25(p->grams[i].idf, title_tf(p->grams[i].tf));
	return sum;
}

static double self_span(const struct textindex *x, const struct span *s)
{
	double most = 0;

	for (unsigned i = 0; i < s->count; i++) {
		double idf = textindex_idf(x, s->variants[i].term->df);
		double value = s->variants[i].weight * bm25(idf, title_tf(1));

		if (value > most)
			most = value;
	}
	return most;
}

/* The grams of a word that no document has, as far as they are new too. */
static double new_grams(const struct textindex *x, const struct part *p)
{
	double each = GRAM_WEIGHT * bm25(textindex_idf(x, 0), title_tf(1));
	double sum = 0;

	for (unsigned i = 0; i < p->all_gram_count; i++) {
		if (p->all_grams[i] == NULL)
			sum += each;
	}
	return sum;
}

double textself_part(const struct textindex *x, const struct part *p)
{
	if (p->repeats || p->cut)
		return 0;
	if (p->variant_count > 0)
		return self_part(p) + self_grams(p);
	return p->weight * bm25(p->idf, title_tf(p->tf)) + self_grams(p) +
	       new_grams(x, p);
}

struct self {
	double sum;
	double run;
	double span;
};

static void add_part(struct self *s, const struct part *p)
{
	double value;

	if (p->repeats || p->cut)
		return;
	value = self_part(p);
	s->sum += value + self_grams(p);
	s->run += value;
	s->span += value;
}

double textquery_self(const struct textindex *x, const struct textquery *q)
{
	struct self s = {0, 0, 0};
	unsigned next = 0;

	for (unsigned i = 0; i < q->part_count; i++) {
		const struct unit *u = &q->units[q->parts[i].unit];
		const struct span *span = &q->spans[next];
		bool spanned = next < q->span_count;

		if (i == u->first)
			s.run = 0;
		if (spanned && i == span->first)
			s.span = 0;
		add_part(&s, &q->parts[i]);
		if (spanned && i == span->last) {
			double more = self_span(x, span) - s.span;

			if (more > 0 && !span->repeats) {
				s.sum += more;
				s.run += more;
			}
			next++;
		}
		if (i + 1 == u->first + u->count && unit_has_bonus(q, u))
			s.sum += RUN_BONUS * s.run;
	}
	for (unsigned i = 0; i < q->line_count; i++)
		s.sum += line_self(&q->lines[i]);
	return s.sum;
}
