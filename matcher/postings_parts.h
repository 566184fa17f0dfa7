/* postings_parts - what a postings_table is made of; for the files postings*.c. */
#ifndef MATCHER_POSTINGS_PARTS_H
#define MATCHER_POSTINGS_PARTS_H

#include "matcher/postings.h"

enum { SHAPES_MAX = 255, SHAPE_ELSEWHERE = 255 };

/* A posting whose frequencies are none of the common ones. */
struct elsewhere {
	uint32_t at;
	struct frequencies f;
	uint8_t spare[3];
};

struct postings_table {
	size_t terms;
	size_t windows;
	size_t list_count;
	/* Each different one once; their arrays lie one behind the other. */
	const struct postings *lists;
	const uint32_t *of; /* by term: which */
	size_t shape_count;
	struct frequencies shapes[SHAPES_MAX];
	size_t elsewhere_count;
	const struct elsewhere *elsewhere; /* by `at` */
};

/* Gives the lists what finding in them needs, which is not saved. */
void postings_guide(struct arena *a, struct postings *lists, size_t count,
		    size_t windows);

static inline size_t postings_windows(size_t docs)
{
	return (docs + POSTINGS_WINDOW - 1) / POSTINGS_WINDOW;
}

#endif
