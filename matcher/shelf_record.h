/*
 * shelf_record - one opening behind its document; the inside of shelf.h.
 *
 * A record holds no address and no number of another opening, so that it can be
 * copied together with its document.
 */
#ifndef MATCHER_SHELF_RECORD_H
#define MATCHER_SHELF_RECORD_H

#include "base/slice.h"

struct arena;
struct buf;
struct opening;

/* All but the document and what is asked. */
void record_pack(struct buf *to, const struct opening *o);

/* Into *ret, whose document is set; returns the end of the record. */
const unsigned char *record_unpack(struct arena *a, const unsigned char *record,
				   struct opening *ret);

struct slice record_id(const unsigned char *record, struct slice document);

#endif
