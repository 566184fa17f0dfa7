/*
 * search - openings by words and filters, without a profile.
 *
 * The words gate (minimum-should-match) and rank; filters narrow; facets are
 * counted over what the words match, each without its own filter, before
 * anything is cut off.  Pure, like match.h.
 */
#ifndef MATCHER_SEARCH_H
#define MATCHER_SEARCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "matcher/filters.h"
#include "matcher/textquery.h"

struct analyser;
struct arena;
struct snapshot;

enum sort {
	SORT_RELEVANCE,
	SORT_CLOSING,
	SORT_NEWEST,
	SORT_LEAST_APPLIED,
	SORT__COUNT
};
extern const char *const sort_words[]; /* NULL at the end */

/* The place of an item in its order; also what a cursor holds. */
struct search_key {
	int64_t major; /* ascending: the sort's own */
	int64_t minor;
	struct slice id;
};

struct search_query {
	struct analyser *analyser; /* of the calling thread */
	struct slice words;        /* may hold no word at all */
	struct filters filters;
	enum sort sort;
	size_t limit;
	const struct search_key *after;
	bool without_facets; /* the answer's are then empty */
};

struct search_item {
	size_t opening;
	double score; /* 0 without words */
	struct search_key key;
};

struct search_answer {
	size_t item_count;
	const struct search_item *items; /* one page */
	bool has_more;
	size_t total;
	struct facet facets[FILTER_FACETS];
	const struct textquery *query; /* NULL without words */
	bool is_relaxed;
	bool is_cut; /* too many words: nothing was looked for */
};

/*
 * SORT_RELEVANCE without words is SORT_CLOSING.  SORT_LEAST_APPLIED knows no
 * applications yet: every opening has none, so it orders by closing day.
 */
void search_run(struct arena *a, const struct snapshot *s,
		const struct search_query *q, struct search_answer *ret_answer);

#endif
