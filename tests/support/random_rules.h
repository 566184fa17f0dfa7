/*
 * random_rules - openings, seekers and days drawn at random, as JSON text.
 *
 * Everything conforms to the vocabulary, so both the engine and the slow
 * reference must accept it, each through its own reader; only the limit on
 * conjunctions may be passed, then the caller draws again.  All operators,
 * `not`, nesting to CRITERIA_DEPTH, quantifiers, `due`, `at`, dated rules,
 * programmes; unknown facts, intervals, [] beside absent, ventures.
 */
#ifndef SUPPORT_RANDOM_RULES_H
#define SUPPORT_RANDOM_RULES_H

#include <stdint.h>

#include "base/buf.h"
#include "base/slice.h"
#include "json/jr.h"
#include "support/random.h"
#include "support/vocabulary_json.h"

enum { CRITERIA_DEPTH = 6 };

/* {"opening":{rules, closes, starts},"programme":{...}|null} */
void random_opening(struct random *r, const struct vocabulary_json *v,
		    struct buf *to);

/* {"profile":{"facts":{...}},"venture":{...}|null} */
void random_seeker(struct random *r, const struct vocabulary_json *v,
		   struct buf *to);

/*
 * A full answer to a question about a list, "awards" or "members": an array in
 * which nothing is left unknown.
 */
void random_list(struct random *r, const struct vocabulary_json *v,
		 struct slice attr, struct buf *to);

/*
 * A day on which something may turn: a birthday, a bound of a rule, the turn of
 * a year; else any.  The arguments are what the two functions above wrote.
 */
int32_t random_as_of(struct random *r, const struct jr *opening,
		     const struct jr *seeker);

#endif
