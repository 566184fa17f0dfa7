/* match - see match.h. */
#include "matcher/match.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/bits.h"
#include "base/compiler.h"
#include "base/day.h"
#include "matcher/planes_pass.h"
#include "matcher/ranking.h"
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

/* The best of those of the verdict. */
static size_t best_of(struct sorting *s, struct ranking *r,
		      struct match_item *ret_items)
{
	size_t n = s->snapshot->leaf_count;
	struct ranked_rows *leaves =
		ARENA_ARRAY(s->arena, struct ranked_rows, n);

	for (size_t k = 0; k < n; k++)
		leaves[k] = (struct ranked_rows){
			s->leaves[k].words, rows_of(&s->leaves[k], r->verdict)};
	r->snapshot = s->snapshot;
	r->fitters = s->fitters;
	r->leaves = leaves;
	return ranking_best(s->arena, r, ret_items);
}

/* Whether any of the verdict can be on the page. */
static bool is_shown(const struct sorting *s, enum verdict verdict)
{
	const struct match_key *after = s->query->after;
	const struct match_counts *counts = &s->answer->counts;

	if (verdict == VERDICT_ELIGIBLE)
		return after == NULL || after->verdict >= (int)verdict;
	return after != NULL || counts->eligible <= s->query->limit;
}

/* One more than the page, to know whether there is more. */
static void take_page(struct sorting *s)
{
	struct match_counts *counts = &s->answer->counts;
	size_t most = counts->eligible + counts->maybe, n = 0;
	struct match_item *items;
	struct ranking tiers[] = {{.verdict = VERDICT_ELIGIBLE},
				  {.verdict = VERDICT_MAYBE}};

	if (most > s->query->limit)
		most = s->query->limit + 1;
	items = ARENA_ARRAY(s->arena, struct match_item, most + 1);
	for (size_t i = 0; i < COUNT(tiers) && n < most; i++) {
		if (!is_shown(s, tiers[i].verdict))
			continue;
		tiers[i].after = s->query->after;
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
	struct ranking tier = {.verdict = VERDICT_INELIGIBLE};
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

	for (size_t w = 0; w < l->words; w++) {
		asked[w] = l->pass.near[w];
		if (is_shown(s, VERDICT_ELIGIBLE))
			asked[w] |= l->pass.eligible[w];
		if (is_shown(s, VERDICT_MAYBE))
			asked[w] |= l->pass.maybe[w];
	}
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
