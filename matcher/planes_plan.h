/*
 * planes_plan - which bitmaps one profile needs, on one day.
 *
 * A fact in one cell needs one bitmap a slot; several values held, or an
 * interval over several cells, need a mix of them; an unknown fact needs the
 * rows that ask for it.  Made once for a pass (planes_pass.h).
 */
#ifndef MATCHER_PLANES_PLAN_H
#define MATCHER_PLANES_PLAN_H

#include "matcher/lanes.h"
#include "matcher/planes_parts.h"

/* The AND or the OR of some bitmaps. */
struct plan_mix {
	bool is_and;
	bool is_final;       /* who fails here is no near miss */
	size_t first, count; /* of `pointers` */
};

/* Rows for which a slot is unknown: all that use it, or an interval's. */
struct plan_part {
	const uint64_t *whole; /* else NULL, and: */
	bool is_final, is_timed;
	const uint64_t *fail_lo, *fail_hi, *over_lo, *over_hi;
};

struct plan_unknown {
	size_t subject;
	const uint64_t *whole; /* NULL: the OR of the parts */
	size_t first, count;
};

struct plan {
	const struct planes *planes;
	const struct facts *facts;
	int32_t as_of;
	const uint64_t *valid, *alone, *single; /* struct plane_dates */
	size_t failed_count; /* failed here: one more failed test */
	const uint64_t **failed;
	size_t timed_count; /* the same, of tests on time */
	const uint64_t **timed;
	size_t final_count; /* failed here: no near miss */
	const uint64_t **final;
	size_t mix_count;
	struct plan_mix *mixes;
	size_t pointer_count;
	const uint64_t **pointers;
	size_t unknown_count;
	struct plan_unknown *unknowns;
	size_t part_count;
	struct plan_part *parts;
};

const struct plan *plan_make(struct arena *a, const struct planes *p,
			     const struct facts *facts, int32_t as_of);

/* 512 rows from word `at` on; where `whole` is NULL. */
struct lanes plan_failed_lanes(const struct plan_part *p, size_t at);
struct lanes plan_mix_lanes(const struct plan *p, const struct plan_mix *m,
			    size_t at);
struct lanes plan_unknown_lanes(const struct plan *p,
				const struct plan_unknown *u, size_t at);

/* One row of it. */
bool plan_is_unknown(const struct plan *p, const struct plan_unknown *u,
		     size_t row);

#endif
