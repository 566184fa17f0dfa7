/*
 * textread_parts - a query's tokens as parts, and its words and runs as units.
 *
 * The text is analysed as a document: a run of Han then gives its pairs and
 * its single characters, and both are scored.
 */
#include <string.h>

#include "base/arena.h"
#include "matcher/analyse.h"
#include "matcher/textparts.h"

/* Each byte gives at most two tokens. */
enum { TOKENS_PER_BYTE = 2, SEARCH_TOKENS_MAX = TEXTQUERY_SEARCH_MAX * 8 };

struct token {
	unsigned flags;
	uint32_t from;
	uint32_t to;
	struct slice term;
};

struct tokens {
	struct arena *arena;
	struct token *items;
	size_t count;
	size_t most;
	bool is_cut;
};

static int keep_token(void *ctx, unsigned flags, struct slice term,
		      uint32_t from, uint32_t to)
{
	struct tokens *t = ctx;

	if (t->count == t->most) {
		t->is_cut = true;
		return 1;
	}
	t->items[t->count].flags = flags;
	t->items[t->count].from = from;
	t->items[t->count].to = to;
	t->items[t->count].term = arena_copy(t->arena, term);
	t->count++;
	return 0;
}

static struct tokens read_tokens(struct arena *a, struct analyser *an,
				 const struct textquery *q)
{
	struct tokens t = {.arena = a};

	t.most = q->mode == TEXTQUERY_SEARCH ? SEARCH_TOKENS_MAX
					     : TEXTQUERY_TOKENS_MAX;
	if (t.most > q->text.n * TOKENS_PER_BYTE)
		t.most = q->text.n * TOKENS_PER_BYTE;
	t.items = ARENA_ARRAY(a, struct token, t.most + 1);
	analyse(an, ANALYSE_DOCUMENT, q->text, keep_token, &t);
	return t;
}

void part_add_variant(struct part *p, const struct variant *v)
{
	if (v->term == NULL || p->variant_count == PART_VARIANTS_MAX)
		return;
	p->variants[p->variant_count++] = *v;
}

static void add_variant(const struct textquery *q, struct part *p,
			struct slice key, double weight, enum match_how how)
{
	struct variant v = {.weight = weight, .how = how};

	v.term = textquery_term(q, key);
	part_add_variant(p, &v);
}

/* A new unit at every word, and where a run of Han begins. */
static struct unit *need_unit(struct textquery *q, const struct token *t,
			      bool goes_on)
{
	struct unit *u;

	if (goes_on)
		return &q->units[q->unit_count - 1];
	u = &q->units[q->unit_count++];
	u->first = q->part_count;
	u->from = t->from;
	u->han = (t->flags & TOKEN_HAN) != 0;
	u->whole = true;
	return u;
}

static void add_part(struct textquery *q, const struct token *t, bool goes_on)
{
	bool pair = (t->flags & TOKEN_COLOCATED) != 0;
	struct unit *u = need_unit(q, t, goes_on);
	struct part *p = &q->parts[q->part_count++];

	p->key = t->term;
	p->from = t->from;
	p->to = t->to;
	p->unit = q->unit_count - 1;
	p->han = u->han;
	p->counts = !u->han || pair;
	p->flags = t->flags;
	p->weight = 1;
	p->tf = 1;
	u->count++;
	u->pairs += pair;
	u->to = t->to;
	add_variant(q, p, t->term, 1, MATCH_WORD);
}

/* A stem, or another form of the word before it. */
static void add_form(struct textquery *q, const struct token *t)
{
	struct part *p = &q->parts[q->part_count - 1];

	if (t->to > p->to)
		return; /* of two words: a span */
	add_variant(q, p, t->term, VARIANT_STEM,
		    t->flags & TOKEN_STEM ? MATCH_STEM : MATCH_WORD);
}

/* A single character within a run adds to the score and is never asked for. */
static void weigh_runs(struct textquery *q)
{
	for (unsigned i = 0; i < q->part_count; i++) {
		struct part *p = &q->parts[i];
		const struct unit *u = &q->units[p->unit];

		if (!u->han || p->counts)
			continue;
		p->counts = u->pairs == 0;
		if (u->pairs >= SHORT_RUN_MAX)
			p->weight = PART_LONG_RUN;
	}
}

/* Parts [first, first + 1]: the last span, or a new one. */
static void add_to_span(struct textquery *q, unsigned first,
			const struct variant *v)
{
	struct span *s = &q->spans[q->span_count];

	if (q->span_count > 0 && s[-1].first == first) {
		s--;
	} else {
		*s = (struct span){.first = first, .last = first + 1};
		q->span_count++;
	}
	if (s->count < SPAN_VARIANTS_MAX)
		s->variants[s->count++] = *v;
}

/* "start-ups" is met by "startups" and its stems: terms for two parts. */
static void add_joined(struct textquery *q, const struct tokens *t)
{
	unsigned part = 0;

	for (size_t i = 0; i < t->count; i++) {
		const struct token *k = &t->items[i];
		struct variant v = {.weight = VARIANT_STEM, .how = MATCH_WORD};

		if (!(k->flags & (TOKEN_JOINED | TOKEN_STEM)))
			continue;
		while (part < q->part_count && q->parts[part].from < k->from)
			part++;
		if (part + 1 >= q->part_count || k->to <= q->parts[part].to)
			continue;
		if (k->flags & TOKEN_STEM) {
			v.weight *= VARIANT_STEM;
			v.how = MATCH_STEM;
		}
		v.term = textquery_term(q, k->term);
		if (v.term != NULL)
			add_to_span(q, part, &v);
	}
}

void textread_parts(struct arena *a, struct analyser *an, struct textquery *q)
{
	struct tokens t = read_tokens(a, an, q);
	unsigned most = (unsigned)t.count;
	bool pair = false;

	if (q->mode == TEXTQUERY_SEARCH && most > TEXTQUERY_SEARCH_MAX)
		most = TEXTQUERY_SEARCH_MAX;
	q->parts = ARENA_ARRAY(a, struct part, most + 1);
	q->units = ARENA_ARRAY(a, struct unit, most + 1);
	q->spans = ARENA_ARRAY(a, struct span, most + 1);
	for (size_t i = 0; i < t.count; i++) {
		const struct token *k = &t.items[i];
		bool form =
			(k->flags & TOKEN_COLOCATED) && !(k->flags & TOKEN_HAN);

		if (form) {
			add_form(q, k);
			continue;
		}
		q->is_cut = q->part_count == most;
		if (q->is_cut)
			break;
		add_part(q, k, pair || (k->flags & TOKEN_COLOCATED));
		pair = (k->flags & TOKEN_HAN) && (k->flags & TOKEN_COLOCATED);
	}
	q->is_cut = q->is_cut || t.is_cut;
	weigh_runs(q);
	add_joined(q, &t);
}
