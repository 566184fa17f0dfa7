/* search - see search.h. */
#include "matcher/search.h"

#include <math.h>
#include <stdlib.h>

#include "base/arena.h"
#include "base/day.h"
#include "matcher/snapshot.h"

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

static struct search_key key_of(const struct opening *o, enum sort sort,
				double score)
{
	struct search_key key = {.id = o->id};

	switch (sort) {
	case SORT_RELEVANCE:
		key.major = -fixed(score);
		key.minor = closing_rank(o->closes);
		break;
	case SORT_NEWEST:
		/* Unknown days are least, and so come last. */
		key.major = -(int64_t)o->opens;
		key.minor = -(int64_t)o->confirmed;
		break;
	case SORT_CLOSING:
	case SORT_LEAST_APPLIED:
	case SORT__COUNT:
		key.major = closing_rank(o->closes);
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
	return slice_cmp(x->id, y->id);
}

static int by_key(const void *x, const void *y)
{
	return key_compare(&((const struct search_item *)x)->key,
			   &((const struct search_item *)y)->key);
}

static struct textresult match_words(struct arena *a, const struct snapshot *s,
				     const struct search_query *q,
				     struct search_answer *answer)
{
	struct textresult none = {.scores = NULL, .matched = NULL};
	const struct textquery *query;

	if (slice_trim(q->words).n == 0)
		return none;
	query = textquery_read(a, q->analyser, s->text, TEXTQUERY_SEARCH,
			       q->words);
	/* Nothing but separators asks for nothing. */
	if (textquery_is_empty(query))
		return none;
	answer->query = query;
	return textquery_run(a, s->text, query, NULL);
}

static size_t collect(const struct snapshot *s, const struct search_query *q,
		      const struct textresult *text, struct search_item *items)
{
	enum sort sort = q->sort == SORT_RELEVANCE && text->matched == NULL
				 ? SORT_CLOSING
				 : q->sort;
	size_t n = 0;

	for (size_t i = 0; i < s->count; i++) {
		struct search_item *item = &items[n];

		if (text->matched != NULL && !values_has(text->matched, i))
			continue;
		if (!filters_pass(s, i, &q->filters, FILTER__COUNT))
			continue;
		*item = (struct search_item){.opening = i};
		if (text->scores != NULL)
			item->score = text->scores[i];
		item->key = key_of(s->openings[i], sort, item->score);
		n++;
	}
	if (n > 0)
		qsort(items, n, sizeof(*items), by_key);
	return n;
}

void search_run(struct arena *a, const struct snapshot *s,
		const struct search_query *q, struct search_answer *ret_answer)
{
	struct search_item *items =
		ARENA_ARRAY(a, struct search_item, s->count + 1);
	struct textresult text;
	size_t from = 0, n;

	*ret_answer = (struct search_answer){.item_count = 0};
	text = match_words(a, s, q, ret_answer);
	ret_answer->is_relaxed = text.relaxed;
	facets_count(a, s, &q->filters, text.matched, ret_answer->facets);
	n = collect(s, q, &text, items);
	ret_answer->total = n;
	while (q->after != NULL && from < n &&
	       key_compare(&items[from].key, q->after) <= 0)
		from++;
	ret_answer->items = items + from;
	ret_answer->item_count = n - from < q->limit ? n - from : q->limit;
	ret_answer->has_more = from + ret_answer->item_count < n;
}
