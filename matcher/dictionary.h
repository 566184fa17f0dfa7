/*
 * dictionary - from the bytes of a term to what is kept of it.
 *
 * Most lookups of a query find nothing (grams, stems, forms), and each should
 * cost one memory access then: open addressing, and beside every slot 32 bits
 * of the hash, which tell nearly all other terms apart.
 *
 * Filled by one thread, then read by any.  Keys are borrowed.
 */
#ifndef MATCHER_DICTIONARY_H
#define MATCHER_DICTIONARY_H

#include <stddef.h>

#include "base/slice.h"

struct arena;
struct dictionary;

struct dictionary *dictionary_new(struct arena *a);

/* The key must not be there. */
void dictionary_put(struct dictionary *d, struct slice key, void *value);

/* NULL when absent. */
void *dictionary_get(const struct dictionary *d, struct slice key);

#endif
