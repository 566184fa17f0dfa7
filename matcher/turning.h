/* turning - the day on which time alone changes a test. */
#ifndef MATCHER_TURNING_H
#define MATCHER_TURNING_H

#include <stdint.h>

#include "matcher/evaluate.h"

/*
 * The first day after days->as_of on which the literal is no longer false, or
 * is false.  DAY_NONE: never, or it is no matter of time (test_change()).
 */
int32_t turning_possible(const struct literal *l, const struct facts *facts,
			 const struct days *days);
int32_t turning_false(const struct literal *l, const struct facts *facts,
		      const struct days *days);

#endif
