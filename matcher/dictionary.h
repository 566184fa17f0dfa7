/*
 * dictionary - numbers the terms: the bytes of a term to 0, 1, 2 and so on, in
 * the order they came.
 *
 * Most lookups of a query find nothing (grams, stems, forms), and each should
 * cost one memory access then: open addressing, and beside every slot 32 bits
 * of the hash, which tell nearly all other terms apart.
 *
 * Flat: slots and bytes without a pointer, which are saved as they are.  Filled
 * by one thread, then read by any.  Keys are copied.
 */
#ifndef MATCHER_DICTIONARY_H
#define MATCHER_DICTIONARY_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/slice.h"

struct arena;
struct dictionary;
struct sections;

#define DICTIONARY_NONE UINT32_MAX

struct dictionary *dictionary_new(struct arena *a);

/* Returns its number.  The key must not be there. */
uint32_t dictionary_add(struct dictionary *d, struct slice key);

/* DICTIONARY_NONE when absent. */
uint32_t dictionary_find(const struct dictionary *d, struct slice key);

size_t dictionary_count(const struct dictionary *d);

/* The key of each number; valid until the next is added. */
void dictionary_keys(const struct dictionary *d, struct slice *ret_keys);

/* The same without room for more, in `a`; nothing may be added. */
const struct dictionary *dictionary_keep(struct arena *a,
					 const struct dictionary *d);

/* Names the bytes that it is made of again. */
void dictionary_save(const struct dictionary *d, struct sections *to);

/* Nothing may be added.  The bytes are borrowed.  ERR_MALFORMED. */
MUST_USE enum err dictionary_load(struct arena *a, const struct sections *from,
				  const struct dictionary **ret_dictionary);

size_t dictionary_bytes(const struct dictionary *d);

#endif
