/* match - see match.h. */
#include "matcher/match.h"

#include <stdlib.h>

#include "base/arena.h"
#include "base/day.h"
#include "matcher/planes_pass.h"
#include "matcher/snapshot.h"

/* One opening to be ranked: as little as its place in the order needs. */
struct ranked {
	uint32_t opening;
	int32_t fit; /* hundredths */
	int8_t verdict;
};

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
	const struct opening *o = s->openings[item->opening];

	return (struct match_key){(int)item->verdict, item->fit.hundredths,
				  o->closes, o->id};
}

static struct match_key key_of(const struct snapshot *s, const struct ranked *r)
{
	const struct opening *o = s->openings[r->opening];

	return (struct match_key){r->verdict, r->fit, o->closes, o->id};
}

static int by_key(const void *x, const void *y, void *snapshot)
{
	struct match_key a = key_of(snapshot, x), b = key_of(snapshot, y);

	return match_key_compare(&a, &b);
}

static void sort(const struct snapshot *s, struct ranked *rows, size_t n)
{
	/* The comparison only reads what it is handed as its argument. */
	if (n > 0)
		qsort_r(rows, n, sizeof(*rows), by_key, (void *)(uintptr_t)s);
}

/* The rows of one call, by what became of them. */
struct sorting {
	struct arena *arena;
	const struct snapshot *snapshot;
	const struct match_query *query;
	struct match_answer *answer;
	struct ranked *open; /* eligible and maybe */
	size_t open_count;
	struct ranked *near;
	size_t near_count;
	uint32_t *shut; /* every ineligible opening, by number */
	size_t shut_count;
	uint64_t *considered; /* openings that pass the filters */
	struct pass pass;
};

static struct ranked ranked_of(const struct sorting *s, size_t opening,
			       enum verdict verdict)
{
	struct fit fit = fit_of(&s->answer->fitter, opening);

	return (struct ranked){(uint32_t)opening, (int32_t)fit.hundredths,
			       (int8_t)verdict};
}

static bool has(const uint64_t *words, size_t i)
{
	return (words[i / 64] >> (i % 64) & 1) != 0;
}

static void sort_out(struct sorting *s, size_t i)
{
	enum verdict v = VERDICT_ELIGIBLE;

	if (has(s->pass.eligible, i)) {
		s->answer->counts.eligible++;
	} else if (has(s->pass.maybe, i)) {
		s->answer->counts.maybe++;
		v = VERDICT_MAYBE;
	} else {
		s->answer->counts.ineligible++;
		s->shut[s->shut_count++] = (uint32_t)i;
		if (has(s->pass.near, i))
			s->near[s->near_count++] =
				ranked_of(s, i, VERDICT_INELIGIBLE);
		return;
	}
	s->open[s->open_count++] = ranked_of(s, i, v);
}

static void consider(struct sorting *s)
{
	size_t n = s->snapshot->count;

	s->considered = ARENA_ARRAY(s->arena, uint64_t, (n + 63) / 64);
	for (size_t i = 0; i < n; i++) {
		if (opening_is_considered(s->snapshot->openings[i],
					  s->query->as_of) &&
		    filters_pass(s->snapshot, i, &s->query->filters,
				 FILTER__COUNT))
			s->considered[i / 64] |= (uint64_t)1 << (i % 64);
	}
}

static void judge_all(struct sorting *s)
{
	consider(s);
	planes_pass(s->arena, s->snapshot->planes, s->query->profile->facts,
		    s->query->as_of, &s->pass);
	pass_settle_near(&s->pass, s->considered);
	for (size_t i = 0; i < s->snapshot->count; i++) {
		if (has(s->considered, i))
			sort_out(s, i);
	}
}

/* The first row after the key; all of them without one. */
static size_t first_after(const struct sorting *s)
{
	size_t from = 0;

	while (s->query->after != NULL && from < s->open_count) {
		struct match_key key = key_of(s->snapshot, &s->open[from]);

		if (match_key_compare(&key, s->query->after) > 0)
			break;
		from++;
	}
	return from;
}

static void take_page(struct sorting *s)
{
	size_t from, n;
	struct match_item *items;

	sort(s->snapshot, s->open, s->open_count);
	from = first_after(s);
	n = s->open_count - from;
	if (n > s->query->limit)
		n = s->query->limit;
	items = ARENA_ARRAY(s->arena, struct match_item, n);
	for (size_t i = 0; i < n; i++) {
		const struct ranked *r = &s->open[from + i];

		items[i] = (struct match_item){
			.opening = r->opening,
			.verdict = (enum verdict)r->verdict,
			.fit = fit_of(&s->answer->fitter, r->opening)};
	}
	s->answer->items = items;
	s->answer->item_count = n;
	s->answer->has_more = from + n < s->open_count;
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
	size_t n = s->near_count;
	struct near_miss *list;

	s->answer->counts.near_misses = n;
	sort(s->snapshot, s->near, n);
	if (n > s->query->limit)
		n = s->query->limit;
	list = ARENA_ARRAY(s->arena, struct near_miss, n);
	for (size_t i = 0; i < n; i++) {
		size_t opening = s->near[i].opening;
		struct fit fit = fit_of(&s->answer->fitter, opening);

		list[i] = miss_of(s, opening, &fit);
	}
	s->answer->near_misses = list;
	s->answer->near_miss_count = n;
}

static void take_ineligible(struct sorting *s)
{
	struct near_miss *list =
		ARENA_ARRAY(s->arena, struct near_miss, s->shut_count);

	for (size_t i = 0; i < s->shut_count; i++) {
		struct fit fit = fit_of(&s->answer->fitter, s->shut[i]);

		list[i] = miss_of(s, s->shut[i], &fit);
	}
	s->answer->ineligible = list;
	s->answer->ineligible_count = s->shut_count;
}

void match_rank(struct arena *a, const struct snapshot *snapshot,
		const struct match_query *q, struct match_answer *ret_answer)
{
	struct fit_request fit = {q->profile, q->words, q->weights, q->as_of};
	struct sorting s = {.arena = a,
			    .snapshot = snapshot,
			    .query = q,
			    .answer = ret_answer};

	*ret_answer = (struct match_answer){.item_count = 0};
	fitter_prepare(a, q->analyser, snapshot, &fit, &ret_answer->fitter);
	s.open = ARENA_ARRAY(a, struct ranked, snapshot->count);
	s.near = ARENA_ARRAY(a, struct ranked, snapshot->count);
	s.shut = ARENA_ARRAY(a, uint32_t, snapshot->count);
	judge_all(&s);
	take_page(&s);
	take_near_misses(&s);
	if (q->wants_ineligible)
		take_ineligible(&s);
	ret_answer->question_count = pass_questions(a, &s.pass, s.considered,
						    &ret_answer->questions);
}
