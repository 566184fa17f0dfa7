/* op - the operators of tests: their words, types and ranges. */
#ifndef MATCHER_OP_H
#define MATCHER_OP_H

#include "matcher/criteria.h"

bool op_find(struct slice word, enum op *ret_op);
bool op_fits(enum op op, enum attr_type type);

/* The words of all that fit, for a fault. */
void op_list(enum attr_type type, char text[FAULT_ARG_BYTES]);

/* What passes an operator with one bound. */
struct range op_range(enum op op, double bound);

#endif
