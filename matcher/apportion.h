/* apportion - shares that add up to their whole after rounding. */
#ifndef MATCHER_APPORTION_H
#define MATCHER_APPORTION_H

#include <stddef.h>

enum { APPORTION_MAX = 512 };

/*
 * Largest remainder (Hamilton's method): ret_parts[i] is exact[i] rounded down,
 * and what is then missing to `total` goes, one each, to the largest
 * remainders, ties to the earlier.  The exact values are not negative and sum
 * to total, rounding aside; n is at most APPORTION_MAX.  The parts sum to
 * total exactly.
 */
void apportion(const double *exact, size_t n, long total, long *ret_parts);

/* `total` by weights that need not sum to anything; all zero: to the first. */
void apportion_by(const double *weights, size_t n, long total, long *ret_parts);

#endif
