/*
 * evaluate - one test on the facts of one profile, on one day.
 *
 * Unknown is an absent fact, or an interval that straddles a bound; nothing
 * else.  Allocates nothing, cannot fail.
 */
#ifndef MATCHER_EVALUATE_H
#define MATCHER_EVALUATE_H

#include <stdbool.h>
#include <stdint.h>

#include "matcher/criteria.h"
#include "matcher/facts.h"
#include "matcher/verdict.h"

struct json_writer;

/* The days an evaluation looks at; DAY_NONE: not stated. */
struct days {
	int32_t as_of;          /* always stated */
	int32_t closes, starts; /* of the opening */
};

/*
 * A test as it stands in a conjunction.  A negated `between` is two literals, a
 * negated has_all of k values is k: `part` says which one.
 */
enum literal_part {
	PART_WHOLE,
	PART_UNDER, /* below the range */
	PART_OVER,  /* above the range */
	PART_VALUE, /* does not hold value number `value` of the test */
};

struct literal {
	const struct test *test; /* of those that are the same, the first */
	bool negated;            /* as test->negated */
	enum literal_part part;
	size_t value;
	size_t test_index; /* of the test in its rule */
};

/* The test as its author wrote it, negated or not (test->negated aside). */
enum verdict evaluate_test(const struct test *t, const struct facts *facts,
			   const struct days *days);

enum verdict evaluate_literal(const struct literal *l,
			      const struct facts *facts,
			      const struct days *days);

/* The whole tree as it is written, `due` counted like any other test. */
enum verdict evaluate_criteria(const struct criteria *c,
			       const struct facts *facts,
			       const struct days *days);

/* The day a test looks at: days->as_of, or what `at` says; DAY_NONE unknown. */
int32_t evaluate_day(const struct test *t, const struct days *days);

/*
 * The interval of a number, an ordinal (indices) or a date on that day;
 * computed attributes are worked out.  False: unknown.
 */
bool evaluate_interval(const struct attr *attr, const struct fact *fact,
		       int32_t day, double *ret_lo, double *ret_hi);

/*
 * The measure of a quantifier lies in [sure, possible].  False: the list is not
 * known, or nothing can be said.
 *
 * heads of an empty list is 0.  The share of a member that states none lies
 * between 0 and what the others leave of 100.  mean_age is unknown unless at
 * least one member surely counts and the age of every member who may count is
 * known, and is the least and greatest mean over those who may.
 */
bool evaluate_measure(const struct quantifier *q, const struct facts *facts,
		      const struct days *days, double *ret_lo, double *ret_hi);

/*
 * What the profile says on the subject of the test: the value as it was given;
 * the level of the key asked for; a derived number or [lo, hi]; null when
 * unknown.  This is `have` of a reply.
 */
void evaluate_have_write(struct json_writer *w, const char *key,
			 const struct test *t, const struct facts *facts,
			 const struct days *days);

#endif
