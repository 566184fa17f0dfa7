/* match - see match.h. */
#include "matcher/match.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/bits.h"
#include "base/compiler.h"
#include "base/day.h"
#include "matcher/bounds.h"
#include "matcher/planes_pass.h"
#include "matcher/snapshot.h"
#include "matcher/traits.h"

static int32_t closing_rank(int32_t closes)
{
	return closes == DAY_NONE ? INT32_MAX : closes;
}

int match_key_compare(const struct match_key *x, const struct match_key *y)
{
	if (x->verdict != y->verdict)
		return x->verdict > y->verdict ? -1 : 1;
	if (x->fit != y->fit)
		return x->fit > y->fit ? -1 : 1;
	if (closing_rank(x->closes) != closing_rank(y->closes))
		return closing_rank(x->closes) < closing_rank(y->closes) ? -1
									 : 1;
	return slice_cmp(x->id, y->id);
}

struct match_key match_key_of(const struct snapshot *s,
			      const struct match_item *item)
{
	return (struct match_key){(int)item->verdict, item->fit.hundredths,
				  s->traits->closes[item->opening],
				  snapshot_id(s, item->opening)};
}

/* What the comparison of a sort needs beside the rows. */
static int by_key(const void *x, const void *y, void *snapshot)
{
	struct match_key a = match_key_of(snapshot, x);
	struct match_key b = match_key_of(snapshot, y);

	return match_key_compare(&a, &b);
}

static void sort(const struct snapshot *s, struct match_item *rows, size_t n)
{
	/* The comparison only reads what it is handed as its argument. */
	if (n > 0)
		qsort_r(rows, n, sizeof(*rows), by_key, (void *)(uintptr_t)s);
}

/* One call: its openings as bitmaps, by what became of them. */
struct sorting {
	struct arena *arena;
	const struct snapshot *snapshot;
	const struct match_query *query;
	struct match_answer *answer;
	size_t words;
	uint64_t *considered; /* pass the filters, and are open that day */
	struct pass pass;     /* within what is considered */
};

static void consider(struct sorting *s)
{
	struct filter_sets sets =
		filters_read(s->arena, s->snapshot, &s->query->filters);
	uint8_t *open = ARENA_ARRAY(s->arena, uint8_t, sets.words * 64 + 1);
	uint64_t *rows = ARENA_ARRAY(s->arena, uint64_t, sets.words + 1);

	s->words = sets.words;
	s->considered = ARENA_ARRAY(s->arena, uint64_t, s->words + 1);
	traits_open(s->snapshot->traits, s->query->as_of, open);
	bits_pack(open, s->words, rows);
	filters_intersect(&sets, FILTER__COUNT, rows, s->considered);
}

static void keep(uint64_t *bitmap, const uint64_t *among, size_t words)
{
	for (size_t w = 0; w < words; w++)
		bitmap[w] &= among[w];
}

static void judge_all(struct sorting *s)
{
	struct match_counts *counts = &s->answer->counts;

	planes_pass(s->arena, s->snapshot->planes, s->query->profile->facts,
		    s->query->as_of, &s->pass);
	pass_settle_near(&s->pass, s->considered);
	s->answer->question_count = pass_questions(
		s->arena, &s->pass, s->considered, &s->answer->questions);
	keep(s->pass.eligible, s->considered, s->words);
	keep(s->pass.maybe, s->considered, s->words);
	keep(s->pass.near, s->considered, s->words);
	counts->eligible = bits_sum(s->pass.eligible, s->words);
	counts->maybe = bits_sum(s->pass.maybe, s->words);
	counts->near_misses = bits_sum(s->pass.near, s->words);
	counts->ineligible = bits_sum(s->considered, s->words) -
			     counts->eligible - counts->maybe;
}

/* Openings of one verdict, of which the best are wanted. */
struct ranking {
	const uint64_t *openings;
	enum verdict verdict;
	const struct match_key *after; /* the others were shown before */
	size_t most;
};

static struct bounds *bound_tier(struct sorting *s, const struct ranking *t)
{
	size_t count = bits_sum(t->openings, s->words), n = 0;
	struct bound *items = ARENA_ARRAY(s->arena, struct bound, count + 1);

	for (size_t w = 0; w < s->words; w++) {
		uint64_t left = t->openings[w];

		for (; left != 0; left &= left - 1) {
			size_t i = w * 64 + (size_t)__builtin_ctzll(left);

			items[n++] = (struct bound){
				fit_bound(&s->answer->fitter, i), (uint32_t)i};
		}
	}
	return bounds_new(s->arena, items, n);
}

/* Appends those of the batch that are not shown yet. */
static size_t value_batch(struct sorting *s, const struct ranking *t,
			  const struct bound *batch, size_t count,
			  struct match_item *to)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++) {
		struct match_item item = {
			.opening = batch[i].doc,
			.verdict = t->verdict,
			.fit = fit_of(&s->answer->fitter, batch[i].doc)};
		struct match_key key = match_key_of(s->snapshot, &item);

		if (t->after == NULL || match_key_compare(&key, t->after) > 0)
			to[n++] = item;
	}
	return n;
}

/*
 * The best `most` in order: whoever is left has too low a bound.  A few more
 * are valued at first than are wanted, then twice as many each time.
 */
static size_t best_of(struct sorting *s, const struct ranking *t,
		      struct match_item *ret_items)
{
	struct bounds *bounds = bound_tier(s, t);
	size_t n = 0, want = t->most + 4;

	while (bounds_rest(bounds) >= 0 &&
	       (n < t->most ||
		(long)bounds_rest(bounds) >= ret_items[n - 1].fit.hundredths)) {
		const struct bound *batch;
		size_t count = bounds_take(bounds, want, &batch);
		struct match_item *all =
			ARENA_ARRAY(s->arena, struct match_item, n + count + 1);

		if (n > 0)
			memcpy(all, ret_items, n * sizeof(*all));
		n += value_batch(s, t, batch, count, all + n);
		sort(s->snapshot, all, n);
		n = n < t->most ? n : t->most;
		if (n > 0)
			memcpy(ret_items, all, n * sizeof(*all));
		want *= 2;
	}
	return n;
}

static bool is_past(const struct match_key *after, enum verdict verdict)
{
	return after != NULL && after->verdict < (int)verdict;
}

/* One more than the page, to know whether there is more. */
static void take_page(struct sorting *s)
{
	struct match_counts *counts = &s->answer->counts;
	size_t most = counts->eligible + counts->maybe, n = 0;
	struct match_item *items;
	struct ranking tiers[] = {
		{s->pass.eligible, VERDICT_ELIGIBLE, s->query->after, 0},
		{s->pass.maybe, VERDICT_MAYBE, s->query->after, 0}};

	if (most > s->query->limit)
		most = s->query->limit + 1;
	items = ARENA_ARRAY(s->arena, struct match_item, most + 1);
	for (size_t i = 0; i < COUNT(tiers) && n < most; i++) {
		if (is_past(s->query->after, tiers[i].verdict))
			continue;
		tiers[i].most = most - n;
		n += best_of(s, &tiers[i], items + n);
	}
	s->answer->has_more = n > s->query->limit;
	s->answer->items = items;
	s->answer->item_count = s->answer->has_more ? s->query->limit : n;
}

static struct near_miss miss_of(const struct sorting *s, size_t opening,
				const struct fit *fit)
{
	struct near_miss m = {.opening = opening, .fit = *fit};

	if (!repair_find(s->arena, &s->snapshot->judged[opening],
			 s->query->profile->facts, s->query->as_of, &m.repair))
		m.repair = (struct repair){0, NULL};
	return m;
}

static void take_near_misses(struct sorting *s)
{
	size_t most = s->answer->counts.near_misses;
	struct ranking tier = {s->pass.near, VERDICT_INELIGIBLE, NULL, 0};
	struct match_item *items;
	struct near_miss *list;

	if (most > s->query->limit)
		most = s->query->limit;
	tier.most = most;
	items = ARENA_ARRAY(s->arena, struct match_item, most + 1);
	list = ARENA_ARRAY(s->arena, struct near_miss, most + 1);
	most = best_of(s, &tier, items);
	for (size_t i = 0; i < most; i++)
		list[i] = miss_of(s, items[i].opening, &items[i].fit);
	s->answer->near_misses = list;
	s->answer->near_miss_count = most;
}

static void take_ineligible(struct sorting *s)
{
	struct near_miss *list = ARENA_ARRAY(s->arena, struct near_miss,
					     s->answer->counts.ineligible + 1);
	size_t n = 0;

	for (size_t i = 0; i < s->snapshot->count; i++) {
		struct fit fit;

		if (!bit_has(s->considered, i) ||
		    bit_has(s->pass.eligible, i) || bit_has(s->pass.maybe, i))
			continue;
		fit = fit_of(&s->answer->fitter, i);
		list[n++] = miss_of(s, i, &fit);
	}
	s->answer->ineligible = list;
	s->answer->ineligible_count = n;
}

/* Whose texts are compared at all. */
static const uint64_t *asked_of(const struct sorting *s)
{
	uint64_t *asked = ARENA_ARRAY(s->arena, uint64_t, s->words + 1);

	for (size_t w = 0; w < s->words; w++)
		asked[w] = s->pass.eligible[w] | s->pass.maybe[w] |
			   s->pass.near[w];
	return asked;
}

void match_rank(struct arena *a, const struct snapshot *snapshot,
		const struct match_query *q, struct match_answer *ret_answer)
{
	struct fit_request fit = {q->profile, q->words, q->weights, q->as_of,
				  NULL};
	struct sorting s = {.arena = a,
			    .snapshot = snapshot,
			    .query = q,
			    .answer = ret_answer};

	*ret_answer = (struct match_answer){.item_count = 0};
	consider(&s);
	judge_all(&s);
	fit.gate = asked_of(&s);
	fitter_prepare(a, q->analyser, snapshot, &fit, &ret_answer->fitter);
	take_page(&s);
	take_near_misses(&s);
	if (q->wants_ineligible)
		take_ineligible(&s);
}
