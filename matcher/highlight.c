/* highlight - see highlight.h. */
#include "matcher/highlight.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "matcher/analyse.h"
#include "matcher/hash.h"
#include "matcher/synonyms.h"
#include "matcher/textparts.h"

enum { FIRST_RANGES = 32, FIRST_TOKENS = 128 };

struct marking {
	struct arena *arena;
	const struct marks *marks;
	struct text_range *ranges;
	size_t count;
	size_t room;
};

void marks_add(struct marks *m, struct slice term)
{
	map_put(m->terms, term, m);
	m->sieve |= text_sieve(term);
}

uint64_t text_sieve(struct slice term)
{
	return UINT64_C(1) << (hash_bytes(HASH_START, term.p, term.n) >> 58);
}

static void add_range(struct marking *m, uint32_t from, uint32_t to)
{
	if (m->count > 0 && from == m->ranges[m->count - 1].from &&
	    to <= m->ranges[m->count - 1].to)
		return;
	if (m->count == m->room) {
		size_t room = m->room == 0 ? FIRST_RANGES : m->room * 2;
		struct text_range *more =
			ARENA_ARRAY(m->arena, struct text_range, room);

		if (m->count > 0)
			memcpy(more, m->ranges, m->count * sizeof(*more));
		m->ranges = more;
		m->room = room;
	}
	m->ranges[m->count].from = from;
	m->ranges[m->count].to = to;
	m->count++;
}

static void mark_token(struct marking *m, const struct text_token *t)
{
	if ((m->marks->sieve & t->sieve) != 0 &&
	    map_get(m->marks->terms, t->term) != NULL)
		add_range(m, t->from, t->to);
}

static int compare_ranges(const void *a, const void *b)
{
	const struct text_range *x = a;
	const struct text_range *y = b;

	if (x->from != y->from)
		return x->from < y->from ? -1 : 1;
	return (x->to > y->to) - (x->to < y->to);
}

static size_t merge_ranges(struct text_range *ranges, size_t n)
{
	size_t kept = 0;

	qsort(ranges, n, sizeof(*ranges), compare_ranges);
	for (size_t i = 0; i < n; i++) {
		struct text_range *last = &ranges[kept - (kept > 0)];

		if (kept == 0 || ranges[i].from > last->to)
			ranges[kept++] = ranges[i];
		else if (ranges[i].to > last->to)
			last->to = ranges[i].to;
	}
	return kept;
}

struct reading {
	struct arena *arena;
	struct text_token *tokens;
	size_t count, room;
};

static int keep_token(void *ctx, unsigned flags, struct slice term,
		      uint32_t from, uint32_t to)
{
	struct reading *r = ctx;

	if (r->count == r->room) {
		size_t room = r->room == 0 ? FIRST_TOKENS : r->room * 2;
		struct text_token *more =
			ARENA_ARRAY(r->arena, struct text_token, room);

		if (r->count > 0)
			memcpy(more, r->tokens, r->count * sizeof(*more));
		r->tokens = more;
		r->room = room;
	}
	r->tokens[r->count++] = (struct text_token){
		flags, arena_copy(r->arena, term), from, to, text_sieve(term)};
	return 0;
}

struct read_text text_read(struct arena *a, struct analyser *an,
			   struct slice text)
{
	struct reading r = {.arena = a};

	analyse(an, ANALYSE_AUX, text, keep_token, &r);
	return (struct read_text){
		.text = text, .count = r.count, .tokens = r.tokens};
}

struct hit_reading {
	struct arena *arena;
	struct text_hit *hits;
	size_t count, room;
};

static void keep_hit(void *ctx, const struct synonym_hit *hit)
{
	struct hit_reading *r = ctx;

	if (r->count == r->room) {
		size_t room = r->room == 0 ? FIRST_RANGES : r->room * 2;
		struct text_hit *more =
			ARENA_ARRAY(r->arena, struct text_hit, room);

		if (r->count > 0)
			memcpy(more, r->hits, r->count * sizeof(*more));
		r->hits = more;
		r->room = room;
	}
	r->hits[r->count++] = (struct text_hit){hit->group, hit->from, hit->to};
}

/* Once a text, whatever is marked in it. */
static void find_hits(struct arena *a, const struct textindex *x,
		      struct read_text *t)
{
	struct hit_reading r = {.arena = a};
	struct synonym_walk walk = {
		.synonyms = textindex_synonyms(x), .emit = keep_hit, .ctx = &r};

	for (size_t i = 0; i < t->count; i++) {
		const struct text_token *k = &t->tokens[i];

		if (!(k->flags & TOKEN_COLOCATED))
			synonym_step(&walk, (k->flags & TOKEN_HAN) != 0,
				     k->term, k->from, k->to);
	}
	t->has_hits = true;
	t->hits = r.hits;
	t->hit_count = r.count;
}

static void mark_hits(struct marking *m, const struct read_text *t)
{
	for (size_t i = 0; i < t->hit_count; i++) {
		if (m->marks->groups[t->hits[i].group])
			add_range(m, t->hits[i].from, t->hits[i].to);
	}
}

size_t highlight_marks(struct arena *a, const struct textindex *x,
		       const struct marks *marks, struct read_text *t,
		       const struct text_range **ret_ranges)
{
	struct marking m = {.arena = a, .marks = marks};

	for (size_t i = 0; i < t->count; i++)
		mark_token(&m, &t->tokens[i]);
	if (marks->any_group && !t->has_hits)
		find_hits(a, x, t);
	if (marks->any_group)
		mark_hits(&m, t);
	*ret_ranges = m.ranges;
	if (m.count == 0)
		return 0;
	return merge_ranges(m.ranges, m.count);
}

size_t highlight(struct arena *a, struct analyser *an,
		 const struct textquery *q, struct slice text,
		 const struct text_range **ret_ranges)
{
	struct marks marks = textquery_marks(a, q, 0, q->unit_count);
	struct read_text read = text_read(a, an, text);

	return highlight_marks(a, q->index, &marks, &read, ret_ranges);
}
