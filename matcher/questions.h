/*
 * questions - which unknown fact would decide most openings that are `maybe`.
 *
 * An opening counts for an attribute when it would leave `maybe` whatever the
 * answer.  An answer is a full, exact value of that attribute alone, such as a
 * profile may give (min and max of the vocabulary are its bounds) and within
 * what is already known of it: for `age` the day of birth, for languages a
 * level for each key, for a set all values with what they imply.  Where the
 * answers that differ for the rules number at most QUESTION_ANSWERS_MAX, each
 * is tried.  Otherwise, and for members and awards, the row rule decides: every
 * row that is still possible has that attribute as its only unknown, and none
 * tests a mean age (no members leave it unknown).
 *
 * The attributes of an opening are those of the unknown tests in the possible
 * rows of a rule that is itself unknown.  A test that waits for a day the
 * opening does not state (`at`) is nobody's to answer.
 */
#ifndef MATCHER_QUESTIONS_H
#define MATCHER_QUESTIONS_H

#include <stddef.h>
#include <stdint.h>

#include "matcher/judge.h"

struct arena;
struct question_tally;

enum {
	QUESTION_ANSWERS_MAX = 4096,
	/* Over all openings of one tally; then the row rule decides alone. */
	QUESTION_TRIES_MAX = 500000
};

struct question {
	struct slice attr; /* its key, "members" for the venture's members */
	size_t decides;    /* openings that leave maybe whatever the answer */
	size_t among; /* maybe openings where it is one of several unknowns */
	size_t order; /* its index in the vocabulary */
};

struct question_tally *question_tally_new(struct arena *a,
					  const struct vocabulary *v,
					  const struct facts *facts,
					  int32_t as_of);

/* Openings that are not `maybe` are passed over.  Allocates nothing. */
void question_tally_add(struct question_tally *t, const struct judged *j);

/*
 * Every attribute that was unknown somewhere: by `decides`, then `among`, both
 * descending, then in the order of the vocabulary, members last.
 */
size_t question_tally_list(struct arena *a, const struct question_tally *t,
			   const struct question **ret_questions);

/* Into that order, in place. */
void questions_sort(struct question *list, size_t n);

/* What is asked of openings that were counted apart, as one list. */
struct question_list {
	size_t count;
	const struct question *items;
};
struct question_list questions_join(struct arena *a, const struct vocabulary *v,
				    const struct question_list *lists,
				    size_t n);

#endif
