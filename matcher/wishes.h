/*
 * wishes - the preference part of a fit: what both sides would like.
 *
 * The weighted mean over the seeker's wishes, each of weight 1, and the
 * opening's own `preferences`.  What is not stated contributes its prior: for a
 * wish the mean over the openings of its base that state it, .5 when none
 * does; for a preference .5.  An opening with nothing to compare has .5.
 *
 *   kinds    1 if the kind is wished, else 0
 *   places   1 if a place equals, lies in or contains a wished one; .5 within
 *            the same province or region; else 0
 *   sectors  1 if related in the same way, else 0
 *   pay_min  the share of the pay range at or above it, HKD a month
 *   from     1 if it starts on or after that day, else 0
 */
#ifndef MATCHER_WISHES_H
#define MATCHER_WISHES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "matcher/profile.h"

struct arena;
struct segment;

enum wish {
	WISH_KINDS,
	WISH_PLACES,
	WISH_SECTORS,
	WISH_PAY,
	WISH_FROM,
	WISH__COUNT,
	WISH_PREFERENCE = WISH__COUNT /* one of the opening's */
};

#define WISH_PRIOR 0.5

struct wish_result {
	enum wish wish;
	double value; /* 0..1 */
	double weight;
	bool is_stated;                      /* false: value is the prior */
	const struct preference *preference; /* of WISH_PREFERENCE */
};

/* The wishes of one profile, with their priors over one segment. */
struct wish_list {
	const struct segment *segment;
	const struct profile *profile;
	int32_t as_of;
	bool has[WISH__COUNT];
	double prior[WISH__COUNT];
	/* What each list of traits.h is worth, below 0: not stated; NULL until
	 * wishes_tabulate(). */
	const double *places, *sectors;
};

enum { WISH_RESULTS_MAX = WISH__COUNT + CRITERIA_TESTS_MAX };

/* As cheap as its priors (priors.h). */
struct wish_list wishes_prepare(const struct segment *s,
				const struct profile *p, int32_t as_of);

/* For who compares very many: each different list is looked at once. */
void wishes_tabulate(struct arena *a, struct wish_list *w);

/* In the order above, then the preferences as written; returns how many. */
size_t wishes_compare(const struct wish_list *w, size_t opening,
		      struct wish_result ret_results[WISH_RESULTS_MAX]);

/* wishes_mean() of one opening, and whether anything was compared. */
double wishes_value(const struct wish_list *w, size_t opening,
		    bool *ret_is_stated);

/*
 * The same of all openings of the gate (NULL: all), as floats, for a bound; of
 * a list that was tabulated.
 */
void wishes_column(struct arena *a, const struct wish_list *w,
		   const uint64_t *gate, float *ret_values);

/* One wish, 0..1; below 0 where the opening does not state it. */
double wishes_compare_one(const struct wish_list *w, enum wish wish,
			  size_t opening);

/* Their weighted mean; .5 for none. */
double wishes_mean(const struct wish_result *results, size_t n);

const char *wish_word(enum wish w); /* "places", "preference" */

#endif
