/* postings_save - postings as bytes, and from bytes; see postings.h. */
#include <string.h>

#include "base/arena.h"
#include "matcher/postings_parts.h"
#include "matcher/sections.h"

/* Its arrays begin where those of the list before it end. */
struct saved_list {
	uint32_t count, first;
};

/* All postings: the arrays of all lists. */
struct arrays {
	size_t n, windows; /* no ends where there is one window */
	const uint32_t *ends;
	const uint16_t *docs;
	const uint8_t *impacts, *shapes;
};

static struct arrays arrays_of(const struct postings_table *t)
{
	struct arrays all = {.n = 0};

	for (size_t i = 0; i < t->list_count; i++)
		all.n += t->lists[i].count;
	if (t->list_count > 0) {
		all.ends = t->lists[0].ends;
		all.docs = t->lists[0].docs;
		all.impacts = t->lists[0].impacts;
		all.shapes = t->lists[0].shapes;
	}
	return all;
}

void postings_save(struct arena *a, const struct postings_table *t,
		   struct sections *to)
{
	struct saved_list *lists =
		ARENA_ARRAY(a, struct saved_list, t->list_count);
	struct arrays all = arrays_of(t);
	size_t ends = all.ends == NULL
			      ? 0
			      : t->list_count * t->windows * sizeof(*all.ends);

	for (size_t i = 0; i < t->list_count; i++)
		lists[i] = (struct saved_list){t->lists[i].count,
					       t->lists[i].first};
	sections_add(to, "postings.of", t->of, t->terms * sizeof(*t->of));
	sections_add(to, "postings.lists", lists,
		     t->list_count * sizeof(*lists));
	sections_add(to, "postings.ends", all.ends, ends);
	sections_add(to, "postings.docs", all.docs, all.n * sizeof(*all.docs));
	sections_add(to, "postings.impacts", all.impacts, all.n);
	sections_add(to, "postings.kinds", t->shapes,
		     t->shape_count * sizeof(*t->shapes));
	sections_add(to, "postings.shapes", all.shapes, all.n);
	sections_add(to, "postings.elsewhere", t->elsewhere,
		     t->elsewhere_count * sizeof(*t->elsewhere));
}

static void take_arrays(struct sections_taking *from, size_t lists,
			struct arrays *all)
{
	bool has_ends = all->windows > 1;
	const uint32_t *ends =
		sections_take(from, "postings.ends", sizeof(*ends),
			      has_ends ? lists * all->windows : 0);

	all->ends = has_ends ? ends : NULL;
	all->docs = sections_take_all(from, "postings.docs", sizeof(*all->docs),
				      &all->n);
	all->impacts = sections_take(from, "postings.impacts", 1, all->n);
	all->shapes = sections_take(from, "postings.shapes", 1, all->n);
}

static struct postings *make_lists(struct arena *a,
				   const struct saved_list *saved, size_t count,
				   const struct arrays *all)
{
	struct postings *lists = ARENA_ARRAY(a, struct postings, count + 1);
	size_t at = 0;

	for (size_t i = 0; i < count; i++) {
		lists[i] = (struct postings){
			.count = saved[i].count,
			.first = saved[i].first,
			.ends = all->ends == NULL
					? NULL
					: all->ends + i * all->windows,
			.docs = all->docs + at,
			.impacts = all->impacts + at,
			.shapes = all->shapes + at};
		if (saved[i].count > all->n - at)
			return NULL;
		at += saved[i].count;
	}
	return at == all->n ? lists : NULL;
}

static bool is_ascending(const struct posting_run *run)
{
	unsigned bad = 0;

	for (uint32_t i = 1; i < run->count; i++)
		bad |= run->docs[i] <= run->docs[i - 1];
	return bad == 0;
}

/* In each window each document once, and none past the last one. */
static bool docs_fit(const struct postings *p, size_t docs)
{
	size_t windows = postings_windows(docs);
	struct posting_run run = {0, NULL, NULL};

	if (p->ends != NULL && !sections_ends_fit(p->ends, windows, p->count))
		return false;
	if (windows == 0)
		return p->count == 0;
	for (size_t w = 0; w < windows; w++) {
		run = postings_in(p, (uint32_t)w);
		if (!is_ascending(&run))
			return false;
	}
	return run.count == 0 ||
	       run.docs[run.count - 1] < docs - (windows - 1) * POSTINGS_WINDOW;
}

static bool stands_elsewhere(const struct postings_table *t, uint32_t at)
{
	size_t low = 0, high = t->elsewhere_count;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (t->elsewhere[middle].at < at)
			low = middle + 1;
		else
			high = middle;
	}
	return low < t->elsewhere_count && t->elsewhere[low].at == at;
}

/* No kind but the common ones, and the sign that it stands elsewhere. */
static bool kinds_fit(const struct postings_table *t, const struct arrays *all)
{
	bool seen[SHAPE_ELSEWHERE + 1] = {false};

	for (size_t i = 0; i < all->n; i++)
		seen[all->shapes[i]] = true;
	for (size_t k = t->shape_count; k < SHAPE_ELSEWHERE; k++) {
		if (seen[k])
			return false;
	}
	return true;
}

static bool elsewhere_fits(const struct postings_table *t,
			   const struct postings *p)
{
	const uint8_t *end = p->shapes + p->count, *at = p->shapes;

	while (at < end) {
		at = memchr(at, SHAPE_ELSEWHERE, (size_t)(end - at));
		if (at == NULL)
			break;
		if (!stands_elsewhere(t, p->first + (uint32_t)(at - p->shapes)))
			return false;
		at++;
	}
	return true;
}

static bool lists_fit(const struct postings_table *t, size_t docs)
{
	for (size_t i = 0; i < t->list_count; i++) {
		if (!docs_fit(&t->lists[i], docs) ||
		    !elsewhere_fits(t, &t->lists[i]))
			return false;
	}
	return true;
}

enum err postings_load(struct arena *a, size_t terms, size_t docs,
		       const struct sections *from,
		       const struct postings_table **ret_table)
{
	struct sections_taking taking = {from, false};
	struct postings_table *t = ARENA_NEW(a, struct postings_table);
	struct arrays all = {.windows = postings_windows(docs)};
	const struct saved_list *saved = sections_take_all(
		&taking, "postings.lists", sizeof(*saved), &t->list_count);
	const struct frequencies *kinds = sections_take_all(
		&taking, "postings.kinds", sizeof(*kinds), &t->shape_count);
	struct postings *lists;

	t->terms = terms;
	t->windows = all.windows;
	t->of = sections_take(&taking, "postings.of", sizeof(*t->of), terms);
	t->elsewhere =
		sections_take_all(&taking, "postings.elsewhere",
				  sizeof(*t->elsewhere), &t->elsewhere_count);
	take_arrays(&taking, t->list_count, &all);
	if (taking.failed || t->shape_count > SHAPES_MAX ||
	    !sections_numbers_fit(t->of, terms, t->list_count))
		return ERR_MALFORMED;
	memcpy(t->shapes, kinds, t->shape_count * sizeof(*kinds));
	lists = make_lists(a, saved, t->list_count, &all);
	t->lists = lists;
	if (lists == NULL || !kinds_fit(t, &all) || !lists_fit(t, docs))
		return ERR_MALFORMED;
	postings_guide(a, lists, t->list_count, t->windows);
	*ret_table = t;
	return ERR_OK;
}
