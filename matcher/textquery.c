/*
 * textquery - reading: parts, corrections, synonyms, idf, grams, the cut.
 *
 * Nothing here is fitted: the constants are those of textparts.h.
 */
#include "matcher/textquery.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/map.h"
#include "matcher/analyse.h"
#include "matcher/gram.h"
#include "matcher/synonyms.h"
#include "matcher/textparts.h"
#include "matcher/typo.h"

const char *match_how_word(enum match_how how)
{
	static const char *const words[] = {
		[MATCH_WORD] = "word",       [MATCH_STEM] = "stem",
		[MATCH_SYNONYM] = "synonym", [MATCH_TYPO] = "typo",
		[MATCH_GRAM] = "gram",       [MATCH_OCCUPATION] = "occupation",
	};

	return words[how];
}

struct corrected {
	const struct textquery *query;
	struct part *part;
};

/* The word and its stems, as if they had been typed. */
static int add_corrected(void *ctx, unsigned flags, struct slice term,
			 uint32_t from, uint32_t to)
{
	struct corrected *c = ctx;
	struct variant v = {.how = MATCH_TYPO};

	(void)from;
	(void)to;
	v.term = textquery_term(c->query, term);
	v.weight = flags & TOKEN_STEM ? VARIANT_STEM : 1;
	part_add_variant(c->part, &v);
	return 0;
}

static void correct_part(struct arena *a, struct analyser *an,
			 struct textquery *q, struct part *p)
{
	const struct term *t = typo_correct(textindex_typos(q->index), p->key);
	struct corrected c = {q, p};
	struct correction *to = &q->corrections[q->correction_count];

	if (t == NULL)
		return;
	to->from = slice_cut(q->text, p->from, p->to);
	to->to = t->key;
	q->correction_count++;
	p->key = t->key;
	p->corrected = true;
	p->weight = PART_CORRECTED;
	analyse(an, ANALYSE_DOCUMENT, arena_copy(a, t->key), add_corrected, &c);
}

static void correct_parts(struct arena *a, struct analyser *an,
			  struct textquery *q)
{
	const struct synonyms *s = textindex_synonyms(q->index);

	q->corrections = ARENA_ARRAY(a, struct correction, q->part_count + 1);
	for (unsigned i = 0; i < q->part_count; i++) {
		struct part *p = &q->parts[i];

		if (!p->han && p->variant_count == 0 &&
		    !(p->flags & (TOKEN_SYMBOLS | TOKEN_DIGITS)) &&
		    !synonyms_knows(s, p->key))
			correct_part(a, an, q, p);
	}
}

/* A part that stood before only matches; the first counts how often. */
static void find_repeats(struct arena *a, struct textquery *q)
{
	struct map *seen = map_new(a);

	for (unsigned i = 0; i < q->part_count; i++) {
		struct part *p = &q->parts[i];
		struct part *first;

		if (map_put(seen, p->key, &q->parts[i]))
			continue;
		first = &q->parts[(const struct part *)map_get(seen, p->key) -
				  q->parts];
		p->repeats = true;
		first->tf++;
		if (p->weight > first->weight)
			first->weight = p->weight;
	}
}

static void weigh_parts(struct textquery *q)
{
	for (unsigned i = 0; i < q->part_count; i++) {
		struct part *p = &q->parts[i];

		p->idf = textindex_idf(
			q->index, variants_df(p->variants, p->variant_count));
	}
}

struct strength {
	double value;
	unsigned part;
};

static int compare_strength(const void *a, const void *b)
{
	const struct strength *x = a;
	const struct strength *y = b;

	if (x->value != y->value)
		return x->value > y->value ? -1 : 1;
	return (x->part > y->part) - (x->part < y->part);
}

/* What is not among the strongest is as if it had not been written. */
static void cut_parts(struct arena *a, struct textquery *q)
{
	struct strength *all = ARENA_ARRAY(a, struct strength, q->part_count);
	unsigned n = 0;

	for (unsigned i = 0; i < q->part_count; i++) {
		struct part *p = &q->parts[i];

		if (p->repeats)
			continue;
		all[n].value = p->variant_count == 0 ? 0 : p->idf * p->weight;
		all[n].part = i;
		n++;
	}
	qsort(all, n, sizeof(all[0]), compare_strength);
	for (unsigned i = TEXTQUERY_PARTS_MAX; i < n; i++) {
		struct part *p = &q->parts[all[i].part];

		p->cut = true;
		q->units[p->unit].whole = false;
	}
}

/*
 * A span that stood before only matches, and so does one whose parts were cut:
 * a search is matched by all of its words, whatever they score.
 */
static void settle_spans(struct textquery *q)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < q->span_count; i++) {
		struct span s = q->spans[i];
		bool cut = false;

		for (unsigned k = s.first; k <= s.last; k++) {
			cut |= q->parts[k].cut;
			s.repeats |= q->parts[k].repeats;
		}
		s.repeats |= cut;
		if (!cut || q->mode == TEXTQUERY_SEARCH)
			q->spans[kept++] = s;
	}
	q->span_count = kept;
}

struct gram_reading {
	struct arena *arena;
	const struct textquery *query;
	struct map *seen;
	unsigned room; /* how many may still be scored */
	struct gram *grams;
	struct part *part;
};

static void add_gram(void *ctx, struct slice key)
{
	struct gram_reading *r = ctx;
	struct part *p = r->part;
	const struct term *t = textquery_term(r->query, key);
	struct gram *g;
	const struct gram *known;

	p->all_grams[p->all_gram_count++] = t;
	if (t == NULL)
		return;
	known = map_get(r->seen, t->key);
	if (known != NULL) {
		r->grams[known - r->grams].tf++;
		return;
	}
	if (r->room == 0 || p->repeats || p->cut)
		return;
	g = &r->grams[TEXTQUERY_GRAMS_MAX - r->room];
	g->term = t;
	g->idf = textindex_idf(r->query->index, t->df);
	g->tf = 1;
	map_put(r->seen, t->key, g);
	r->room--;
	p->gram_count++;
}

static void read_grams(struct arena *a, struct textquery *q)
{
	struct gram_reading r = {.arena = a,
				 .query = q,
				 .seen = map_new(a),
				 .room = TEXTQUERY_GRAMS_MAX};

	r.grams = ARENA_ARRAY(a, struct gram, TEXTQUERY_GRAMS_MAX);
	for (unsigned i = 0; i < q->part_count; i++) {
		struct part *p = &q->parts[i];

		if (p->han || (p->flags & TOKEN_SYMBOLS) ||
		    (p->cut && q->mode == TEXTQUERY_RANK))
			continue;
		p->all_grams =
			ARENA_ARRAY(a, const struct term *, 2 * (p->key.n + 2));
		p->grams = &r.grams[TEXTQUERY_GRAMS_MAX - r.room];
		r.part = p;
		grams_of(p->key, add_gram, &r);
	}
}

const struct textquery *textquery_read_all(struct arena *a, struct analyser *an,
					   const struct text_corpus *corpus,
					   enum textquery_mode mode,
					   struct slice text)
{
	struct textquery *q = ARENA_NEW(a, struct textquery);

	q->arena = a;
	q->mode = mode;
	q->corpus = corpus;
	q->index = corpus->indexes[0];
	if (text.n > TEXTQUERY_BYTES_MAX)
		text.n = TEXTQUERY_BYTES_MAX;
	q->text = arena_copy(a, text);
	textread_parts(a, an, q);
	correct_parts(a, an, q);
	textread_synonyms(a, q);
	find_repeats(a, q);
	weigh_parts(q);
	cut_parts(a, q);
	settle_spans(q);
	read_grams(a, q);
	textread_lines(a, an, q);
	return q;
}

const struct textquery *textquery_read(struct arena *a, struct analyser *an,
				       const struct textindex *x,
				       enum textquery_mode mode,
				       struct slice text)
{
	const struct textindex **one = ARENA_NEW(a, const struct textindex *);
	struct text_corpus *corpus = ARENA_NEW(a, struct text_corpus);

	*one = x;
	*corpus = (struct text_corpus){1, one};
	return textquery_read_all(a, an, corpus, mode, text);
}

bool textquery_is_cut(const struct textquery *q)
{
	return q->is_cut;
}

bool textquery_is_empty(const struct textquery *q)
{
	return q->part_count == 0;
}

size_t textquery_corrections(const struct textquery *q,
			     const struct correction **ret_items)
{
	*ret_items = q->corrections;
	return q->correction_count;
}

static void mark_variants(const struct variant *v, unsigned count,
			  struct marks *m)
{
	for (unsigned i = 0; i < count; i++) {
		if (v[i].grouped)
			m->any_group = m->groups[v[i].group] = true;
		else
			marks_add(m, v[i].term->key);
	}
}

struct marks textquery_marks(struct arena *a, const struct textquery *q,
			     unsigned first, unsigned count)
{
	unsigned groups = synonyms_count(textindex_synonyms(q->index));
	struct marks m = {.terms = map_new(a),
			  .groups = ARENA_ARRAY(a, bool, groups + 1)};

	for (unsigned i = 0; i < q->part_count; i++) {
		const struct part *p = &q->parts[i];

		if (p->unit < first || p->unit - first >= count || p->cut ||
		    !p->counts)
			continue;
		marks_add(&m, p->key);
		mark_variants(p->variants, p->variant_count, &m);
	}
	for (unsigned i = 0; i < q->span_count; i++) {
		const struct span *s = &q->spans[i];

		if (q->parts[s->first].unit < first + count &&
		    q->parts[s->last].unit >= first)
			mark_variants(s->variants, s->count, &m);
	}
	return m;
}
