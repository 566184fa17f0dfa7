/*
 * candidates - the profiles for one opening: who may, and how well both suit.
 *
 * Verdicts are those of judge_verdict(), so that candidates of an opening hold
 * a profile exactly when match_rank() for that profile holds the opening, but
 * for ventures: an opening for a team, a company or an organisation ranks
 * ventures, that is the profiles that carry one, and passes over the others.
 * All other openings rank persons: every profile, whether it carries a venture
 * or not.  An opening that is not open that day, or that stands back in every
 * list (a programme with openings under it), has no candidates.
 *
 * a, the fit of the opening to the profile, 0..100:
 *   text   the opening's title, skills and summary as a ranking query over the
 *          texts of the profiles, by its own score as a title; of its languages
 *          the one that suits best
 *   skill  how much of its skills the profile covers, as in fit.h; a profile
 *          without skills has FIT_SKILL_PRIOR, "not stated"
 *   pref   the mean over the opening's preferences, what is unknown .5
 * An opening without text, skills or preferences loses that weight, for all
 * profiles alike; the published weights else.
 * b, the fit of the profile to the opening, is that of POST /v1/match with the
 * published weights, to the hundredth (fit.h).
 * H = 2ab / (a + b) of the two as they are printed, 0 if either is 0 (Pizzato
 * and others, RecSys 2010), in hundredths.
 *
 * Order: eligible before maybe, then H, then id.  The items are the first
 * `limit` of that order.  H is at most 2a / (1 + a) with a in 0..1, so profiles
 * are taken by falling a, the best CANDIDATES_FIRST first and then twice as
 * many again, until no other could stand among the items: they are exact by
 * construction.  Only when that would take more than CANDIDATES_MOST fits of a
 * tier is it broken off, and `is_exact` is false: then every profile that is
 * left out has an a no greater than those that were looked at.
 *
 * Pure; everything lives in the arena of the call, and as long as the people
 * and the snapshot.
 */
#ifndef MATCHER_CANDIDATES_H
#define MATCHER_CANDIDATES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "matcher/fit.h"
#include "matcher/people.h"

struct analyser;
struct arena;
struct snapshot;

enum { CANDIDATES_FIRST = 200, CANDIDATES_MOST = 16384 };

struct candidates_query {
	struct analyser *analyser; /* of the calling thread */
	size_t opening;
	int32_t as_of;
	size_t limit;
};

struct person_item {
	size_t row;
	enum verdict verdict;
	long mutual;                 /* H, hundredths */
	struct fit to;               /* a: of the opening to the profile */
	struct fit back;             /* b: of the profile to the opening */
	struct weights back_weights; /* as b used them */
	/* What is unknown, by subject as test_subject() names it. */
	size_t unknown_count;
	const struct slice *unknown;
	bool incomplete; /* not all conditions are published */
};

struct candidates_counts {
	size_t considered, eligible, maybe;
};

/* For a benchmark: how many were looked at. */
struct candidates_effort {
	size_t tried;  /* their a was worked out */
	size_t fitted; /* their b as well */
};

struct candidates {
	size_t item_count;
	const struct person_item *items;
	bool as_ventures;
	bool is_exact;
	struct candidates_counts counts;
	struct weights weights; /* as a used them */
	struct candidates_effort effort;
};

void candidates_rank(struct arena *a, const struct people *p,
		     const struct snapshot *s, const struct candidates_query *q,
		     struct candidates *ret_candidates);

/* 2ab / (a + b), rounded; all in hundredths. */
long candidates_mutual(long a, long b);

/* Whether the opening ranks ventures. */
bool candidates_are_ventures(const struct opening *o);

#endif
