/*
 * planes - the eligibility rules of all openings as bitmaps.
 *
 * A bit is a row: one conjunction of the rules that are in force together on
 * some day, those of the programme and of the opening multiplied out.  Row i is
 * a row of opening i; further ones lie after the last opening.  For
 * each slot (slots.h) and cell there is the bitmap of the rows that fail there,
 * so that the verdict on a profile is an OR over a dozen bitmaps.  What planes
 * cannot say goes with each row to evaluate_literal(), and openings with more
 * than PLANES_OPENING_ROWS_MAX rows to judge_verdict().
 *
 * Immutable: any thread may read.  Points at the rules, which must outlive it.
 */
#ifndef MATCHER_PLANES_H
#define MATCHER_PLANES_H

#include <stddef.h>

#include "matcher/judge.h"

struct arena;
struct planes;

enum {
	PLANES_BLOCK_ROWS = 512,
	PLANES_PRODUCT_MAX = 16,      /* programme's rows times own rows */
	PLANES_OPENING_ROWS_MAX = 256 /* over all dates */
};

/* Opening i is judged[i].  Takes about a microsecond for each literal. */
const struct planes *planes_build(struct arena *a, const struct vocabulary *v,
				  const struct judged *judged, size_t n);

struct planes_size {
	size_t openings, rows, literals;
	size_t slots, cells;
	size_t residuals; /* rows with literals that planes cannot say */
	size_t loose;     /* openings without planes */
	size_t bytes;     /* all of it, the openings themselves aside */
};

struct planes_size planes_measure(const struct planes *p);

#endif
