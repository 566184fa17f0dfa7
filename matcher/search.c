/* search - see search.h. */
#include "matcher/search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/bits.h"
#include "base/day.h"
#include "matcher/bounds.h"
#include "matcher/shelf.h"
#include "matcher/snapshot.h"
#include "matcher/traits.h"

const char *const sort_words[] = {"relevance", "closing", "newest",
				  "least_applied", NULL};

/* Scores are compared as printed in a cursor: in millionths. */
static int64_t fixed(double score)
{
	return (int64_t)floor(score * 1e6 + .5);
}

static int64_t closing_rank(int32_t closes)
{
	return closes == DAY_NONE ? INT32_MAX : closes;
}

/* Without the id, which only equal ones are asked for. */
static struct search_key key_of(const struct traits *t, size_t i,
				enum sort sort, double score)
{
	struct search_key key = {.minor = 0};

	switch (sort) {
	case SORT_RELEVANCE:
		key.major = -fixed(score);
		key.minor = closing_rank(t->closes[i]);
		break;
	case SORT_NEWEST:
		/* Unknown days are least, and so come last. */
		key.major = -(int64_t)t->opens[i];
		key.minor = -(int64_t)t->confirmed[i];
		break;
	case SORT_CLOSING:
	case SORT_LEAST_APPLIED:
	case SORT__COUNT:
		key.major = closing_rank(t->closes[i]);
		break;
	}
	return key;
}

static int key_compare(const struct search_key *x, const struct search_key *y)
{
	if (x->major != y->major)
		return x->major < y->major ? -1 : 1;
	if (x->minor != y->minor)
		return x->minor < y->minor ? -1 : 1;
	return 0;
}

static bool read_words(struct arena *a, const struct snapshot *s,
		       const struct search_query *q,
		       struct search_answer *answer)
{
	const struct textquery *query;

	if (slice_trim(q->words).n == 0)
		return false;
	query = textquery_read_all(a, q->analyser, &s->corpus, TEXTQUERY_SEARCH,
				   q->words);
	/* Nothing but separators asks for nothing. */
	if (textquery_is_empty(query))
		return false;
	answer->query = query;
	return true;
}

/*
 * To find a posting of one document costs some fifteen times what a step along
 * the list does (bench/rank.c), and bounds are followed by scores of a page.
 */
enum { STEPS_A_LOOK = 15, KEPT_IN_ORDER = 512, BESIDE = 8 };

/* One leaf of a search that is being answered. */
struct found {
	const struct leaf *leaf;
	const struct traits *traits;
	struct filter_sets sets;
	const struct textquery *words; /* NULL: none asked for */
	uint64_t *matched;             /* by the words; NULL: all */
	uint64_t *rows;                /* with all filters */
};

struct finding {
	struct arena *arena;
	const struct snapshot *snapshot;
	const struct search_query *query;
	enum sort sort;
	size_t leaf_count;
	struct found *leaves;
	size_t total;
	size_t most;
	bool wants_many;           /* more than are kept in order */
	struct search_item *items; /* the best so far, in order */
	size_t count;
};

static const struct found *leaf_of(const struct finding *f, size_t opening,
				   size_t *ret_row)
{
	return &f->leaves[snapshot_leaf(f->snapshot, opening, ret_row)->number];
}

static struct search_item item_of(const struct finding *f, size_t opening)
{
	size_t row;
	const struct found *l = leaf_of(f, opening, &row);
	struct search_item item = {.opening = opening};

	if (l->words != NULL)
		item.score = textquery_score(l->words, (uint32_t)row);
	item.key = key_of(l->traits, row, f->sort, item.score);
	return item;
}

/* Within a leaf openings stand by id, so that their numbers decide. */
static int by_key(const void *x, const void *y, void *snapshot)
{
	const struct search_item *a = x, *b = y;
	int order = key_compare(&a->key, &b->key);
	size_t row;

	if (order != 0)
		return order;
	if (snapshot_leaf(snapshot, a->opening, &row) ==
	    snapshot_leaf(snapshot, b->opening, &row))
		return (a->opening > b->opening) - (a->opening < b->opening);
	return slice_cmp(snapshot_id(snapshot, a->opening),
			 snapshot_id(snapshot, b->opening));
}

static int compare(const struct finding *f, const struct search_item *x,
		   const struct search_item *y)
{
	/* It is only read. */
	return by_key(x, y, (void *)(uintptr_t)f->snapshot);
}

/* On an earlier page. */
static bool was_shown(const struct finding *f, const struct search_item *item)
{
	const struct search_key *after = f->query->after;
	int order;

	if (after == NULL)
		return false;
	order = key_compare(&item->key, after);
	if (order == 0)
		order = slice_cmp(snapshot_id(f->snapshot, item->opening),
				  after->id);
	return order <= 0;
}

/*
 * By binary search among the best; what is past the last place is dropped.  Of
 * very many all are kept, and sorted once.
 */
static void propose(struct finding *f, const struct search_item *item)
{
	size_t low = 0, high = f->count;

	if (was_shown(f, item))
		return;
	if (f->wants_many) {
		f->items[f->count++] = *item;
		return;
	}
	if (f->count == f->most &&
	    (f->most == 0 || compare(f, item, &f->items[f->count - 1]) >= 0))
		return;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (compare(f, &f->items[middle], item) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	if (f->count < f->most)
		f->count++;
	memmove(&f->items[low + 1], &f->items[low],
		(f->count - low - 1) * sizeof(*f->items));
	f->items[low] = *item;
}

/* Every opening found, by number. */
static void each_found(struct finding *f,
		       void (*visit)(struct finding *f, const struct found *l,
				     size_t row))
{
	for (size_t k = 0; k < f->leaf_count; k++) {
		const struct found *l = &f->leaves[k];

		for (size_t w = 0; w < l->sets.words; w++) {
			uint64_t left = l->rows[w];

			for (; left != 0; left &= left - 1)
				visit(f, l,
				      w * 64 + (size_t)__builtin_ctzll(left));
		}
	}
}

/* The order is in the columns: every opening found is looked at once. */
static void propose_by_column(struct finding *f, const struct found *l,
			      size_t row)
{
	struct search_item item = {.opening = l->leaf->first + row};

	item.key = key_of(l->traits, row, f->sort, 0);
	propose(f, &item);
}

/* The order is by score, and there are few: score them all. */
static void propose_by_score(struct finding *f, const struct found *l,
			     size_t row)
{
	struct search_item item = item_of(f, l->leaf->first + row);

	propose(f, &item);
}

/* The bounds of 64 rows, with the slack that sums of floats need; the largest.
 * Eight side by side, so that the compiler adds them in vectors. */
static float settle_word(float *bounds, size_t n)
{
	float tops[BESIDE] = {0}, top = 0;
	size_t i = 0;

	for (; i + BESIDE <= n; i += BESIDE) {
		for (size_t k = 0; k < BESIDE; k++) {
			bounds[i + k] *= (float)TEXTRESULT_SLACK;
			tops[k] = bounds[i + k] > tops[k] ? bounds[i + k]
							  : tops[k];
		}
	}
	for (; i < n; i++) {
		bounds[i] *= (float)TEXTRESULT_SLACK;
		top = bounds[i] > top ? bounds[i] : top;
	}
	for (size_t k = 0; k < BESIDE; k++)
		top = tops[k] > top ? tops[k] : top;
	return top;
}

static struct bound_rows bound_leaf(const struct finding *f,
				    const struct found *l)
{
	size_t count = l->leaf->segment->count;
	float *tops = ARENA_ARRAY(f->arena, float, l->sets.words + 1);
	float *bounds = textquery_bound(f->arena, l->words, l->rows).upper;

	for (size_t w = 0; w < l->sets.words; w++) {
		size_t n = count - w * 64 < 64 ? count - w * 64 : 64;

		if (l->rows[w] != 0)
			tops[w] = settle_word(bounds + w * 64, n);
	}
	return (struct bound_rows){(uint32_t)l->leaf->first, l->sets.words,
				   l->rows, bounds, tops};
}

static struct bounds *bound_found(const struct finding *f)
{
	struct bound_rows *sets =
		ARENA_ARRAY(f->arena, struct bound_rows, f->leaf_count + 1);

	for (size_t k = 0; k < f->leaf_count; k++)
		sets[k] = bound_leaf(f, &f->leaves[k]);
	return bounds_of_rows(f->arena, sets, f->leaf_count);
}

/* The last of a full page may still be beaten by what has such a bound. */
static bool may_be_beaten(const struct finding *f, double bound)
{
	if (bound < 0)
		return false;
	return f->count < f->most ||
	       (f->most > 0 &&
		-fixed(bound) <= f->items[f->most - 1].key.major);
}

/* Whether scores of all cost less than bounds of whatever shares a term. */
static bool is_quickly_scored(const struct finding *f)
{
	size_t page = f->most < f->total ? f->most : f->total;
	size_t terms = 0, bounds = 0;

	for (size_t k = 0; k < f->leaf_count; k++) {
		struct text_cost c = textquery_cost(f->leaves[k].words);

		terms = c.terms > terms ? c.terms : terms;
		bounds += c.postings + f->leaves[k].sets.words * 64 / 8;
	}
	return (f->total - page) * terms * STEPS_A_LOOK <= bounds;
}

static void find_by_bounds(struct finding *f)
{
	struct bounds *bounds = bound_found(f);
	size_t want = f->most + 4;

	while (may_be_beaten(f, bounds_rest(bounds))) {
		const struct bound *batch;
		size_t n = bounds_take(bounds, want, &batch);

		if (n == 0)
			break;
		for (size_t i = 0; i < n; i++) {
			struct search_item item = item_of(f, batch[i].doc);

			propose(f, &item);
		}
		want *= 2;
	}
}

/* What only those that are shown need. */
static void complete(const struct finding *f, struct search_item *item)
{
	size_t row;
	const struct found *l = leaf_of(f, item->opening, &row);

	item->key.id = shelf_id(l->leaf->segment->shelf, row);
	if (l->words != NULL)
		item->score = textquery_score(l->words, (uint32_t)row);
}

static void find(struct finding *f, struct search_answer *answer)
{
	f->sort = f->query->sort;
	if (f->sort == SORT_RELEVANCE && answer->query == NULL)
		f->sort = SORT_CLOSING;
	f->most = f->total;
	answer->total = f->total;
	if (f->most > f->query->limit)
		f->most = f->query->limit + 1;
	f->wants_many = f->most > KEPT_IN_ORDER;
	f->items = ARENA_ARRAY(f->arena, struct search_item,
			       (f->wants_many ? f->total : f->most) + 1);
	if (f->sort != SORT_RELEVANCE)
		each_found(f, propose_by_column);
	else if (f->wants_many || is_quickly_scored(f))
		each_found(f, propose_by_score);
	else
		find_by_bounds(f);
	if (f->wants_many) {
		qsort_r(f->items, f->count, sizeof(*f->items), by_key,
			(void *)(uintptr_t)f->snapshot);
		f->count = f->count < f->most ? f->count : f->most;
	}
	for (size_t i = 0; i < f->count; i++)
		complete(f, &f->items[i]);
	answer->items = f->items;
	answer->has_more = f->count > f->query->limit;
	answer->item_count = answer->has_more ? f->query->limit : f->count;
}

static size_t match_leaves(struct finding *f, bool is_relaxed)
{
	size_t n = 0;

	for (size_t k = 0; k < f->leaf_count; k++) {
		struct found *l = &f->leaves[k];

		l->matched = textquery_match(f->arena, l->words, is_relaxed);
		for (size_t w = 0; w < l->sets.words; w++)
			l->matched[w] &= l->leaf->live[w];
		n += bits_sum(l->matched, l->sets.words);
	}
	return n;
}

/* Relaxed only where no opening at all meets the words as they are. */
static bool match_words(struct finding *f, const struct textquery *q)
{
	bool is_relaxed = false;

	for (size_t k = 0; k < f->leaf_count; k++)
		f->leaves[k].words = textquery_over(f->arena, q, k);
	if (match_leaves(f, false) == 0 && textquery_can_relax(q))
		is_relaxed = match_leaves(f, true) > 0;
	for (size_t k = 0; k < f->leaf_count; k++)
		textquery_match_titles(f->arena, f->leaves[k].words,
				       f->leaves[k].matched);
	return is_relaxed;
}

static void read_leaves(struct finding *f)
{
	f->leaf_count = f->snapshot->leaf_count;
	f->leaves = ARENA_ARRAY(f->arena, struct found, f->leaf_count);
	for (size_t k = 0; k < f->leaf_count; k++) {
		struct found *l = &f->leaves[k];

		l->leaf = &f->snapshot->leaves[k];
		l->traits = l->leaf->segment->traits;
		l->sets = filters_read(f->arena, l->leaf, &f->query->filters);
	}
}

static void count_all(const struct finding *f,
		      struct facet ret_facets[FILTER_FACETS])
{
	struct facets_leaf *leaves =
		ARENA_ARRAY(f->arena, struct facets_leaf, f->leaf_count);
	struct facets_plan p = {f->leaf_count, leaves, f->query->filters.day};

	for (size_t k = 0; k < f->leaf_count; k++)
		leaves[k] = (struct facets_leaf){f->leaves[k].leaf,
						 &f->leaves[k].sets,
						 f->leaves[k].matched};
	facets_count(f->arena, &p, ret_facets);
}

static void intersect(struct finding *f)
{
	for (size_t k = 0; k < f->leaf_count; k++) {
		struct found *l = &f->leaves[k];

		l->rows = ARENA_ARRAY(f->arena, uint64_t, l->sets.words + 1);
		filters_intersect(&l->sets, FILTER__COUNT, l->matched, l->rows);
		f->total += bits_sum(l->rows, l->sets.words);
	}
}

void search_run(struct arena *a, const struct snapshot *s,
		const struct search_query *q, struct search_answer *ret_answer)
{
	struct finding f = {.arena = a, .snapshot = s, .query = q};

	*ret_answer = (struct search_answer){.item_count = 0};
	read_leaves(&f);
	if (read_words(a, s, q, ret_answer)) {
		ret_answer->is_cut = textquery_is_cut(ret_answer->query);
		if (ret_answer->is_cut)
			return;
		ret_answer->is_relaxed = match_words(&f, ret_answer->query);
	}
	if (!q->without_facets)
		count_all(&f, ret_answer->facets);
	intersect(&f);
	find(&f, ret_answer);
}
