/* expand - from a tree of criteria to conjunction rows; part of rule.c. */
#ifndef MATCHER_EXPAND_H
#define MATCHER_EXPAND_H

#include <stdbool.h>

#include "matcher/rule.h"

/*
 * Fills literals and rows of a rule whose criteria and tests are there.  False:
 * more than RULE_CONJUNCTIONS_MAX rows are left, or the way there is longer
 * than is reasonable.
 */
bool expand(struct arena *a, struct rule *rule);

#endif
