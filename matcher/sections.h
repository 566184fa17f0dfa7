/*
 * sections - named runs of bytes, from which an index is made again as it was.
 *
 * Each part of an index says which bytes it is made of, under names of its own;
 * they are written and read as one.  Bytes are borrowed, and begin at a multiple
 * of SECTION_ALIGNMENT.
 */
#ifndef MATCHER_SECTIONS_H
#define MATCHER_SECTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

enum { SECTIONS_MAX = 64, SECTION_NAME_BYTES = 32, SECTION_ALIGNMENT = 64 };

struct section {
	char name[SECTION_NAME_BYTES];
	struct slice bytes;
};

struct sections {
	size_t count;
	struct section items[SECTIONS_MAX];
};

/* The name must be new, and shorter than SECTION_NAME_BYTES. */
void sections_add(struct sections *s, const char *name, const void *bytes,
		  size_t n);

/* False: there is none of that name. */
bool sections_find(const struct sections *s, const char *name,
		   struct slice *ret);

#endif
