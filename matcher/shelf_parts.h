/* shelf_parts - what a shelf is made of; for the files shelf*.c. */
#ifndef MATCHER_SHELF_PARTS_H
#define MATCHER_SHELF_PARTS_H

#include "matcher/shelf.h"
#include "matcher/shelf_asked.h"

struct shelf_row {
	uint64_t at;       /* where the document begins; the record follows */
	uint64_t hash;     /* of the document */
	uint32_t document; /* its bytes */
	uint32_t asked[ASK__COUNT]; /* numbers */
};

struct shelf {
	size_t count;
	const struct shelf_row *rows; /* and one more, where the text ends */
	struct slice text;            /* documents and records */
	/* Open addressing by the hash of the id: the number plus 1, 0 is free.
	 * A power of two of slots. */
	size_t slot_count;
	const uint32_t *slots;
	struct shelf_asked asked[ASK__COUNT];
};

/* At most two thirds of the slots are taken. */
size_t shelf_slots(size_t openings);

/* Fills the slots; the rest of the shelf is there. */
void shelf_number(const struct shelf *s, uint32_t *slots);

#endif
