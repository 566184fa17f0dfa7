/*
 * columns - the facts of many profiles, column by column, for the reverse scan.
 *
 * A number is a code: 0 unknown, else 1 + its place among all values that
 * occur, in the narrowest type that holds them; where a profile states an
 * interval the column has codes of both ends.  Sets and choices are bytes of
 * seven values each, with all that is implied, the eighth bit meaning unknown.
 * Computed attributes are kept as what they are counted from, so that columns
 * know no day.  Open ids have lists of who holds each, lists have no column.
 *
 * Blocks of COLUMN_BLOCK profiles carry zone maps: the least and greatest codes
 * of either end, what all and what any of a block hold.
 *
 * Immutable: any thread may read.  What columns cannot say is asked of the
 * source of the facts, which must outlive them.
 */
#ifndef MATCHER_COLUMNS_H
#define MATCHER_COLUMNS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "matcher/facts.h"

struct arena;
struct column_ids;

enum {
	COLUMN_BLOCK = 4096,
	COLUMN_VALUES = 7, /* of a set in one byte */
	COLUMN_UNKNOWN = 0x80
};

struct zone {
	/* codes; an unknown one is 0 at the lower end and above all at the
	 * upper */
	uint32_t lo_min, lo_max, hi_min, hi_max;
	uint8_t any, all; /* bytes of a set: OR and AND */
};

/* Column of a number. */
struct column {
	size_t width;      /* bytes of a code: 1, 2 or 4; 0: no column */
	size_t code_count; /* codes are 1..code_count */
	bool is_direct;    /* code c is the number base + c */
	double base;
	const double *values; /* else, ascending: code c is values[c - 1] */
	const void *lo, *hi;  /* hi NULL: nobody states an interval; then an
			       * unknown number is 0 */
	const struct zone *zones;
};

/* One byte of a set. */
struct column_byte {
	const uint8_t *held;
	const struct zone *zones;
};

/*
 * Where the facts of profile i are: as they stand, or unpacked into the arena.
 * Any thread may ask.
 */
struct fact_source {
	const void *of;
	const struct facts *(*get)(const void *of, size_t i, struct arena *a);
};

struct columns {
	const struct vocabulary *vocabulary;
	size_t count;  /* profiles */
	size_t blocks; /* all columns are whole blocks */
	struct fact_source source;
	const struct column *numbers;       /* by attribute */
	const struct column *const *levels; /* by attribute and key, or NULL */
	const struct column_byte *const *sets; /* by attribute, or NULL */
	/*
	 * Open ids, by attribute, or NULL.  Who states what has no column, as
	 * bitmaps: these ids, and the lists that quantifiers are over.
	 */
	const struct column_ids *const *ids;
	const uint64_t *const *stated;
	const uint64_t *members_known, *awards_known;
	size_t bytes;
};

/*
 * Sorted by what rules ask, zones are narrow.  Linear: asks the source for each
 * profile twice, and once more for every number of many different values.
 */
const struct columns *columns_read(struct arena *a, const struct vocabulary *v,
				   struct fact_source source, size_t n);

/* The same of an array, which must outlive the columns. */
const struct columns *columns_build(struct arena *a, const struct vocabulary *v,
				    const struct facts *const *facts, size_t n);

double column_value(const struct column *c, size_t code);

#endif
