/*
 * shelf - all openings, packed one behind another.
 *
 * Of each opening the document stands here once, and behind it a record of some
 * hundred bytes from which `struct opening` is made again in well under a
 * microsecond: a text is a place in the document, not a copy of it.  What many
 * openings ask alike (rules, preferences, tiers) is kept and parsed once.
 *
 * Flat: but for what is parsed, a shelf is a few arrays without a pointer, so
 * that it can be written to a file as it is and read where it lies.  Numbers of
 * places and sectors are those of the vocabulary, and pay is in the rates of the
 * day it was read: a shelf is of no use with others.
 *
 * Immutable; any thread may read it.  It lives in the arena it is made in.
 */
#ifndef MATCHER_SHELF_H
#define MATCHER_SHELF_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "matcher/opening.h"

struct arena;
struct sections;
struct shelf;

/* In the order given, no id twice.  Nothing of the openings is kept. */
struct shelf *shelf_build(struct arena *a, const struct vocabulary *v,
			  const struct opening *const *openings, size_t n);

/* Names the bytes of the shelf, which lends them. */
void shelf_save(const struct shelf *s, struct sections *to);

/*
 * The bytes are borrowed, and read only to parse what is asked.
 * ERR_MALFORMED: they do not fit together, or are not of this vocabulary.
 */
MUST_USE enum err shelf_load(struct arena *a, const struct vocabulary *v,
			     const struct sections *from,
			     struct shelf **ret_shelf);

size_t shelf_count(const struct shelf *s);

/*
 * Each member as opening_read() gave it.  Texts point into the shelf and do not
 * end in NUL; lists, and texts that are escaped in the document, into `a`.
 */
void shelf_get(struct arena *a, const struct shelf *s, size_t i,
	       struct opening *ret);

struct slice shelf_id(const struct shelf *s, size_t i);
struct slice shelf_document(const struct shelf *s, size_t i);
uint64_t shelf_hash(const struct shelf *s, size_t i); /* of the document */

/* The same for all openings that ask or prefer the same. */
const struct ruleset *shelf_rules(const struct shelf *s, size_t i);
const struct preference *shelf_preferences(const struct shelf *s, size_t i,
					   size_t *ret_count);

/* The number of the opening, or -1. */
long shelf_find(const struct shelf *s, struct slice id);

/* Where its memory is; what is asked is counted in different ones. */
struct shelf_bytes {
	size_t documents, records, rows, ids, asked, parsed;
	size_t rules, preferences, tiers;
};

struct shelf_bytes shelf_bytes(const struct shelf *s);

#endif
