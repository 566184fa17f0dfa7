/*
 * textbound - what each document can score at most, term at a time.
 *
 * All of a window, or a few documents of it (textsettle.c); window by window, so that the sums stay in the cache; a window without a
 * document of the gate is skipped.  Impacts are rounded up and every step from
 * there on is monotone, so no sum is below what score.c would give.  A straight
 * sum adds to all documents of a window, of the gate or not: a test would cost
 * more than the sum.
 *
 * A part that one term answers for is a straight loop over its postings.  Where
 * several do, they are combined document by document in a scratch first; so are
 * runs that may earn a bonus and spans that one term may lift.
 */
#include "base/arena.h"
#include "base/bits.h"
#include "matcher/textparts.h"

/* Values of some documents of one window, and which have one. */
struct scratch {
	float *value;
	uint16_t *touched;
	uint32_t count;
};

struct bounding {
	const struct textquery *q;
	const struct textindex *x;
	float *all_upper;         /* by document of the whole, as is the next */
	const uint64_t *all_gate; /* NULL: all */
	uint32_t window;
	const struct few_docs *few; /* of the window; NULL: all of it */
	struct picked picked;       /* room for their postings */
	float *upper;               /* of the window's first document */
	const uint64_t *gate;       /* likewise; NULL: all */
	unsigned span;              /* the next one to come */
	struct scratch part;        /* tf' of the variants combined */
	float *typed;               /* tf' of the word itself */
	struct scratch run;   /* gained in a run that may earn its bonus */
	uint8_t *pairs;       /* of the run, met so far */
	struct scratch spans; /* gained by the parts of a span */
	bool in_run, in_span;
	float tf_of[256];
};

static struct scratch scratch_new(struct arena *a, size_t n)
{
	return (struct scratch){ARENA_ARRAY(a, float, n),
				ARENA_ARRAY(a, uint16_t, n), 0};
}

/* Values are above 0: 0 says that there is none yet. */
static void scratch_touch(struct scratch *s, uint16_t doc)
{
	if (s->value[doc] <= 0)
		s->touched[s->count++] = doc;
}

static void scratch_add(struct scratch *s, uint16_t doc, float value)
{
	scratch_touch(s, doc);
	s->value[doc] += value;
}

static void scratch_forget(struct scratch *s)
{
	for (uint32_t i = 0; i < s->count; i++)
		s->value[s->touched[i]] = 0;
	s->count = 0;
}

/* To the sums, or to what is not settled yet. */
static void gain(struct bounding *b, uint16_t doc, float value)
{
	if (b->in_span)
		scratch_add(&b->spans, doc, value);
	if (b->in_run)
		scratch_add(&b->run, doc, value);
	else if (!b->in_span)
		b->upper[doc] += value;
}

/* Its postings of the window, or of the few; until the next are asked for. */
static struct posting_run run_of(struct bounding *b, const struct term *t)
{
	if (b->few == NULL)
		return postings_in(t->postings, b->window);
	return postings_pick(t->postings, b->few, &b->picked);
}

static void add_straight(struct bounding *b, const struct term *t, float most)
{
	struct posting_run in = run_of(b, t);
	float each = most / 255;
	float *upper = b->upper;

	for (uint32_t i = 0; i < in.count; i++)
		upper[in.docs[i]] += each * (float)in.impacts[i];
}

/* What no document of the gate needs is not kept in a scratch. */
static bool is_wanted(const struct bounding *b, uint16_t doc)
{
	return b->gate == NULL || bit_has(b->gate, doc);
}

/* One term alone, where its values are not settled yet. */
static void add_one(struct bounding *b, const struct part *p, float most)
{
	struct posting_run in = run_of(b, p->variants[0].term);
	float each = most / 255;
	bool pairs = b->in_run && p->counts;

	for (uint32_t i = 0; i < in.count; i++) {
		uint16_t doc = in.docs[i];

		if (!is_wanted(b, doc))
			continue;
		if (pairs)
			b->pairs[doc]++;
		gain(b, doc, each * (float)in.impacts[i]);
	}
}

/* score.c's part_tf(), document by document. */
static void combine(struct bounding *b, const struct part *p, unsigned v)
{
	struct posting_run in = run_of(b, p->variants[v].term);
	bool has_typed = p->variants[0].weight >= 1;
	float w = (float)p->variants[v].weight;

	for (uint32_t i = 0; i < in.count; i++) {
		uint16_t doc = in.docs[i];
		float tf;

		if (!is_wanted(b, doc))
			continue;
		tf = w * b->tf_of[in.impacts[i]];
		if (v == 0 && has_typed)
			b->typed[doc] = tf;
		else if (has_typed)
			tf += (1 - w) * b->typed[doc];
		scratch_touch(&b->part, doc);
		if (tf > b->part.value[doc])
			b->part.value[doc] = tf;
	}
}

/* One term decides alone. */
static bool is_single(const struct part *p)
{
	unsigned i = 1;

	if (p->variant_count == 0 || p->variants[0].weight < 1)
		return false;
	while (i < p->variant_count && variant_is_idle(p->variants, i))
		i++;
	return i == p->variant_count;
}

static void add_combined(struct bounding *b, const struct part *p, float most)
{
	bool pairs = b->in_run && p->counts;

	for (unsigned v = 0; v < p->variant_count; v++) {
		if (!variant_is_idle(p->variants, v))
			combine(b, p, v);
	}
	for (uint32_t i = 0; i < b->part.count; i++) {
		uint16_t doc = b->part.touched[i];
		float tf = b->part.value[doc];

		b->part.value[doc] = 0;
		b->typed[doc] = 0;
		if (pairs)
			b->pairs[doc]++;
		gain(b, doc, most * (tf / ((float)TEXT_K1 + tf)));
	}
	b->part.count = 0;
}

/* What a value tends to as tf' grows. */
static float limit_of(double weight, double idf)
{
	return (float)(weight * idf * (TEXT_K1 + 1));
}

static void add_part(struct bounding *b, const struct part *p)
{
	float most = limit_of(p->weight, p->idf);
	bool settled = !b->in_run && !b->in_span;
	bool single = is_single(p);

	if (p->repeats || p->cut)
		return;
	if (single && settled)
		add_straight(b, p->variants[0].term, most);
	else if (single)
		add_one(b, p, most);
	else if (p->variant_count > 0)
		add_combined(b, p, most);
}

/* The span's own value where that is more than its parts gave. */
static void lift(struct bounding *b, const struct variant *v)
{
	struct posting_run in = run_of(b, v->term);
	float most = limit_of(v->weight, textindex_idf(b->x, v->term->df));

	for (uint32_t i = 0; i < in.count; i++) {
		uint16_t doc = in.docs[i];
		float more =
			most / 255 * (float)in.impacts[i] - b->spans.value[doc];

		if (more > 0)
			gain(b, doc, more);
	}
}

static void end_span(struct bounding *b, const struct span *span)
{
	b->span++;
	if (!b->in_span)
		return;
	for (unsigned i = 0; i < span->count; i++)
		lift(b, &span->variants[i]);
	b->in_span = false;
	for (uint32_t i = 0; !b->in_run && i < b->spans.count; i++) {
		uint16_t doc = b->spans.touched[i];

		b->upper[doc] += b->spans.value[doc];
	}
	scratch_forget(&b->spans);
}

static unsigned pairs_asked(const struct textquery *q, const struct unit *u)
{
	unsigned n = 0;

	for (unsigned i = u->first; i < u->first + u->count; i++) {
		const struct part *p = &q->parts[i];

		n += p->counts && !p->repeats && !p->cut;
	}
	return n;
}

static void end_run(struct bounding *b, const struct unit *u)
{
	unsigned asked = pairs_asked(b->q, u);

	b->in_run = false;
	for (uint32_t i = 0; i < b->run.count; i++) {
		uint16_t doc = b->run.touched[i];
		float value = b->run.value[doc];

		if (b->pairs[doc] >= asked)
			value *= 1 + (float)RUN_BONUS;
		b->upper[doc] += value;
		b->pairs[doc] = 0;
	}
	scratch_forget(&b->run);
}

static void add_at(struct bounding *b, unsigned i)
{
	const struct textquery *q = b->q;
	const struct unit *u = &q->units[q->parts[i].unit];
	const struct span *span = &q->spans[b->span];
	bool spanned = b->span < q->span_count;

	if (i == u->first)
		b->in_run = unit_has_bonus(q, u);
	if (spanned && i == span->first)
		b->in_span = !span->repeats;
	add_part(b, &q->parts[i]);
	if (spanned && i == span->last)
		end_span(b, span);
	if (i + 1 == u->first + u->count && b->in_run)
		end_run(b, u);
}

static bool is_asked(const uint64_t *gate, size_t window, size_t words)
{
	size_t each = POSTINGS_WINDOW / 64;
	size_t end = (window + 1) * each < words ? (window + 1) * each : words;

	if (gate == NULL)
		return true;
	for (size_t w = window * each; w < end; w++) {
		if (gate[w] != 0)
			return true;
	}
	return false;
}

/* Titles of the same occupation, in whatever words. */
void bounding_add_line(struct bounding *b, const struct linked_line *line)
{
	size_t units = linker_taxonomy(textindex_linker(b->x))->unit_count;

	for (unsigned u = 0; u < units; u++) {
		float each = (float)line->worth * line->reach[u];
		struct linked_docs in;

		if (line->reach[u] <= 0)
			continue;
		in = textindex_linked(b->x, u);
		for (uint32_t i = 0; i < in.count; i++)
			b->all_upper[in.docs[i]] += each * in.shares[i];
	}
}

void bounding_add(struct bounding *b, const struct text_atom *t,
		  const struct bounding_at *at)
{
	size_t first = (size_t)at->window * POSTINGS_WINDOW;

	b->window = at->window;
	b->few = at->few;
	b->upper = b->all_upper + first;
	b->gate = b->all_gate == NULL ? NULL : b->all_gate + first / 64;
	b->span = t->span;
	if (t->gram != NULL)
		add_straight(b, t->gram->term,
			     limit_of(GRAM_WEIGHT, t->gram->idf));
	for (unsigned i = t->first; t->gram == NULL && i <= t->last; i++)
		add_at(b, i);
}

void bounding_add_all(struct bounding *b, const struct text_atom *atoms,
		      size_t count)
{
	size_t words = textindex_bitmap_words(b->x);
	struct bounding_at at = {0, NULL};

	for (; (size_t)at.window * POSTINGS_WINDOW / 64 < words; at.window++) {
		if (!is_asked(b->all_gate, at.window, words))
			continue;
		for (size_t i = 0; i < count; i++) {
			if (atoms[i].line == NULL)
				bounding_add(b, &atoms[i], &at);
		}
	}
	for (size_t i = 0; i < count; i++) {
		if (atoms[i].line != NULL)
			bounding_add_line(b, atoms[i].line);
	}
}

/* Only what the query needs: zeroing it is part of the cost. */
static void take_room(struct arena *a, struct bounding *b)
{
	const struct textquery *q = b->q;
	size_t n = textindex_count(b->x);

	if (n > POSTINGS_WINDOW)
		n = POSTINGS_WINDOW;
	for (unsigned i = 0; i < q->part_count && b->typed == NULL; i++) {
		if (q->parts[i].variant_count == 0 || is_single(&q->parts[i]))
			continue;
		b->part = scratch_new(a, n);
		b->typed = ARENA_ARRAY(a, float, n);
	}
	if (q->span_count > 0)
		b->spans = scratch_new(a, n);
	for (unsigned i = 0; i < q->unit_count; i++) {
		if (!unit_has_bonus(q, &q->units[i]))
			continue;
		b->run = scratch_new(a, n);
		b->pairs = ARENA_ARRAY(a, uint8_t, n);
		return;
	}
}

struct bounding *bounding_new(struct arena *a, const struct textquery *q,
			      const uint64_t *gate, float *upper)
{
	struct bounding *b = ARENA_NEW(a, struct bounding);

	b->q = q;
	b->x = q->index;
	b->all_upper = upper;
	b->all_gate = gate;
	take_room(a, b);
	for (int i = 0; i < 256; i++)
		b->tf_of[i] = impact_tf((uint8_t)i);
	return b;
}

/* Room for the postings of so many. */
void bounding_expect(struct arena *a, struct bounding *b, size_t few)
{
	b->picked.docs = ARENA_ARRAY(a, uint16_t, few + 1);
	b->picked.impacts = ARENA_ARRAY(a, uint8_t, few + 1);
}
