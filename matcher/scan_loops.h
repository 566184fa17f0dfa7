/*
 * scan_loops - one predicate over one block of profiles.
 *
 * A verdict is a byte: 0 false, 1 unknown, 3 true, so that Kleene's "all" is a
 * bitwise AND and "any" an OR.  The loops have a constant length and no
 * branches: compilers turn them into vectors.
 */
#ifndef MATCHER_SCAN_LOOPS_H
#define MATCHER_SCAN_LOOPS_H

#include "matcher/scan_plan.h"

enum { SCAN_FALSE = 0, SCAN_UNKNOWN = 1, SCAN_TRUE = 3 };

/* What a zone map says of a whole block; SCAN_OPEN: it must be read. */
enum { SCAN_OPEN = -1 };
int scan_zone(const struct predicate *p, size_t block);

/* ANDs the predicate into the verdicts of the block; not for FACTS. */
void scan_block(const struct predicate *p, size_t block, uint8_t *verdicts);

/* Bytes of columns that scan_block() reads. */
size_t scan_bytes(const struct predicate *p);

#endif
