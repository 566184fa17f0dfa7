/*
 * rule - dated criteria, expanded to conjunctions when an opening is published.
 *
 * criteria -> negation pushed to the tests (De Morgan) -> conjunction rows
 * (distribution), both sound in Kleene logic.  Only idempotence and absorption
 * simplify: `x or not x` stays unknown on an unknown x, contradictory ranges
 * are never merged.  Tests that are the same but for id and text (test_same)
 * and stand under an odd number of "not" both or neither are one literal.  A test with `due` admission or payment is true here.
 * Rows are ordered as distribution gives them: for `any` the rows of the first
 * part, then of the second; for `all` the rows of the first part change last.
 * They are simplified part by part; of equal rows the first stays.
 *
 * There is always a row; one without literals is true.
 *
 * Immutable; any thread may read.  Rules know no clock: a day is a count since
 * 1970-01-01, +08:00.
 */
#ifndef MATCHER_RULE_H
#define MATCHER_RULE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/fault.h"
#include "matcher/criteria.h"
#include "matcher/evaluate.h"
#include "matcher/verdict.h"

struct arena;
struct jr;

enum {
	RULE_CONJUNCTIONS_MAX = 16,
	RULE_LITERALS_MAX = 128, /* of one rule; more is too complex as well */
	RULESET_RULES_MAX = 64,
};

struct conjunction {
	size_t count;
	const uint16_t *literals; /* indices into rule->literals, ascending */
};

struct rule {
	int32_t from, to; /* both inside; DAY_NONE: without end */
	bool complete;
	struct slice source; /* empty when none */
	const struct criteria *criteria;
	size_t test_count; /* in document order, those inside `where` aside */
	const struct test *const *tests;
	size_t literal_count; /* in the order of their first use */
	const struct literal *literals;
	size_t row_count;
	const struct conjunction *rows;
};

/* The rules of one opening or programme.  None: always true, and complete. */
struct ruleset {
	size_t count;
	const struct rule *rules; /* as written */
};

/*
 * One undated, complete rule from criteria alone (a tier, a what-if).
 * ERR_INVALID: what criteria_read() refuses, or FAULT_TOO_COMPLEX.
 */
MUST_USE enum err rule_read(struct arena *a, const struct vocabulary *v,
			    const struct jr *criteria,
			    const struct rule **ret_rule,
			    struct faults *reterr_faults);

/*
 * `rules` of an opening or programme, or the shorthand `criteria` with or
 * without `complete`; `complete` alone stands beside {"all":[]}.  Other keys
 * of the holder are not looked at.
 * ERR_INVALID: besides, FAULT_RULES_OVERLAP at the later rule of the list,
 * FAULT_INVERTED at `to`, FAULT_EXCLUDES at `criteria` or `complete`.
 */
MUST_USE enum err ruleset_read(struct arena *a, const struct vocabulary *v,
			       const struct jr *holder,
			       const struct ruleset **ret_ruleset,
			       struct faults *reterr_faults);

/* The rule in force; NULL when there is none that day. */
const struct rule *ruleset_at(const struct ruleset *s, int32_t day);

/* Allocates nothing; time grows with the number of literals. */
enum verdict rule_verdict(const struct rule *r, const struct facts *facts,
			  const struct days *days);

/* The minimum over the literals of one row. */
enum verdict rule_row_verdict(const struct rule *r, size_t row,
			      const struct facts *facts,
			      const struct days *days);

#endif
