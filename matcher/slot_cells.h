/* slot_cells - the elementary cells of one slot; used by slots.c. */
#ifndef MATCHER_SLOT_CELLS_H
#define MATCHER_SLOT_CELLS_H

#include <stdbool.h>
#include <stdint.h>

#include "matcher/slots.h"

struct wanted_shape {
	const struct shape *shape;
	uint32_t uses;
	bool left_out; /* no cells for it */
};

/* Cuts the slot for the shapes, in their order, while there is room. */
void slot_cut(struct arena *a, struct arena *scratch, struct slot *slot,
	      struct wanted_shape *shapes, size_t count);

/* The shape must not be left out. */
void slot_fill_cells(const struct slot *slot, const struct shape *shape,
		     struct cells *ret_cells);

#endif
