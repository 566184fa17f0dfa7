/* postings - a log in chunks, then a counting sort; see postings.h. */
#include "matcher/postings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/compiler.h"
#include "matcher/hash.h"
#include "matcher/postings_parts.h"
#include "matcher/textindex.h"

enum { CHUNK_ENTRIES = 8192 };

struct entry {
	uint32_t term;
	uint32_t doc;
	struct frequencies f;
};

struct chunk {
	struct chunk *next;
	size_t count;
	struct entry entries[CHUNK_ENTRIES];
};

struct postings_log {
	struct arena *arena;
	struct chunk *first;
	struct chunk *last;
	size_t count;
};

uint8_t impact_of(double tf)
{
	double exact = 255 * tf / (TEXT_K1 + tf);
	int i = (int)ceil(exact);

	return (uint8_t)(i > 255 ? 255 : i);
}

/* Above what any document's tf' can be: 255 occurrences of weight 100. */
static const float tf_beyond = 1e6F;

float impact_tf(uint8_t impact)
{
	/* A little up, so that rounding never makes it less. */
	if (impact == 255)
		return tf_beyond;
	return (float)(TEXT_K1 * impact / (255 - impact) * (1 + 1e-6));
}

struct posting_run postings_in(const struct postings *p, uint32_t window)
{
	uint32_t from = 0, to = p->count;

	if (p->ends != NULL) {
		from = window == 0 ? 0 : p->ends[window - 1];
		to = p->ends[window];
	}
	return (struct posting_run){to - from, p->docs + from,
				    p->impacts + from};
}

static struct frequencies find_elsewhere(const struct postings_table *t,
					 uint32_t at)
{
	size_t low = 0, high = t->elsewhere_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (t->elsewhere[middle].at < at)
			low = middle + 1;
		else
			high = middle;
	}
	return t->elsewhere[low].f;
}

struct frequencies postings_frequencies(const struct postings_table *t,
					const struct postings *p, uint32_t at)
{
	if (p->shapes[at] == SHAPE_ELSEWHERE)
		return find_elsewhere(t, p->first + at);
	return t->shapes[p->shapes[at]];
}

const struct postings *postings_of(const struct postings_table *t,
				   uint32_t term)
{
	return &t->lists[t->of[term]];
}

static size_t list_bytes(const struct postings_table *t,
			 const struct postings *p)
{
	size_t guide = p->guide == NULL ? 0
					: (t->windows << p->guide_bits) *
						  sizeof(*p->guide);
	size_t ends = p->ends == NULL ? 0 : t->windows * sizeof(*p->ends);

	return sizeof(*p) + guide + ends +
	       p->count * (sizeof(*p->docs) + sizeof(*p->impacts));
}

struct postings_parts postings_measure(const struct postings_table *t,
				       const bool *apart)
{
	struct postings_parts parts = {
		.shapes = t->shape_count * sizeof(*t->shapes) +
			  t->elsewhere_count * sizeof(*t->elsewhere)};
	struct arena *scratch = arena_new(0);
	bool *is_used = ARENA_ARRAY(scratch, bool, t->list_count + 1);

	for (size_t k = 0; k < t->terms; k++) {
		*(apart[k] ? &parts.apart : &parts.lists) += sizeof(*t->of);
		is_used[t->of[k]] = is_used[t->of[k]] || !apart[k];
	}
	for (size_t k = 0; k < t->list_count; k++) {
		const struct postings *p = &t->lists[k];
		size_t shapes = p->count * sizeof(*p->shapes);

		*(is_used[k] ? &parts.lists : &parts.apart) += list_bytes(t, p);
		*(is_used[k] ? &parts.shapes : &parts.apart) += shapes;
	}
	arena_free(scratch);
	return parts;
}

struct postings_log *postings_log_new(struct arena *a)
{
	struct postings_log *log = ARENA_NEW(a, struct postings_log);

	log->arena = a;
	log->first = ARENA_NEW(a, struct chunk);
	log->last = log->first;
	return log;
}

void postings_log_add(struct postings_log *log, uint32_t term, uint32_t doc,
		      struct frequencies f)
{
	struct chunk *c = log->last;

	if (c->count == CHUNK_ENTRIES) {
		c->next = ARENA_NEW(log->arena, struct chunk);
		c = c->next;
		log->last = c;
	}
	c->entries[c->count++] = (struct entry){term, doc, f};
	log->count++;
}

struct sorting {
	const struct postings_plan *plan;
	struct postings_table *table;
	struct postings *lists;
	size_t windows;
	uint32_t *ends; /* by term and window; NULL: one window */
	uint16_t *docs;
	uint8_t *impacts;
	uint8_t *shapes;
	uint32_t *of;                /* of the table, as is the next */
	struct elsewhere *elsewhere; /* with so much room: */
	size_t elsewhere_room;
	struct arena *arena, *scratch;
};

/* The first 255 kinds that come have a number; there are seldom more. */
static uint8_t shape_of(struct postings_table *t, const struct frequencies *f)
{
	size_t i = 0;

	while (i < t->shape_count && memcmp(&t->shapes[i], f, sizeof(*f)) != 0)
		i++;
	if (i == t->shape_count && i < SHAPES_MAX)
		t->shapes[t->shape_count++] = *f;
	return (uint8_t)i;
}

static void add_elsewhere(struct sorting *s, uint32_t at,
			  const struct frequencies *f)
{
	struct postings_table *t = s->table;

	if (t->elsewhere_count == s->elsewhere_room) {
		size_t room =
			s->elsewhere_room == 0 ? 64 : s->elsewhere_room * 2;
		struct elsewhere *grown =
			ARENA_ARRAY(s->arena, struct elsewhere, room);

		if (t->elsewhere_count > 0)
			memcpy(grown, s->elsewhere,
			       t->elsewhere_count * sizeof(*grown));
		s->elsewhere = grown;
		s->elsewhere_room = room;
	}
	s->elsewhere[t->elsewhere_count++] = (struct elsewhere){at, *f, {0}};
}

static int by_place(const void *a, const void *b)
{
	const struct elsewhere *x = a, *y = b;

	return (x->at > y->at) - (x->at < y->at);
}

static void count_entries(struct sorting *s, const struct postings_log *log)
{
	uint32_t at = 0;

	for (const struct chunk *c = log->first; c != NULL; c = c->next) {
		for (size_t i = 0; i < c->count; i++)
			s->lists[c->entries[i].term].count++;
	}
	for (size_t t = 0; t < s->plan->terms; t++) {
		struct postings *p = &s->lists[t];

		p->first = at;
		p->docs = s->docs + at;
		p->impacts = s->impacts + at;
		p->shapes = s->shapes + at;
		if (s->ends != NULL)
			p->ends = s->ends + t * s->windows;
		at += p->count;
		p->count = 0;
	}
}

static void place_entry(struct sorting *s, const struct entry *e)
{
	struct postings *p = &s->lists[e->term];
	uint32_t at = p->first + p->count++;
	double tf = s->plan->weigh(s->plan->ctx, e->term, e->doc, &e->f);

	s->docs[at] = (uint16_t)(e->doc % POSTINGS_WINDOW);
	s->impacts[at] = impact_of(tf);
	s->shapes[at] = shape_of(s->table, &e->f);
	if (s->shapes[at] == SHAPE_ELSEWHERE)
		add_elsewhere(s, at, &e->f);
	if (s->ends != NULL)
		s->ends[e->term * s->windows + e->doc / POSTINGS_WINDOW]++;
}

static void sum_ends(struct sorting *s)
{
	for (size_t t = 0; s->ends != NULL && t < s->plan->terms; t++) {
		uint32_t *ends = s->ends + t * s->windows;

		for (size_t w = 1; w < s->windows; w++)
			ends[w] += ends[w - 1];
	}
}

static uint64_t hash_of(const struct postings *p)
{
	uint64_t h =
		hash_bytes(HASH_START, p->docs, p->count * sizeof(*p->docs));

	return hash_bytes(h, p->impacts, p->count);
}

static bool are_same(const struct sorting *s, const struct postings *x,
		     const struct postings *y)
{
	size_t n = x->count;

	return n == y->count && memcmp(x->docs, y->docs, n * 2) == 0 &&
	       memcmp(x->impacts, y->impacts, n) == 0 &&
	       memcmp(x->shapes, y->shapes, n) == 0 &&
	       memchr(x->shapes, SHAPE_ELSEWHERE, n) == NULL &&
	       (s->ends == NULL ||
		memcmp(x->ends, y->ends, s->windows * sizeof(*x->ends)) == 0);
}

/* Where each different list is kept for good. */
struct room {
	uint16_t *docs;
	uint8_t *impacts, *shapes;
	uint32_t *ends;
	uint32_t count;
};

static struct postings move_list(const struct sorting *s, struct room *to,
				 const struct postings *p)
{
	uint32_t at = to->count;
	struct postings moved = {.count = p->count,
				 .first = p->first,
				 .docs = to->docs + at,
				 .impacts = to->impacts + at,
				 .shapes = to->shapes + at};

	memcpy(to->docs + at, p->docs, p->count * sizeof(*p->docs));
	memcpy(to->impacts + at, p->impacts, p->count);
	memcpy(to->shapes + at, p->shapes, p->count);
	to->count += p->count;
	if (s->ends != NULL) {
		moved.ends = to->ends;
		memcpy(to->ends, p->ends, s->windows * sizeof(*p->ends));
		to->ends += s->windows;
	}
	return moved;
}

/*
 * A word that stands in one form only, and its stems, have the same postings:
 * lists that are equal are kept once, and whoever compares terms sees it.
 */
static void share_lists(struct sorting *s)
{
	size_t terms = s->plan->terms, slots = 1, kept = 0, total = 0;
	uint32_t *slot_of, *numbers;
	struct room to = {.count = 0};
	struct postings *lists;

	while (slots < terms * 2)
		slots *= 2;
	slot_of = ARENA_ARRAY(s->scratch, uint32_t, slots);
	numbers = ARENA_ARRAY(s->scratch, uint32_t, terms + 1);
	for (uint32_t t = 0; t < terms; t++) {
		size_t at = hash_of(&s->lists[t]) & (slots - 1);

		while (slot_of[at] != 0 &&
		       !are_same(s, &s->lists[numbers[slot_of[at] - 1]],
				 &s->lists[t]))
			at = (at + 1) & (slots - 1);
		if (slot_of[at] == 0) {
			numbers[kept++] = t;
			slot_of[at] = (uint32_t)kept;
			total += s->lists[t].count;
		}
		s->of[t] = slot_of[at] - 1;
	}
	to.docs = ARENA_ARRAY(s->arena, uint16_t, total + 1);
	to.impacts = ARENA_ARRAY(s->arena, uint8_t, total + 1);
	to.shapes = ARENA_ARRAY(s->arena, uint8_t, total + 1);
	if (s->ends != NULL)
		to.ends = ARENA_ARRAY(s->arena, uint32_t, kept * s->windows);
	lists = ARENA_ARRAY(s->arena, struct postings, kept + 1);
	for (size_t k = 0; k < kept; k++)
		lists[k] = move_list(s, &to, &s->lists[numbers[k]]);
	postings_guide(s->arena, lists, kept, s->windows);
	s->table->lists = lists;
	s->table->list_count = kept;
}

const struct postings_table *postings_sort(struct arena *a,
					   const struct postings_log *log,
					   const struct postings_plan *plan)
{
	struct sorting s = {.plan = plan, .arena = a};
	size_t n = log->count + 1;

	s.windows = postings_windows(plan->docs);
	s.table = ARENA_NEW(a, struct postings_table);
	s.table->terms = plan->terms;
	s.table->windows = s.windows;
	s.scratch = arena_new(0);
	s.lists = ARENA_ARRAY(s.scratch, struct postings, plan->terms + 1);
	s.of = ARENA_ARRAY(a, uint32_t, plan->terms + 1);
	s.table->of = s.of;
	s.docs = ARENA_ARRAY(s.scratch, uint16_t, n);
	s.impacts = ARENA_ARRAY(s.scratch, uint8_t, n);
	s.shapes = ARENA_ARRAY(s.scratch, uint8_t, n);
	if (s.windows > 1)
		s.ends = ARENA_ARRAY(s.scratch, uint32_t,
				     plan->terms * s.windows + 1);
	count_entries(&s, log);
	for (const struct chunk *c = log->first; c != NULL; c = c->next) {
		for (size_t i = 0; i < c->count; i++)
			place_entry(&s, &c->entries[i]);
	}
	sum_ends(&s);
	if (s.table->elsewhere_count > 0)
		qsort(s.elsewhere, s.table->elsewhere_count,
		      sizeof(struct elsewhere), by_place);
	s.table->elsewhere = s.elsewhere;
	share_lists(&s);
	arena_free(s.scratch);
	return s.table;
}
