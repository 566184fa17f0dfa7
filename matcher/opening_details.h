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
#include "base/lang.h"

struct arena;
struct jr;
struct opening;
struct opening_reader;

/* budget, sources, intakes, terms, documents, declarations, quota ... */
void details_check(const struct jr *opening, const struct opening *o,
		   struct faults *f);

/* False after a fault, as all here. */
bool details_check_benefit(const struct jr *n, struct faults *f);
bool details_read_url(const struct jr *n, struct faults *f);

/* The level that a band of pay is for is one of attribute `education`. */
void details_check_pay(const struct jr *pay, const struct opening_reader *r,
		       struct faults *f);

/* The benefit but its `other`, whose labels are texts; empty when absent. */
struct slice details_benefit_json(struct arena *a, const struct jr *benefit);

/* The member `key` of n, when it is there, copied. */
void details_read_texts(struct arena *a, const struct jr *n, const char *key,
			size_t bytes, struct text *to, struct faults *f);

#endif
