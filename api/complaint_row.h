/* complaint_row - what somebody reports about an opening: a mistake or fraud. */
#ifndef API_COMPLAINT_ROW_H
#define API_COMPLAINT_ROW_H

#include "api/handler.h"
#include "store/claims.h"

/* An object, without a key, as administrators see it. */
MUST_USE enum err complaint_row_write(struct request *rq, struct reply *rp,
				      const struct stored_complaint *c);

#endif
