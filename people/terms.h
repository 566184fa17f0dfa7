/*
 * terms - what an opening says to those who apply, out of its document.
 *
 * Read from the record inside the transaction, so that a rule that changed a
 * moment ago counts.  An opening inherits the declarations and the exclusivity
 * of its programme.
 */
#ifndef PEOPLE_TERMS_H
#define PEOPLE_TERMS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/lang.h"
#include "people/hands.h"

struct jr;

struct terms {
	struct slice id;
	struct slice organisation; /* id; empty when not stated */
	struct slice status;
	struct slice programme, stream; /* ids, or empty */
	const struct jr *opening;       /* the documents */
	const struct jr *above;         /* of the programme; NULL: none */
};

/* ERR_NOT_FOUND: there is no such opening. */
MUST_USE enum err terms_read(const struct hands *h, struct slice opening,
			     struct terms *ret_terms);

/* In all its languages, and for one reader; its id when it has none. */
struct text terms_titles(const struct terms *t);
struct slice terms_title(const struct terms *t, enum lang l);

struct terms_intake {
	int32_t opens, closes, results_by; /* or DAY_NONE */
};

/* By the day it opens, as it is written.  False: there is no such intake. */
bool terms_intake(const struct terms *t, struct slice opens,
		  struct terms_intake *ret_intake);

/*
 * Places for one application each, of a person or a team; 0: not stated, or
 * counted in desks or offices, of which a team may need several.
 */
int64_t terms_vacancies(const struct terms *t);

/*
 * Whether who starts in `t` may go on with `other` no longer: one of the two
 * names the other, or its programme, in exclusive_with; or `t` is exclusive at
 * all and both are work to be done (jobs, internships).
 */
bool terms_exclude(const struct terms *t, const struct terms *other);
bool terms_are_exclusive(const struct terms *t);

#endif
