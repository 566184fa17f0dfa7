/* shape_answers - whether some full answer to a question passes a shape. */
#ifndef MATCHER_SHAPE_ANSWERS_H
#define MATCHER_SHAPE_ANSWERS_H

#include <stdbool.h>

struct shape;

/*
 * True: among the answers of answers.h, whatever interval the profile already
 * states as long as the shape is unknown on it, there is one that passes, and
 * any answer makes it known.  False: not sure.
 */
bool shape_has_answer(const struct shape *s);

#endif
