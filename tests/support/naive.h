/*
 * naive - the slow reference of eligibility.
 *
 * A second reading of docs/SEMANTICS.md, so that the engine can be
 * compared with something: a recursive walk over the criteria as parsed JSON,
 * by Kleene's three-valued logic, with its own reading of the vocabulary.  No
 * expansion, no bitmaps, no tables, and nothing shared with matcher/.  What can
 * be found by trying is found by trying: repairs by subsets, days by walking
 * from day to day, questions by answering them.
 *
 * It trusts its input: the engine has accepted the same text before.
 */
#ifndef SUPPORT_NAIVE_H
#define SUPPORT_NAIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "json/jr.h"
#include "support/vocabulary_json.h"

/* In this order `all` is the minimum and `any` the maximum. */
enum truth { TRUTH_NO, TRUTH_UNKNOWN, TRUTH_YES };

/* What the seeker would answer if asked for one attribute more. */
struct naive_answer {
	struct slice attr;
	const struct jr *given; /* as a profile gives it */
	/* A number, a rank or a day, for those; age: the day of birth. */
	double number;
};

/* One question: may this seeker apply for this opening on this day? */
struct naive_case {
	const struct vocabulary_json *vocabulary;
	const struct jr *opening;   /* rules or criteria, closes, starts */
	const struct jr *programme; /* the same, or NULL */
	const struct jr *profile;   /* {"facts":{...}} */
	const struct jr *venture;   /* or NULL */
	int32_t as_of;
	const struct naive_answer *answer; /* or NULL */
};

enum { NAIVE_TESTS_MAX = 160 };

/* One test or quantifier of the rules in force, in document order. */
struct naive_test {
	const struct jr *json;
	enum truth truth; /* of the test as written, without what negates it */
	bool negated;     /* below an odd number of `not` */
	bool later;       /* due at admission or payment: never counts */
	bool own;         /* of the opening, not of its programme */
};

struct naive_verdict {
	enum truth truth; /* eligible, maybe, ineligible */
	bool in_force;    /* false: rules, but none for this day */
	bool complete;    /* false: conditions that nobody published */
	int32_t begins;   /* not in force: the first later rule, or DAY_NONE */
	const struct jr *roots[2]; /* criteria in force: programme's, own */
	size_t count;
	struct naive_test tests[NAIVE_TESTS_MAX];
};

void naive_judge(const struct naive_case *c, struct naive_verdict *ret);

/*
 * The verdict once more, as if the tests i with passed[i] had the outcome that
 * helps (true, or false below a `not`).  passed may be NULL.
 */
enum truth naive_verdict_with(const struct naive_verdict *v,
			      const bool *passed);

/* All that is known passes, but not all is known. */
bool naive_is_incomplete(const struct naive_verdict *v);

/* Not counted as passed and of no help: what a repair may have to change. */
bool naive_has_failed(const struct naive_test *t);

/*
 * The least that would lift an ineligible verdict: the best set of failed
 * tests, by number, then number of time tests, then latest day, then order.
 * Tests that say the same in one rule are one, named by the first.
 */
struct naive_repair {
	size_t count;
	size_t tests
		[NAIVE_TESTS_MAX]; /* indices into the verdict's, ascending */
	int32_t when[NAIVE_TESTS_MAX]; /* of a time test, else DAY_NONE */
};

enum { NAIVE_REPAIR_CANDIDATES_MAX = 12 };

enum naive_found { NAIVE_NONE, NAIVE_FOUND, NAIVE_TOO_MANY };

enum naive_found naive_repair(const struct naive_case *c,
			      const struct naive_verdict *v,
			      struct naive_repair *ret);

/*
 * The first day after as_of on which the test, seen the way the verdict needs
 * it, is no longer false (from false) or is false (from true); DAY_NONE when it
 * never is, or when the test does not look at the day.
 */
int32_t naive_first_day(const struct naive_case *c, const struct naive_test *t,
			bool to_false);

/*
 * Does the opening leave `maybe` whatever the answer to attr?  Every answer
 * that could make a difference to one of its tests is tried.
 */
enum naive_decides {
	NAIVE_DECIDES,
	NAIVE_LEAVES_OPEN,
	NAIVE_CANNOT_TRY, /* lists, or too many answers */
};

enum naive_decides naive_decides(const struct naive_case *c,
				 const struct naive_verdict *v,
				 struct slice attr);

/* The verdict if the seeker gave this list ("awards" or "members") instead. */
enum truth naive_with_list(const struct naive_case *c, struct slice attr,
			   const struct jr *list);

#endif
