/* scan_plan - the rules of one opening as predicates on columns. */
#ifndef MATCHER_SCAN_PLAN_H
#define MATCHER_SCAN_PLAN_H

#include "matcher/columns.h"
#include "matcher/judge.h"

enum predicate_kind {
	PREDICATE_UNKNOWN, /* of everybody */
	PREDICATE_EXACT,   /* lo alone */
	PREDICATE_RANGE,   /* lo and hi */
	PREDICATE_ANY,     /* bytes of a set */
	PREDICATE_NONE,
	PREDICATE_ALL,
	PREDICATE_IDS,
	PREDICATE_FACTS /* evaluate_literal() */
};

/* One byte of a set, and what is asked of it. */
struct predicate_byte {
	const struct column_byte *column;
	uint8_t mask;
};

struct predicate {
	enum predicate_kind kind;
	const struct literal *literal;
	const struct column *column;
	uint32_t from, to; /* codes that pass */
	size_t byte_count;
	const struct predicate_byte *bytes;
};

struct scan_row {
	size_t count;
	const struct predicate *predicates; /* FACTS last */
};

struct scan_rule {
	size_t row_count;
	const struct scan_row *rows;
};

struct scan_plan {
	const struct columns *columns;
	struct days days;
	bool complete;
	size_t rule_count;
	struct scan_rule rules[2];
};

/* False when no rule is in force: nobody is eligible. */
bool scan_plan_make(struct arena *a, const struct columns *c,
		    const struct judged *j, int32_t as_of,
		    struct scan_plan *ret_plan);

#endif
