/*
 * skill_index - the skills of all openings, and how rare each is.
 *
 * idf is over openings: a skill that every opening asks for says little.
 * Immutable; it lives in the arena it is made in.
 */
#ifndef MATCHER_SKILL_INDEX_H
#define MATCHER_SKILL_INDEX_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "matcher/skills.h"

struct sections;
struct skill_index;

/* Over `n` openings in order. */
const struct skill_index *skill_index_new(struct arena *a, struct analyser *an,
					  const struct text_knowledge *known,
					  const struct opening *const *openings,
					  size_t n);

/* Of more openings, by the frequencies of `base`, which must outlive it. */
const struct skill_index *
skill_index_extend(struct arena *a, struct analyser *an,
		   const struct skill_index *base,
		   const struct opening *const *openings, size_t n);
size_t skill_index_bytes(const struct skill_index *x); /* of memory taken */

/* Names the bytes that it is made of again; they live as long as x and `a`. */
void skill_index_save(struct arena *a, const struct skill_index *x,
		      struct sections *to);

/*
 * Of n openings, one that is its own base; the bytes are borrowed.
 * ERR_MALFORMED: they do not fit together, or are not of this knowledge.
 */
MUST_USE enum err skill_index_load(struct arena *a,
				   const struct text_knowledge *known, size_t n,
				   const struct sections *from,
				   const struct skill_index **ret_index);

/* How many skills the opening names, and number i of them. */
size_t skill_index_named(const struct skill_index *x, size_t opening);
const struct skill *skill_index_of(const struct skill_index *x, size_t opening,
				   size_t i);

/*
 * The different skills of all openings by number, in the order they come, and
 * the numbers of one opening in the order of its list.
 */
size_t skill_index_count(const struct skill_index *x);
const struct skill *skill_index_at(const struct skill_index *x, size_t number);
struct skill_numbers {
	size_t count;
	const uint32_t *items;
};
struct skill_numbers skill_index_numbers(const struct skill_index *x,
					 size_t opening);

/*
 * How near the nearest of the list is to each different skill, 0..1, by number:
 * skills to skills and occupations to occupations.
 */
void skill_index_compare(const struct skill_index *x,
			 const struct skill_list *skills,
			 const struct skill_list *occupations,
			 double *ret_similarities);

/*
 * By opening: the sum of idf * similarity over its skills, by the sum of their
 * idfs; the prior where there are none.  As floats, for a bound.
 */
struct skill_values {
	const double *similarities; /* by number */
	bool with_occupations;
	float prior;
};
void skill_index_values(const struct skill_index *x,
			const struct skill_values *asked, float *ret_values);

/* skill_index_idf() by number. */
const double *skill_index_idfs(const struct skill_index *x);

/* ln(1 + (N - df + .5) / (df + .5)) over the openings that name any skill. */
double skill_index_idf(const struct skill_index *x, const struct skill *s);

#endif
