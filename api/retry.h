/*
 * retry - a request that is sent again with its Idempotency-Key gets the reply
 * that it had, and nothing is done twice.
 *
 * For every route that writes and that a login is asked for; keys are per
 * account and route, for a day.  The reply (status, ETag, Location, body) is
 * kept in the transaction of the job, sealed, so that there is never one
 * without the other; a failure keeps none.  Routes that answer with a token
 * take no key.
 */
#ifndef API_RETRY_H
#define API_RETRY_H

#include "api/handler.h"
#include "api/router.h"

enum { RETRY_KEY_BYTES_MAX = 128, RETRY_HOURS = 24 };

/*
 * Before the handler, on any line.  *ret_done: the reply is filled in.
 * ERR_INVALID: the key is none, or another request had it.
 */
MUST_USE enum err retry_find(const struct route *row, struct request *rq,
			     struct reply *rp, bool *ret_done);

/* After the last line, on the writer. */
MUST_USE enum err retry_keep(const struct route *row, struct request *rq,
			     const struct reply *rp);

#endif
