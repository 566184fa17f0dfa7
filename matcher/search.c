/* search - see search.h. */
#include "matcher/search.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/bits.h"
#include "base/day.h"
#include "matcher/bounds.h"
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

/* Without the id: openings stand by id, so that of equal ones numbers decide. */
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

static int by_key(const void *x, const void *y)
{
	const struct search_item *a = x, *b = y;
	int order = key_compare(&a->key, &b->key);

	if (order != 0)
		return order;
	return (a->opening > b->opening) - (a->opening < b->opening);
}

static bool read_words(struct arena *a, const struct snapshot *s,
		       const struct search_query *q,
		       struct search_answer *answer)
{
	const struct textquery *query;

	if (slice_trim(q->words).n == 0)
		return false;
	query = textquery_read(a, q->analyser, s->text, TEXTQUERY_SEARCH,
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
enum { STEPS_A_LOOK = 15, KEPT_IN_ORDER = 512 };

/* A search that is being answered. */
struct finding {
	struct arena *arena;
	const struct snapshot *snapshot;
	const struct search_query *query;
	const struct textquery *words; /* NULL: none asked for */
	enum sort sort;
	const uint64_t *found; /* with all filters */
	size_t bitmap_words;
	struct textresult text;
	size_t most;
	bool wants_many;           /* more than are kept in order */
	struct search_item *items; /* the best so far, in order */
	size_t count;
};

static struct search_item item_of(const struct finding *f, size_t i)
{
	struct search_item item = {.opening = i};

	if (f->words != NULL)
		item.score = textquery_score(f->words, (uint32_t)i);
	item.key = key_of(f->snapshot->traits, i, f->sort, item.score);
	return item;
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
	    (f->most == 0 || by_key(item, &f->items[f->count - 1]) >= 0))
		return;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (by_key(&f->items[middle], item) < 0)
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

/* The order is in the columns: every opening found is looked at once. */
static void find_by_column(struct finding *f)
{
	for (size_t w = 0; w < f->bitmap_words; w++) {
		uint64_t left = f->found[w];

		for (; left != 0; left &= left - 1) {
			size_t i = w * 64 + (size_t)__builtin_ctzll(left);
			struct search_item item = {.opening = i};

			item.key = key_of(f->snapshot->traits, i, f->sort, 0);
			propose(f, &item);
		}
	}
}

static struct bounds *bound_found(struct finding *f)
{
	size_t most = bits_sum(f->found, f->bitmap_words), n = 0;
	struct bound *items = ARENA_ARRAY(f->arena, struct bound, most + 1);

	for (size_t w = 0; w < f->bitmap_words; w++) {
		uint64_t left = f->found[w];

		for (; left != 0; left &= left - 1) {
			size_t i = w * 64 + (size_t)__builtin_ctzll(left);

			items[n++] = (struct bound){
				(float)textresult_bound(&f->text, i),
				(uint32_t)i};
		}
	}
	return bounds_new(f->arena, items, n);
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

/* The order is by score, and there are few: score them all. */
static void find_by_scoring(struct finding *f)
{
	for (size_t w = 0; w < f->bitmap_words; w++) {
		uint64_t left = f->found[w];

		for (; left != 0; left &= left - 1) {
			size_t i = w * 64 + (size_t)__builtin_ctzll(left);
			struct search_item item = item_of(f, i);

			propose(f, &item);
		}
	}
}

/* Whether scores of all cost less than bounds of whatever shares a term. */
static bool is_quickly_scored(const struct finding *f, size_t found)
{
	struct text_cost c = textquery_cost(f->words);
	size_t page = f->most < found ? f->most : found;

	return (found - page) * c.terms * STEPS_A_LOOK <=
	       c.postings + f->bitmap_words * 64 / 8;
}

static void find_by_bounds(struct finding *f)
{
	struct bounds *bounds;
	size_t want = f->most + 4;

	f->text = textquery_bound(f->arena, f->words, f->found);
	bounds = bound_found(f);

	while (may_be_beaten(f, bounds_rest(bounds))) {
		const struct bound *batch;
		size_t n = bounds_take(bounds, want, &batch);

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
	item->key.id = snapshot_id(f->snapshot, item->opening);
	if (f->words != NULL)
		item->score =
			textquery_score(f->words, (uint32_t)item->opening);
}

static void find(struct finding *f, struct search_answer *answer)
{
	f->sort = f->query->sort;
	if (f->sort == SORT_RELEVANCE && f->words == NULL)
		f->sort = SORT_CLOSING;
	f->most = bits_sum(f->found, f->bitmap_words);
	answer->total = f->most;
	if (f->most > f->query->limit)
		f->most = f->query->limit + 1;
	f->wants_many = f->most > KEPT_IN_ORDER;
	f->items = ARENA_ARRAY(f->arena, struct search_item,
			       (f->wants_many ? answer->total : f->most) + 1);
	if (f->sort != SORT_RELEVANCE)
		find_by_column(f);
	else if (f->wants_many || is_quickly_scored(f, answer->total))
		find_by_scoring(f);
	else
		find_by_bounds(f);
	if (f->wants_many) {
		qsort(f->items, f->count, sizeof(*f->items), by_key);
		f->count = f->count < f->most ? f->count : f->most;
	}
	for (size_t i = 0; i < f->count; i++)
		complete(f, &f->items[i]);
	answer->items = f->items;
	answer->has_more = f->count > f->query->limit;
	answer->item_count = answer->has_more ? f->query->limit : f->count;
}

void search_run(struct arena *a, const struct snapshot *s,
		const struct search_query *q, struct search_answer *ret_answer)
{
	struct finding f = {.arena = a, .snapshot = s, .query = q};
	struct filter_sets sets = filters_read(a, s, &q->filters);
	struct facets_plan facets = {&sets, NULL, q->filters.day};
	uint64_t *found = ARENA_ARRAY(a, uint64_t, sets.words + 1);

	*ret_answer = (struct search_answer){.item_count = 0};
	if (read_words(a, s, q, ret_answer)) {
		ret_answer->is_cut = textquery_is_cut(ret_answer->query);
		if (ret_answer->is_cut)
			return;
		f.words = ret_answer->query;
		facets.matched =
			textquery_match(a, f.words, &ret_answer->is_relaxed);
	}
	if (!q->without_facets)
		facets_count(a, s, &facets, ret_answer->facets);
	filters_intersect(&sets, FILTER__COUNT, facets.matched, found);
	f.found = found;
	f.bitmap_words = sets.words;
	find(&f, ret_answer);
}
