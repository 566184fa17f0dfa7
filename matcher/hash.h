/* hash - FNV-1a, 64 bits (Fowler, Noll, Vo; draft-eastlake-fnv). */
#ifndef MATCHER_HASH_H
#define MATCHER_HASH_H

#include <stddef.h>
#include <stdint.h>

#define HASH_START UINT64_C(0xCBF29CE484222325)

/* Goes on from h, which is HASH_START at first. */
uint64_t hash_bytes(uint64_t h, const void *bytes, size_t n);

#endif
