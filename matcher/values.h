/*
 * values - a closed list of named values, and what each of them implies.
 *
 * The values of one attribute, or a whole file of places, sectors, institutions
 * or fields.  hk_permanent implies hk_resident, qianhai implies shenzhen and,
 * through it, guangdong and gba: a closure holds a value and all that it
 * implies.  Sets of values are bitsets of `words` 64-bit words, bit i of word
 * i / 64 being value number i of the file.
 *
 * Immutable once read.  Lives in the arena of its vocabulary.
 */
#ifndef MATCHER_VALUES_H
#define MATCHER_VALUES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/fault.h"
#include "base/lang.h"
#include "base/slice.h"

struct arena;
struct jr;
struct map;

struct value {
	struct slice name; /* ends in NUL */
	struct text label;
	const uint64_t *closure; /* the value itself and all it implies */
};

struct values {
	size_t count;
	size_t words; /* of a bitset over these values */
	const struct value *items;
	const struct map *by_name;
};

/* What the members of a row are called: "value" and "implies", or "id" ... */
struct values_keys {
	const char *name;
	const char *implies;
	bool strict; /* a row has nothing else but a label */
};

/* Faults are added; NULL when there is nothing to use. */
const struct values *values_read(struct arena *a, const struct jr *rows,
				 const struct values_keys *keys,
				 struct faults *f);

int values_find(const struct values *v, struct slice name); /* or -1 */

/* All names, in file order, cut after the last that fits: for a fault. */
void values_list(const struct values *v, char text[FAULT_ARG_BYTES]);

uint64_t *values_set(struct arena *a, const struct values *v); /* empty */
void values_add(const struct values *v, uint64_t *set, size_t value);
void values_add_closure(const struct values *v, uint64_t *set, size_t value);

static inline bool values_has(const uint64_t *set, size_t value)
{
	return (set[value / 64] >> (value % 64) & 1) != 0;
}

#endif
