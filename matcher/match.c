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
#include "matcher/shelf.h"
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
	size_t row;
	const struct leaf *leaf = snapshot_leaf(s, item->opening, &row);

	return (struct match_key){(int)item->verdict, item->fit.hundredths,
				  leaf->segment->traits->closes[row],
				  shelf_id(leaf->segment->shelf, row)};
}

const struct fitter *match_fitter(const struct match_answer *answer,
				  size_t opening, size_t *ret_row)
{
	const struct fitter *first = answer->fitters;

	return first + snapshot_leaf(first->snapshot, opening, ret_row)->number;
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

/* The openings of one leaf as bitmaps, by what became of them. */
struct sorted {
	const struct leaf *leaf;
	size_t words;
	uint64_t *considered; /* pass the filters, and are open that day */
	struct pass pass;     /* within what is considered */
};

/* One call. */
struct sorting {
	struct arena *arena;
	const struct snapshot *snapshot;
	const struct match_query *query;
	struct match_answer *answer;
	struct sorted *leaves;
	struct fitter *fitters; /* the answer's */
};

static void consider(const struct sorting *s, struct sorted *l)
{
	struct filter_sets sets =
		filters_read(s->arena, l->leaf, &s->query->filters);
	uint8_t *open = ARENA_ARRAY(s->arena, uint8_t, sets.words * 64 + 1);
	uint64_t *rows = ARENA_ARRAY(s->arena, uint64_t, sets.words + 1);

	l->words = sets.words;
	l->considered = ARENA_ARRAY(s->arena, uint64_t, l->words + 1);
	traits_open(l->leaf->segment->traits, s->query->as_of, open);
	bits_pack(open, l->words, rows);
	filters_intersect(&sets, FILTER__COUNT, rows, l->considered);
}

static void keep(uint64_t *bitmap, const uint64_t *among, size_t words)
{
	for (size_t w = 0; w < words; w++)
		bitmap[w] &= among[w];
}

static struct question_list judge_leaf(const struct sorting *s,
				       struct sorted *l)
{
	struct match_counts *counts = &s->answer->counts;
	struct question_list questions;
	size_t eligible, maybe;

	planes_pass(s->arena, l->leaf->segment->planes,
		    s->query->profile->facts, s->query->as_of, &l->pass);
	pass_settle_near(&l->pass, l->considered);
	questions.count = pass_questions(s->arena, &l->pass, l->considered,
					 &questions.items);
	keep(l->pass.eligible, l->considered, l->words);
	keep(l->pass.maybe, l->considered, l->words);
	keep(l->pass.near, l->considered, l->words);
	eligible = bits_sum(l->pass.eligible, l->words);
	maybe = bits_sum(l->pass.maybe, l->words);
	counts->eligible += eligible;
	counts->maybe += maybe;
	counts->near_misses += bits_sum(l->pass.near, l->words);
	counts->ineligible +=
		bits_sum(l->considered, l->words) - eligible - maybe;
	return questions;
}

static void judge_all(struct sorting *s)
{
	size_t n = s->snapshot->leaf_count;
	struct question_list *lists =
		ARENA_ARRAY(s->arena, struct question_list, n);
	struct question_list all;

	s->leaves = ARENA_ARRAY(s->arena, struct sorted, n);
	for (size_t k = 0; k < n; k++) {
		s->leaves[k].leaf = &s->snapshot->leaves[k];
		consider(s, &s->leaves[k]);
		lists[k] = judge_leaf(s, &s->leaves[k]);
	}
	all = n == 1 ? lists[0]
		     : questions_join(s->arena, s->snapshot->vocabulary, lists,
				      n);
	s->answer->questions = all.items;
	s->answer->question_count = all.count;
}

/* Openings of one verdict, of which the best are wanted. */
struct ranking {
	enum verdict verdict;
	size_t total;
	const struct match_key *after; /* the others were shown before */
	size_t most;
};

static const uint64_t *rows_of(const struct sorted *l, enum verdict verdict)
{
	switch (verdict) {
	case VERDICT_ELIGIBLE:
		return l->pass.eligible;
	case VERDICT_MAYBE:
		return l->pass.maybe;
	case VERDICT_INELIGIBLE:
		break;
	}
	return l->pass.near;
}

static struct bounds *bound_tier(struct sorting *s, const struct ranking *t)
{
	size_t n = 0;
	struct bound *items = ARENA_ARRAY(s->arena, struct bound, t->total + 1);

	for (size_t k = 0; k < s->snapshot->leaf_count; k++) {
		const struct sorted *l = &s->leaves[k];
		const uint64_t *rows = rows_of(l, t->verdict);

		for (size_t w = 0; w < l->words; w++) {
			uint64_t left = rows[w];

			for (; left != 0; left &= left - 1) {
				size_t i =
					w * 64 + (size_t)__builtin_ctzll(left);

				items[n++] = (struct bound){
					fit_bound(&s->fitters[k], i),
					(uint32_t)(l->leaf->first + i)};
			}
		}
	}
	return bounds_new(s->arena, items, n);
}

static struct fit fit_number(const struct sorting *s, size_t opening)
{
	size_t row;
	const struct fitter *f = match_fitter(s->answer, opening, &row);

	return fit_of(f, row);
}

/* Appends those of the batch that are not shown yet. */
static size_t value_batch(struct sorting *s, const struct ranking *t,
			  const struct bound *batch, size_t count,
			  struct match_item *to)
{
	size_t n = 0;

	for (size_t i = 0; i < count; i++) {
		struct match_item item = {.opening = batch[i].doc,
					  .verdict = t->verdict,
					  .fit = fit_number(s, batch[i].doc)};
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
		{VERDICT_ELIGIBLE, counts->eligible, s->query->after, 0},
		{VERDICT_MAYBE, counts->maybe, s->query->after, 0}};

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

	if (!repair_find(s->arena, snapshot_judged(s->snapshot, opening),
			 s->query->profile->facts, s->query->as_of, &m.repair))
		m.repair = (struct repair){0, NULL};
	return m;
}

static void take_near_misses(struct sorting *s)
{
	size_t most = s->answer->counts.near_misses;
	struct ranking tier = {VERDICT_INELIGIBLE, most, NULL, 0};
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

static int by_id(const void *x, const void *y, void *snapshot)
{
	const struct near_miss *a = x, *b = y;

	return slice_cmp(snapshot_id(snapshot, a->opening),
			 snapshot_id(snapshot, b->opening));
}

static void take_ineligible(struct sorting *s)
{
	size_t most = s->answer->counts.ineligible, n = 0;
	struct near_miss *list =
		ARENA_ARRAY(s->arena, struct near_miss, most + 1);

	for (size_t k = 0; k < s->snapshot->leaf_count; k++) {
		const struct sorted *l = &s->leaves[k];

		for (size_t i = 0; i < l->leaf->segment->count; i++) {
			struct fit fit;

			if (!bit_has(l->considered, i) ||
			    bit_has(l->pass.eligible, i) ||
			    bit_has(l->pass.maybe, i))
				continue;
			fit = fit_of(&s->fitters[k], i);
			list[n++] = miss_of(s, l->leaf->first + i, &fit);
		}
	}
	/* As above: it is only read. */
	qsort_r(list, n, sizeof(*list), by_id, (void *)(uintptr_t)s->snapshot);
	s->answer->ineligible = list;
	s->answer->ineligible_count = n;
}

/* Whose texts are compared at all. */
static const uint64_t *asked_of(const struct sorting *s, const struct sorted *l)
{
	uint64_t *asked = ARENA_ARRAY(s->arena, uint64_t, l->words + 1);

	for (size_t w = 0; w < l->words; w++)
		asked[w] = l->pass.eligible[w] | l->pass.maybe[w] |
			   l->pass.near[w];
	return asked;
}

static void prepare_fits(struct sorting *s)
{
	struct fit_request rq = {s->query->profile, s->query->words,
				 s->query->weights, s->query->as_of};
	size_t n = s->snapshot->leaf_count;
	struct fitter profile;

	s->fitters = ARENA_ARRAY(s->arena, struct fitter, n);
	s->answer->fitters = s->fitters;
	fitter_prepare(s->arena, s->query->analyser, s->snapshot, &rq,
		       &profile);
	for (size_t k = 0; k < n; k++)
		s->fitters[k] =
			fitter_turn(s->arena, &profile, s->leaves[k].leaf,
				    asked_of(s, &s->leaves[k]));
}

void match_rank(struct arena *a, const struct snapshot *snapshot,
		const struct match_query *q, struct match_answer *ret_answer)
{
	struct sorting s = {.arena = a,
			    .snapshot = snapshot,
			    .query = q,
			    .answer = ret_answer};

	*ret_answer = (struct match_answer){.item_count = 0};
	judge_all(&s);
	prepare_fits(&s);
	take_page(&s);
	take_near_misses(&s);
	if (q->wants_ineligible)
		take_ineligible(&s);
}
