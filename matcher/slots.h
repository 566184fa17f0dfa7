/*
 * slots - which facts get planes, and how their values are cut into cells.
 *
 * A slot is a group of shapes (shape.h) with a number: the second and third
 * literal of one group in one row use its second and third slot, further ones
 * have none.  A slot's cells are elementary: within a cell every shape of the
 * slot comes out the same.  For ranges a cell lies between two neighbouring
 * cuts, before or after a bound; for values it is what the held values hit of
 * all that is asked for; for open ids, an id.
 *
 * A slot keeps the SLOT_CELLS_MAX cells that the most used shapes need.  What
 * finds no room, and groups that hardly any row uses, are left to the residual
 * lists of the rows.
 */
#ifndef MATCHER_SLOTS_H
#define MATCHER_SLOTS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "matcher/shape.h"

struct arena;

enum {
	SLOT_CELLS_MAX = 128,
	SLOT_NTH_MAX = 3, /* slots of one group */
	SLOTS_MAX = 128,
	SLOT_ROWS_SHARE = 512, /* a slot is used by one row in so many */
	SLOT_NONE = SLOTS_MAX,
	CELL_NONE = 255, /* the value hits nothing that is asked for */
	CELL_WORDS = SLOT_CELLS_MAX / 64
};

/* Between what is below and what is not; a value itself lies above a cut
 * before it and below a cut after it. */
struct cut {
	double at;
	bool after;
};

struct slot {
	const struct shape_group *group;
	size_t nth;
	size_t uses; /* rows */
	size_t cell_count;
	const struct cut *cuts;  /* RANGE: cell_count - 1, ascending */
	const uint8_t *cell_of;  /* closed values: by value, or CELL_NONE */
	const struct slice *ids; /* open ids, ascending: one a cell */
	uint64_t *constrained;   /* planes.h: rows that use the slot */
	uint64_t *fail, *over;   /* by cell; see planes_parts.h */
};

/* In which cells a shape fails, and which of them it lies below. */
struct cells {
	uint64_t fail[CELL_WORDS], over[CELL_WORDS];
};

struct placing {
	uint16_t slot; /* or SLOT_NONE */
	struct cells cells;
};

struct slots {
	size_t count;
	struct slot *items;             /* by subject, then group, then nth */
	const struct placing *placings; /* shape * SLOT_NTH_MAX + nth */
};

struct slots_source {
	const struct shapes *shapes;
	const uint32_t *uses; /* rows, by shape * SLOT_NTH_MAX + nth */
	size_t rows;
};

/* The placings live in `scratch`, the slots in `a`. */
void slots_choose(struct arena *a, struct arena *scratch,
		  const struct slots_source *from, struct slots *ret_slots);

/* The cell of a number: how many cuts lie below it. */
size_t slot_cell_of(const struct slot *s, double x);

/* The cell of an open id, or CELL_NONE. */
size_t slot_cell_of_id(const struct slot *s, struct slice id);

#endif
