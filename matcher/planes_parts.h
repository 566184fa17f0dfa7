/* planes_parts - what planes are made of; for the files planes*.c. */
#ifndef MATCHER_PLANES_PARTS_H
#define MATCHER_PLANES_PARTS_H

#include <stdbool.h>
#include <stdint.h>

#include "matcher/planes.h"
#include "matcher/planes_rows.h"
#include "matcher/slots.h"

enum { PLANES_BLOCK_WORDS = PLANES_BLOCK_ROWS / 64 };

/*
 * The planes of a slot, one bit a row, `stride` words each:
 *   constrained   the row uses the slot
 *   fail[cell]    it fails on a fact in that cell
 *   over[cell]    a range that lies below the cell: it fails, and when the
 *                 number only grows, with time or by effort, for good
 * Ranges are convex: one fails on an interval of cells when it is over the
 * first or fails the last without being over it, and passes when both ends do.
 */

/* An attribute, or the members: its slots, which lie together. */
struct plane_subject {
	size_t index; /* as in struct question */
	size_t first, count;
	const uint64_t *constrained; /* rows that use any of its slots */
};

/* A literal that has no planes. */
struct plane_odd {
	const struct literal *literal;
	size_t subject;
	enum attr_change change;
	bool is_shared; /* struct shape */
	bool is_range;  /* then a range over number `measure` */
	struct range range;
	size_t measure;
};

struct plane_residual {
	uint32_t row, opening;
	uint32_t first, count; /* of `odd_numbers` */
};

/* A row whose dates found no plane. */
struct plane_dated {
	uint32_t row;
	int32_t from, to;
};

/* Which rows are in force on a day; a slot of its own, outside the counters. */
struct plane_dates {
	struct slot slot;      /* RANGE over days */
	const uint64_t *valid; /* by cell */
	/* By cell: the rows that are their opening's only one in force, and the
	 * openings that have such a row. */
	const uint64_t *alone, *single;
	size_t odd_count;
	const struct plane_dated *odd; /* ascending by row */
};

struct planes {
	const struct vocabulary *vocabulary;
	const struct judged *judged;
	size_t count;  /* openings */
	size_t base;   /* rows before the extra ones */
	size_t stride; /* words of a plane: of all rows */
	struct slots slots;
	size_t subject_count;
	const struct plane_subject *subjects;
	struct plane_dates dates;
	uint64_t *complete; /* rows whose rules are complete */
	/* Rows that nothing but their one test on time keeps from being
	 * possible once that test passes: no other looks at the day, and the
	 * rules have no end. */
	uint64_t *steady;
	/* Rows where a question may decide otherwise than by the number of
	 * unknown subjects, two rules with several rows among them: of these
	 * only the unknown one is asked about, which rows do not tell. */
	uint64_t *tricky;
	size_t extra_count;
	const struct plane_extra *extras;
	const uint32_t *owners; /* opening, by row - base */
	size_t residual_count;
	const struct plane_residual *residuals; /* ascending by row */
	const uint32_t *odd_numbers;
	size_t odd_count;
	const struct plane_odd *odds;
	size_t measure_count;
	const struct shape_group **measures; /* that odd ranges look at */
	size_t loose_count;
	const uint32_t *loose;
	struct planes_size size;
};

static inline bool plane_has(const uint64_t *plane, size_t row)
{
	return (plane[row / 64] >> (row % 64) & 1) != 0;
}

static inline void plane_set(uint64_t *plane, size_t row)
{
	plane[row / 64] |= (uint64_t)1 << (row % 64);
}

/* `count` words that start at a cache line. */
uint64_t *plane_new(struct arena *a, size_t words);

/* Planes by day for the rows; undated rows are always in force. */
void plane_dates_build(struct arena *a, struct arena *scratch,
		       const struct plane_rows *rows,
		       struct plane_dates *ret_dates);

#endif
