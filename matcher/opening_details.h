/*
 * opening_details - checks the parts of a document that are only shown.
 *
 * They stay in the document; here each key, type, range and date is held to
 * the formats of docs/SEMANTICS.md, 7, so that nothing unknown is ever stored.
 */
#ifndef MATCHER_OPENING_DETAILS_H
#define MATCHER_OPENING_DETAILS_H

#include <stdbool.h>

#include "base/fault.h"

struct jr;
struct opening;
struct opening_reader;
struct preference;
struct rule;

/* budget, sources, intakes, terms, documents, declarations, quota ... */
void details_check(const struct jr *opening, const struct opening *o,
		   struct faults *f);

/* False after a fault, as all here. */
bool details_check_benefit(const struct jr *n, struct faults *f);
bool details_read_url(const struct jr *n, struct faults *f);

/* The level that a band of pay is for is one of attribute `education`. */
void details_check_pay(const struct jr *pay, const struct opening_reader *r,
		       struct faults *f);

/*
 * Criteria that gate nothing, so that no test of them may be due later: of a
 * tier or a preference.
 */
bool details_read_wish(const struct opening_reader *r, const struct jr *n,
		       const struct rule **ret_rule, struct faults *f);

/* A test with a `weight` beside it; the weight is 1 when absent. */
bool details_read_preference(const struct opening_reader *r, const struct jr *n,
			     struct preference *ret, struct faults *f);

#endif
