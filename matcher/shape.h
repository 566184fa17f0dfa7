/*
 * shape - what a literal asks of a fact, in whichever words it was written.
 *
 * "not above 35" and "max 35" are one shape, and so are the same tests of a
 * thousand openings.  Shapes that ask the same fact in the same way (within a
 * range, holding one of some values, holding none of them) form a group; the
 * planes give each group its slots.  What none of these says (has_all of
 * several values, a test that looks at another day) is SHAPE_ODD and left to
 * evaluate_literal().
 *
 * Shapes point at the literals they were made of, which must outlive them.
 */
#ifndef MATCHER_SHAPE_H
#define MATCHER_SHAPE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "matcher/evaluate.h"

struct arena;
struct shapes;

enum shape_kind {
	SHAPE_RANGE, /* a number within: level, flag and measure as well */
	SHAPE_ANY,   /* holds one of the values */
	SHAPE_NONE,  /* holds none of them */
	SHAPE_ODD
};

struct shape_group {
	size_t index;
	enum shape_kind kind;
	const struct test *test; /* the first: attribute, key or quantifier */
	enum attr_change change;
	bool grows;     /* effort never lowers it: attr->grows */
	size_t subject; /* index of the attribute; profile.count: members */
};

struct shape {
	size_t index;
	const struct shape_group *group;
	const struct literal *literal; /* the first that looked so */
	struct range range;            /* RANGE: what passes */
	const uint64_t *values;        /* ANY, NONE: of a closed list */
	size_t id_count;               /* of an open one, ascending */
	const struct slice *ids;
	/* One day for all openings: one outcome for a profile. */
	bool is_shared;
	/* It is not sure that a full answer exists which passes it, or that
	 * a full answer makes it known. */
	bool is_tricky;
};

/* In the arena, but for a buffer that shapes_free() gives back. */
struct shapes *shapes_new(struct arena *a, const struct vocabulary *v);
void shapes_free(struct shapes *s);

/* The shape of the literal, made when it is new. */
const struct shape *shapes_add(struct shapes *s, const struct literal *l);

size_t shapes_count(const struct shapes *s);
size_t shapes_group_count(const struct shapes *s);
const struct shape *shapes_at(const struct shapes *s, size_t index);

/*
 * For two shapes on the same attribute, neither of them tricky: is it sure that
 * some full answer passes both?
 */
bool shape_agrees(const struct shape *x, const struct shape *y);

/*
 * The number that a RANGE looks at, as an interval; false: unknown.  Computed
 * attributes and measures as of days->as_of.
 */
bool shape_interval(const struct shape_group *g, const struct facts *facts,
		    const struct days *days, double *ret_lo, double *ret_hi);

/* Is x under the range, or over it? */
static inline bool shape_is_under(const struct range *r, double x)
{
	return x < r->lo || (r->lo_open && x == r->lo);
}

static inline bool shape_is_over(const struct range *r, double x)
{
	return x > r->hi || (r->hi_open && x == r->hi);
}

#endif
