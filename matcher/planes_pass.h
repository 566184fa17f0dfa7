/*
 * planes_pass - the verdicts of all openings for one profile, in one pass.
 *
 * Equal, opening by opening, to judge_verdict(), repair_is_near_miss() and
 * question_tally_list(), and some hundred times faster: 512 rows at a time
 * through the bitmaps that the profile needs, counting for each row whether no,
 * one or more tests failed, and whether none, one or more of its subjects are
 * unknown.  Time grows with the openings and the slots, memory is at most nine bits
 * a row.
 */
#ifndef MATCHER_PLANES_PASS_H
#define MATCHER_PLANES_PASS_H

#include <stddef.h>
#include <stdint.h>

#include "matcher/planes.h"
#include "matcher/questions.h"

struct arena;
struct plan;

/*
 * Bit i % 64 of word i / 64 is opening i; bits past the last are 0.  What is in
 * neither of the first two is ineligible.  Lives in the arena of the call, and
 * as long as the planes and the facts.
 */
struct pass {
	size_t words;
	uint64_t *eligible, *maybe;
	uint64_t *near; /* ineligible by one test that can still change */
	/* Perhaps as well: waiting may not help, see pass_settle_near(). */
	uint64_t *waiting;
	/* For pass_questions(): by row of the planes. */
	const struct plan *plan;
	uint64_t *steady; /* near by waiting, which helps; NULL without
			   * extra rows, as is the next */
	uint64_t *sure;   /* true, complete or not */
	uint64_t *one;    /* unknown, for want of one subject */
	uint64_t *many;   /* unknown, for want of several */
	uint64_t *odd;    /* a literal without planes is unknown */
};

void planes_pass(struct arena *a, const struct planes *p,
		 const struct facts *facts, int32_t as_of,
		 struct pass *ret_pass);

/*
 * Decides what is `waiting`, of the openings in `among`, and adds to `near` what
 * is: by repair_is_near_miss() for each, a microsecond or two.
 */
void pass_settle_near(struct pass *pass, const uint64_t *among);

/*
 * The list of question_tally_list(), had all openings in `among` been added;
 * `among` has pass->words words, NULL is all of them.
 */
size_t pass_questions(struct arena *a, const struct pass *pass,
		      const uint64_t *among,
		      const struct question **ret_questions);

size_t bits_count(const uint64_t *words, size_t count);

#endif
