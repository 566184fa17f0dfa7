/*
 * planes_building - planes while they are built; for planes.c and planes_odd.c.
 */
#ifndef MATCHER_PLANES_BUILDING_H
#define MATCHER_PLANES_BUILDING_H

#include "matcher/planes_parts.h"

struct arena;
struct map;
struct shapes;

enum { ROW_LITERALS_MAX = 2 * RULE_LITERALS_MAX };

/* The shapes of one row, each with its number among those of its group. */
struct row_shapes {
	size_t count;
	const struct shape *items[ROW_LITERALS_MAX];
	size_t nth[ROW_LITERALS_MAX];
};

struct building {
	struct arena *a, *scratch;
	struct planes *p;
	struct plane_rows rows;
	struct shapes *shapes;
	struct map *numbered; /* of literals that openings share */
	size_t literal_count;
	uint32_t *numbers;    /* of the shapes of all rows, one after another */
	uint32_t *first;      /* by row: where its numbers begin; one more */
	struct row_shapes of; /* the row at hand */
	uint32_t *uses;       /* of slots.h */
	uint32_t *odd_of;     /* by shape: 1 + number among the odd */
	size_t odd_literals;
	uint32_t *measure_of; /* by group: 1 + its number */
};

/* Puts the shapes of a row at hand. */
void planes_read_row(struct building *b, size_t row);

/* Where literal k of the row at hand has its planes; NULL: nowhere. */
const struct placing *planes_placing(const struct building *b, size_t k);

/*
 * planes_odd.c: literals without planes.  Those of the row at hand get their
 * numbers; then all are kept, row by row and each once.
 */
void planes_number_odd(struct building *b);
void planes_keep_odd(struct building *b);

#endif
