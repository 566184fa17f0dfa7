/* postings - a log in chunks, then a counting sort; see postings.h. */
#include "matcher/postings.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/compiler.h"
#include "matcher/textindex.h"

enum { CHUNK_ENTRIES = 8192, SHAPES_MAX = 255, SHAPE_ELSEWHERE = 255 };

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

/* A posting whose frequencies are none of the common ones. */
struct elsewhere {
	uint32_t at;
	struct frequencies f;
};

struct postings_table {
	const struct postings *lists;
	size_t shape_count;
	struct frequencies shapes[SHAPES_MAX];
	size_t elsewhere_count;
	struct elsewhere *elsewhere; /* by `at` */
	size_t bytes;
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

bool postings_find(const struct postings *p, uint32_t doc, uint32_t *ret_at)
{
	struct posting_run run = postings_in(p, doc / POSTINGS_WINDOW);
	uint32_t from = (uint32_t)(run.docs - p->docs);
	uint16_t wanted = (uint16_t)(doc % POSTINGS_WINDOW);
	const uint16_t *base = run.docs;
	uint32_t n = run.count;

	if (n == 0)
		return false;
	while (n > 1) {
		uint32_t half = n / 2;

		base += base[half - 1] < wanted ? half : 0;
		n -= half;
	}
	if (*base != wanted)
		return false;
	*ret_at = from + (uint32_t)(base - run.docs);
	return true;
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
	return &t->lists[term];
}

size_t postings_bytes(const struct postings_table *t)
{
	return t->bytes;
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
	size_t elsewhere_room;
	struct arena *arena;
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
			memcpy(grown, t->elsewhere,
			       t->elsewhere_count * sizeof(*grown));
		t->elsewhere = grown;
		s->elsewhere_room = room;
	}
	t->elsewhere[t->elsewhere_count++] = (struct elsewhere){at, *f};
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

const struct postings_table *postings_sort(struct arena *a,
					   const struct postings_log *log,
					   const struct postings_plan *plan)
{
	struct sorting s = {.plan = plan, .arena = a};
	size_t before = arena_bytes(a);
	size_t n = log->count + 1;

	s.windows = (plan->docs + POSTINGS_WINDOW - 1) / POSTINGS_WINDOW;
	s.table = ARENA_NEW(a, struct postings_table);
	s.lists = ARENA_ARRAY(a, struct postings, plan->terms + 1);
	s.docs = ARENA_ARRAY(a, uint16_t, n);
	s.impacts = ARENA_ARRAY(a, uint8_t, n);
	s.shapes = ARENA_ARRAY(a, uint8_t, n);
	if (s.windows > 1)
		s.ends = ARENA_ARRAY(a, uint32_t, plan->terms * s.windows + 1);
	count_entries(&s, log);
	for (const struct chunk *c = log->first; c != NULL; c = c->next) {
		for (size_t i = 0; i < c->count; i++)
			place_entry(&s, &c->entries[i]);
	}
	sum_ends(&s);
	if (s.table->elsewhere_count > 0)
		qsort(s.table->elsewhere, s.table->elsewhere_count,
		      sizeof(struct elsewhere), by_place);
	s.table->lists = s.lists;
	s.table->bytes = arena_bytes(a) - before;
	return s.table;
}
