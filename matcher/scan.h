/*
 * scan - every profile for one opening: who may, and who perhaps.
 *
 * The rules in force become predicates on columns (columns.h), which go over
 * blocks of 4,096 profiles and skip those that a zone map already decides.
 * What columns do not say (quantifiers, open ids) is asked of evaluate.c for
 * the profiles that are still possible.  Equal, profile by profile, to
 * judge_verdict().
 */
#ifndef MATCHER_SCAN_H
#define MATCHER_SCAN_H

#include <stddef.h>
#include <stdint.h>

#include "matcher/columns.h"
#include "matcher/judge.h"

/* Bit i % 64 of word i / 64 is profile i; bits past the last are 0. */
struct scan {
	size_t words;
	uint64_t *eligible, *maybe;
	size_t bytes; /* of columns that were read */
};

void scan_profiles(struct arena *a, const struct columns *c,
		   const struct judged *j, int32_t as_of,
		   struct scan *ret_scan);

#endif
