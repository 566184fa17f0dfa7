/*
 * column_ids - who holds which open id, as lists of rows.
 *
 * What no column can say: the ids of a set are not known beforehand.  Filled
 * with ascending rows, then settled and immutable.
 */
#ifndef MATCHER_COLUMN_IDS_H
#define MATCHER_COLUMN_IDS_H

#include <stddef.h>
#include <stdint.h>

#include "matcher/evaluate.h"

struct arena;
struct column_ids;

struct column_ids *column_ids_new(struct arena *a);
void column_ids_add(struct column_ids *c, size_t row, const struct fact *fact);
void column_ids_settle(struct column_ids *c);

/*
 * ANDs the literal, which is about the ids, into the verdicts (scan_loops.h) of
 * rows from..from + size - 1, a block; bit i of `stated` is row i.
 */
struct id_block {
	size_t from, size;
	const uint64_t *stated;
};

void column_ids_scan(const struct column_ids *c, const struct literal *l,
		     const struct id_block *b, uint8_t *verdicts);

#endif
