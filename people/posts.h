/*
 * posts - what becomes of a placement: which state from which, and who
 * is told.
 *
 * A state that is told again corrects its day or reason; an end, and whether
 * somebody was kept on, may be told otherwise: the later word stands, with its
 * teller beside it.
 */
#ifndef PEOPLE_POSTS_H
#define PEOPLE_POSTS_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "people/hands.h"
#include "people/reasons.h"

extern const char *const post_words[]; /* states, NULL at the end */

bool post_may(struct slice from, struct slice to);

/* Of which such a state must name one; REASON_NONE: none may be named. */
enum reason_group post_reasons(struct slice to);

struct post_event {
	struct slice placement;
	struct slice state;
	int32_t day;
	struct slice reason;
	struct slice actor; /* account */
};

/*
 * ERR_NOT_FOUND.  ERR_TRANSITION: not from the state it has.  ERR_INVALID: the
 * reason or the day.  Whoever did not tell it is told.
 */
MUST_USE enum err post_tell(const struct hands *h, const struct post_event *e);

#endif
