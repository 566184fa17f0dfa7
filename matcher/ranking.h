/*
 * ranking - of openings that fared alike, the best by fit, exactly.
 *
 * Most can be shown not to be among them without looking at all their words:
 * a few that promise most are valued first, and of the others only those whose
 * bound reaches the last of these are looked at any further.  The answer is
 * that of valuing every one.
 */
#ifndef MATCHER_RANKING_H
#define MATCHER_RANKING_H

#include "matcher/match.h"

/* The openings of one leaf: rows of its segment, as a bitmap. */
struct ranked_rows {
	size_t words;
	const uint64_t *rows;
};

struct ranking {
	const struct snapshot *snapshot;
	const struct fitter *fitters;     /* one a leaf, as are the next */
	const struct ranked_rows *leaves; /* within the gates of the fitters */
	enum verdict verdict;
	const struct match_key *after; /* the others were shown before */
	size_t most;
};

/*
 * The best `most` in the order of match_key_compare(); returns how many.  The
 * same openings must not be ranked twice with the same fitters.
 */
size_t ranking_best(struct arena *a, const struct ranking *r,
		    struct match_item *ret_items);

#endif
