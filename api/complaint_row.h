/*
 * complaint_row - what somebody reports about an opening: a mistake or fraud.
 *
 * The words, and where to answer, are sealed under a key of the program: who
 * reports need not have an account.
 */
#ifndef API_COMPLAINT_ROW_H
#define API_COMPLAINT_ROW_H

#include "api/handler.h"
#include "store/claims.h"

struct complaint_reply {
	struct slice email; /* empty: no answer is wanted */
	enum lang lang;
};

MUST_USE enum err complaint_row_seal(struct request *rq,
				     struct stored_complaint *c,
				     struct slice words,
				     const struct complaint_reply *to);
MUST_USE enum err complaint_row_reply(struct request *rq,
				      const struct stored_complaint *c,
				      struct complaint_reply *ret);

/* An object, without a key, as administrators see it. */
MUST_USE enum err complaint_row_write(struct request *rq, struct reply *rp,
				      const struct stored_complaint *c);

#endif
