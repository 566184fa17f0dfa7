/* planes_rows - the rows of every opening; used by planes.c while it builds. */
#ifndef MATCHER_PLANES_ROWS_H
#define MATCHER_PLANES_ROWS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "matcher/planes.h"

/* One conjunction of each rule in force, both days inside or DAY_NONE. */
struct plane_row {
	bool is_there; /* else it only fills a gap */
	uint32_t opening;
	int32_t from, to;
	const struct rule *rules[2]; /* programme, own; NULL: no rules */
	uint8_t conjunctions[2];
};

/* Where the rows of an opening with several of them go on. */
struct plane_extra {
	uint32_t opening, first, count;
};

struct plane_rows {
	size_t base;  /* the first row after the openings' own */
	size_t count; /* both are whole blocks */
	struct plane_row *items;
	size_t extra_count;
	struct plane_extra *extras; /* ascending by opening */
	size_t loose_count;
	uint32_t *loose; /* openings with too many rows, ascending */
};

/* Lives in `a`. */
void plane_rows_list(struct arena *a, const struct judged *judged, size_t n,
		     struct plane_rows *ret_rows);

/* Calls up for each literal of the row, the programme's first. */
typedef void plane_literal_fn(void *context, const struct literal *l);
void plane_row_each(const struct plane_row *row, plane_literal_fn *call,
		    void *context);

#endif
