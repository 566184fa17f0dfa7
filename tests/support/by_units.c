/* by_units - see by_units.h. */
#include "support/by_units.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/bits.h"
#include "json/jr.h"
#include "matcher/analyse.h"

enum {
	MEMBER_WORDS_MAX = 16,
	GROUPS_AT_A_PLACE = 4,
	HITS_MAX = 512,
	JOINED_MAX = 3
};

/* A word, or one Han character; `pair` begins there and reaches to the next. */
struct piece {
	struct slice term;
	uint32_t from, to;
	bool is_han;
	struct slice pair;
	size_t joined_count; /* with the word after it, and its stems */
	struct slice joined[JOINED_MAX];
};

struct pieces {
	struct arena *arena;
	size_t count;
	struct piece *items; /* a byte gives one at most */
};

struct member {
	size_t group;
	size_t count;
	struct piece words[MEMBER_WORDS_MAX];
};

struct by_units {
	struct arena *arena;
	struct analyser *analyser;
	struct fts *fts;
	size_t member_count;
	struct member *members;
	size_t group_count;
	const uint64_t **groups; /* NULL: not asked for yet */
};

static int add_piece(void *ctx, unsigned flags, struct slice term,
		     uint32_t from, uint32_t to)
{
	struct pieces *p = ctx;
	struct piece *last = p->count > 0 ? &p->items[p->count - 1] : NULL;

	if (!(flags & TOKEN_COLOCATED)) {
		p->items[p->count++] =
			(struct piece){.term = arena_copy(p->arena, term),
				       .from = from,
				       .to = to,
				       .is_han = (flags & TOKEN_HAN) != 0};
		return 0;
	}
	if (flags & TOKEN_HAN)
		last->pair = arena_copy(p->arena, term);
	else if (to > last->to)
		last->joined[last->joined_count++] = arena_copy(p->arena, term);
	return 0;
}

static struct pieces *pieces_of(struct by_units *u, struct arena *a,
				struct slice text)
{
	struct pieces *p = ARENA_NEW(a, struct pieces);

	p->arena = a;
	p->items = ARENA_ARRAY(a, struct piece, text.n + 1);
	analyse(u->analyser, ANALYSE_DOCUMENT, text, add_piece, p);
	return p;
}

static void read_member(struct by_units *u, size_t group, struct slice text)
{
	struct member *m = &u->members[u->member_count++];
	struct pieces *p = pieces_of(u, u->arena, text);

	assert_in_range(p->count, 1, MEMBER_WORDS_MAX);
	m->group = group;
	m->count = p->count;
	memcpy(m->words, p->items, p->count * sizeof(*m->words));
}

static void read_groups(struct by_units *u, const struct jr *groups, bool count)
{
	for (const struct jr *g = groups->first; g != NULL; g = g->next) {
		const struct jr *langs = jr_get(g, "members");

		for (const struct jr *l = langs->first; l; l = l->next) {
			for (const struct jr *m = l->first; m; m = m->next) {
				if (count)
					u->member_count++;
				else
					read_member(u, g->index, m->text);
			}
		}
		u->group_count = g->index + 1;
	}
}

struct by_units *by_units_new(struct arena *a, struct analyser *an,
			      struct fts *fts, const struct jr *synonyms)
{
	struct by_units *u = ARENA_NEW(a, struct by_units);

	u->arena = a;
	u->analyser = an;
	u->fts = fts;
	if (synonyms == NULL)
		return u;
	read_groups(u, jr_get(synonyms, "groups"), true);
	u->members = ARENA_ARRAY(a, struct member, u->member_count);
	u->member_count = 0;
	read_groups(u, jr_get(synonyms, "groups"), false);
	u->groups = ARENA_ARRAY(a, const uint64_t *, u->group_count);
	return u;
}

/* Whether a Han character touches the one after it. */
static bool touches(const struct piece *words, size_t count, size_t i)
{
	return i + 1 < count && words[i].is_han && words[i + 1].is_han;
}

/* The term that says that word i stands there, and touches the next. */
static struct slice term_at(struct arena *a, const struct member *m, size_t i)
{
	if (!touches(m->words, m->count, i))
		return m->words[i].term;
	return arena_print(a, "%.*s%.*s", SLICE_ARG(m->words[i].term),
			   SLICE_ARG(m->words[i + 1].term));
}

static struct fts_places after(struct by_units *u, struct fts_places all,
			       struct fts_places next, size_t distance)
{
	uint64_t *kept = ARENA_ARRAY(u->arena, uint64_t, all.count + 1);
	size_t n = 0, k = 0;

	for (size_t i = 0; i < all.count; i++) {
		while (k < next.count &&
		       next.items[k] < all.items[i] + distance)
			k++;
		if (k < next.count && next.items[k] == all.items[i] + distance)
			kept[n++] = all.items[i];
	}
	return (struct fts_places){n, kept};
}

static void add_member(struct by_units *u, const struct member *m,
		       uint64_t *docs)
{
	struct fts_places all = fts_written(u->fts, term_at(u->arena, m, 0));

	for (size_t i = 1; i < m->count && all.count > 0; i++)
		all = after(u, all,
			    fts_written(u->fts, term_at(u->arena, m, i)), i);
	for (size_t i = 0; i < all.count; i++)
		bit_set(docs, fts_document(all.items[i]));
}

/* One term: the documents of any member. */
static const uint64_t *group_docs(struct by_units *u, size_t group)
{
	uint64_t *docs;

	if (u->groups[group] != NULL)
		return u->groups[group];
	docs = ARENA_ARRAY(u->arena, uint64_t, u->fts->words);
	for (size_t i = 0; i < u->member_count; i++) {
		if (u->members[i].group == group)
			add_member(u, &u->members[i], docs);
	}
	u->groups[group] = docs;
	return docs;
}

/* A member, or a joined word, that pieces [first, end) of the query spell. */
struct hit {
	size_t first, end;
	size_t group;
	const uint64_t *docs;
};

struct hits {
	size_t count;
	struct hit items[HITS_MAX];
};

static bool stands_at(const struct member *m, const struct pieces *p, size_t at)
{
	if (at + m->count > p->count)
		return false;
	for (size_t i = 0; i < m->count; i++) {
		const struct piece *here = &p->items[at + i];

		if (!slice_eq(m->words[i].term, here->term))
			return false;
		if (touches(m->words, m->count, i) && here->pair.n == 0)
			return false;
	}
	return true;
}

struct reading {
	struct by_units *u;
	struct arena *arena;
	struct slice query;
	const struct pieces *pieces;
	struct hits spans, singles;
};

/* The longest first, then by group. */
static int by_length(const void *x, const void *y)
{
	const struct hit *a = x, *b = y;

	if (a->end != b->end)
		return a->end > b->end ? -1 : 1;
	return (a->group > b->group) - (a->group < b->group);
}

/* Groups that the query holds at a place, each once for a length. */
static struct hits *groups_at(struct by_units *u, const struct pieces *p,
			      size_t at)
{
	struct hits *all = ARENA_NEW(p->arena, struct hits);
	size_t kept = 0;

	for (size_t i = 0; i < u->member_count; i++) {
		const struct member *m = &u->members[i];

		if (!stands_at(m, p, at))
			continue;
		assert_true(all->count < HITS_MAX);
		all->items[all->count++] =
			(struct hit){.first = at,
				     .end = at + m->count,
				     .group = m->group,
				     .docs = group_docs(u, m->group)};
	}
	qsort(all->items, all->count, sizeof(*all->items), by_length);
	for (size_t i = 0; i < all->count; i++) {
		if (kept == 0 ||
		    by_length(&all->items[kept - 1], &all->items[i]) != 0)
			all->items[kept++] = all->items[i];
	}
	all->count = kept;
	return all;
}

/* Single Han characters of a run are never asked for, nor are their groups. */
static bool is_asked_for(const struct pieces *p, size_t first, size_t end)
{
	bool in_run = p->items[first].pair.n > 0 ||
		      (first > 0 && p->items[first - 1].pair.n > 0);

	return !(end - first == 1 && p->items[first].is_han && in_run);
}

static bool has_docs(const struct by_units *u, const uint64_t *docs)
{
	return bits_sum(docs, u->fts->words) > 0;
}

/* Several pieces: not where another of other extent stands. */
static bool may_stand(const struct hits *all, const struct hit *hit)
{
	for (size_t i = 0; i < all->count; i++) {
		const struct hit *h = &all->items[i];

		if (h->end > hit->first && hit->end > h->first &&
		    (h->first != hit->first || h->end != hit->end))
			return false;
	}
	return true;
}

/* A word, a pair: what answers for one part only. */
static bool is_single(const struct pieces *p, const struct hit *hit)
{
	size_t n = hit->end - hit->first;

	return n == 1 || (n == 2 && p->items[hit->first].pair.n > 0);
}

static void add_hit(const struct by_units *u, const struct pieces *p,
		    const struct hit *hit, struct reading *r)
{
	if (!is_asked_for(p, hit->first, hit->end) || !has_docs(u, hit->docs))
		return;
	if (is_single(p, hit))
		r->singles.items[r->singles.count++] = *hit;
	else if (may_stand(&r->spans, hit))
		r->spans.items[r->spans.count++] = *hit;
}

static void add_hits(struct by_units *u, const struct pieces *p,
		     struct reading *r)
{
	for (size_t at = 0; at < p->count; at++) {
		const struct hits *here = groups_at(u, p, at);

		for (size_t i = 0; i < here->count && i < GROUPS_AT_A_PLACE;
		     i++)
			add_hit(u, p, &here->items[i], r);
	}
}

static void add_joined(struct by_units *u, const struct pieces *p,
		       struct hits *spans)
{
	for (size_t i = 0; i + 1 < p->count; i++) {
		uint64_t *docs = ARENA_ARRAY(p->arena, uint64_t, u->fts->words);
		size_t found = 0;

		for (size_t j = 0; j < p->items[i].joined_count; j++) {
			struct fts_places at =
				fts_instances(u->fts, p->items[i].joined[j]);

			for (size_t k = 0; k < at.count; k++)
				bit_set(docs, fts_document(at.items[k]));
			found += at.count;
		}
		if (found > 0)
			spans->items[spans->count++] =
				(struct hit){i, i + 2, 0, docs};
	}
}

static struct reading *read_query(struct by_units *u, struct arena *a,
				  struct slice query)
{
	struct reading *r = ARENA_NEW(a, struct reading);

	r->u = u;
	r->arena = a;
	r->query = query;
	r->pieces = pieces_of(u, a, query);
	add_joined(u, r->pieces, &r->spans);
	add_hits(u, r->pieces, r);
	return r;
}

/* Which documents meet the part of pieces [first, end): its own term, then
 * whatever answers for it or for more. */
static const uint64_t *part_docs(const struct reading *r, size_t first,
				 size_t end)
{
	const struct piece *p = r->pieces->items;
	size_t words = r->u->fts->words;
	uint64_t *docs = ARENA_ARRAY(r->arena, uint64_t, words);
	struct slice text = slice_cut(r->query, p[first].from, p[end - 1].to);

	memcpy(docs, fts_match(r->u->fts, text), words * sizeof(*docs));
	for (size_t i = 0; i < r->singles.count; i++) {
		const struct hit *h = &r->singles.items[i];

		for (size_t w = 0;
		     h->first == first && h->end == end && w < words; w++)
			docs[w] |= h->docs[w];
	}
	for (size_t i = 0; i < r->spans.count; i++) {
		const struct hit *h = &r->spans.items[i];

		for (size_t w = 0;
		     h->first <= first && end <= h->end && w < words; w++)
			docs[w] |= h->docs[w];
	}
	return docs;
}

static size_t run_end(const struct pieces *p, size_t i)
{
	while (p->items[i].pair.n > 0)
		i++;
	return i + 1;
}

struct slice by_units_known(struct by_units *u, struct arena *a,
			    struct slice query)
{
	bool is_new = true;

	while (is_new) {
		struct reading *r = read_query(u, a, query);
		char *text = arena_take(a, query.n + 1);

		memcpy(text, query.p, query.n);
		is_new = false;
		for (size_t i = 0; i < r->pieces->count; i++) {
			const struct piece *p = &r->pieces->items[i];
			bool is_met = p->is_han;

			is_met = is_met ||
				 has_docs(u, fts_match(u->fts,
						       slice_cut(query, p->from,
								 p->to)));
			for (size_t k = 0; k < r->singles.count && !is_met; k++)
				is_met = r->singles.items[k].first == i;
			if (is_met)
				continue;
			memset(text + p->from, ' ', p->to - p->from);
			is_new = true;
		}
		query = (struct slice){text, query.n};
	}
	return query;
}

static void tally(const uint64_t *docs, size_t words, unsigned *counts)
{
	for (size_t d = 0; d < words * 64; d++)
		counts[d] += bit_has(docs, d);
}

/* 60 %, rounded up. */
static size_t most_of(size_t n)
{
	return (6 * n + 9) / 10;
}

/* Adds one to each document that meets the run of characters [i, end). */
static void add_run(const struct reading *r, size_t i, size_t end,
		    bool is_relaxed, unsigned *units)
{
	size_t docs = r->u->fts->words * 64, pairs = end - i - 1;
	size_t need = pairs < 4 && !is_relaxed ? pairs : most_of(pairs);
	unsigned *met = ARENA_ARRAY(r->arena, unsigned, docs);

	for (; i + 1 < end; i++)
		tally(part_docs(r, i, i + 2), r->u->fts->words, met);
	for (size_t d = 0; d < docs; d++)
		units[d] += met[d] >= need;
}

static struct by_units_answer match(const struct reading *r, bool is_relaxed)
{
	size_t words = r->u->fts->words, i = 0, n = 0, need;
	uint64_t *matched = ARENA_ARRAY(r->arena, uint64_t, words);
	unsigned *units = ARENA_ARRAY(r->arena, unsigned, words * 64);

	while (i < r->pieces->count) {
		size_t end = run_end(r->pieces, i);

		if (end - i == 1)
			tally(part_docs(r, i, end), words, units);
		else
			add_run(r, i, end, is_relaxed, units);
		n++;
		i = end;
	}
	need = n <= 2 ? n : most_of(n);
	for (size_t d = 0; d < r->u->fts->count && n > 0; d++) {
		if (units[d] >= need)
			bit_set(matched, d);
	}
	return (struct by_units_answer){.matched = matched,
					.count = bits_sum(matched, words),
					.is_relaxed = is_relaxed};
}

static size_t parts_of(const struct pieces *p)
{
	size_t n = p->count;

	for (size_t i = 0; i < p->count; i++)
		n += p->items[i].pair.n > 0;
	return n;
}

struct by_units_answer by_units_match(struct by_units *u, struct arena *a,
				      struct slice query)
{
	struct reading *r = read_query(u, a, query);
	struct by_units_answer strict = match(r, false);
	struct by_units_answer relaxed;

	strict.parts = parts_of(r->pieces);
	if (strict.count > 0)
		return strict;
	relaxed = match(r, true);
	relaxed.parts = strict.parts;
	return relaxed.count > 0 ? relaxed : strict;
}
