/*
 * match - every opening for one profile: who may, how well, and what else.
 *
 * Pure: the same snapshot, query and day give the same answer byte for byte.
 * Everything lives in the arena of the call and as long as the snapshot.
 *
 * Order: eligible before maybe, then fit, then closing day (none last), then
 * id (SEMANTICS 5).  Wishes move the fit and never filter; filters filter.
 */
#ifndef MATCHER_MATCH_H
#define MATCHER_MATCH_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "matcher/filters.h"
#include "matcher/fit.h"
#include "matcher/judge.h"
#include "matcher/profile.h"
#include "matcher/questions.h"
#include "matcher/repair.h"

struct analyser;
struct arena;
struct snapshot;

/* The place of an item in the order; also what a cursor holds. */
struct match_key {
	int verdict;
	long fit;
	int32_t closes;
	struct slice id;
};

struct match_query {
	struct analyser *analyser; /* of the calling thread */
	const struct profile *profile;
	struct slice words; /* of a search beside the profile; may be empty */
	struct filters filters;
	struct weights weights;
	int32_t as_of;
	size_t limit;
	const struct match_key *after; /* the last item of the page before */
	bool wants_ineligible; /* all of them, with what would change them */
};

struct match_item {
	size_t opening;
	enum verdict verdict;
	struct fit fit;
};

struct near_miss {
	size_t opening;
	struct fit fit;
	struct repair repair; /* no step: nothing can be done */
};

struct match_counts {
	size_t eligible, maybe, ineligible, near_misses;
};

struct match_answer {
	size_t item_count;
	const struct match_item *items; /* one page */
	bool has_more;
	size_t near_miss_count;
	const struct near_miss *near_misses; /* the best `limit` */
	size_t ineligible_count;
	const struct near_miss *ineligible; /* if asked for, by id */
	struct match_counts
		counts; /* of all considered that pass the filters */
	size_t question_count;
	const struct question *questions;
	const struct fitter *fitters; /* what explains the fits: one a leaf */
};

void match_rank(struct arena *a, const struct snapshot *s,
		const struct match_query *q, struct match_answer *ret_answer);

/* The fitter of an opening, and the row that it is there. */
const struct fitter *match_fitter(const struct match_answer *answer,
				  size_t opening, size_t *ret_row);

/* < 0: x comes before y. */
int match_key_compare(const struct match_key *x, const struct match_key *y);
struct match_key match_key_of(const struct snapshot *s,
			      const struct match_item *item);

#endif
