/* move_body - a step that is asked of an application, or of several. */
#ifndef API_MOVE_BODY_H
#define API_MOVE_BODY_H

#include "api/handler.h"
#include "people/life.h"
#include "store/applications.h"

struct jr;

struct move_body {
	const struct jr *applications; /* of several; else NULL */
	int to;                        /* in life_words */
	struct slice reason;
	struct slice note;
	int32_t deadline; /* of an offer, or DAY_NONE */
	int32_t day;      /* of a start, or DAY_NONE */
};

MUST_USE enum err move_body_read(struct request *rq, struct move_body *ret,
				 struct faults *f);
MUST_USE enum err move_body_read_many(struct request *rq, struct move_body *ret,
				      struct faults *f);

/*
 * The step, made.  ERR_TRANSITION: *ret_members says what may be instead.
 * ERR_INVALID: the fault says which member of the body.  ERR_FORBIDDEN: a
 * reviewer decides nothing.
 */
MUST_USE enum err move_apply(struct request *rq, struct reply *rp,
			     const struct move_body *body,
			     struct slice application);

#endif
