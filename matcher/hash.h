/* hash - FNV-1a, 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv). */
#ifndef MATCHER_HASH_H
#define MATCHER_HASH_H

#include <stddef.h>
#include <stdint.h>

struct jr;

#define HASH_START UINT64_C(0xCBF29CE484222325)

/* Goes on from h, which is HASH_START at first. */
uint64_t hash_bytes(uint64_t h, const void *bytes, size_t n);

/* All that the tree says, in its order; `n` may be NULL. */
uint64_t hash_tree(uint64_t h, const struct jr *n);

#endif
