/*
 * verdict - the three values of Kleene's strong logic, as eligibility has them.
 *
 * S. C. Kleene, Introduction to Metamathematics, 1952, section 64.  True is
 * eligible, unknown is maybe, false is ineligible; in this order "all" is the
 * minimum and "any" is the maximum.  A single test has a verdict, too.
 */
#ifndef MATCHER_VERDICT_H
#define MATCHER_VERDICT_H

#include <stdbool.h>

enum verdict { VERDICT_INELIGIBLE, VERDICT_MAYBE, VERDICT_ELIGIBLE };

const char *verdict_word(enum verdict v); /* as in the API: "eligible" */

enum verdict verdict_not(enum verdict v);
enum verdict verdict_all(enum verdict a, enum verdict b);
enum verdict verdict_any(enum verdict a, enum verdict b);
enum verdict verdict_of(bool truth);

#endif
