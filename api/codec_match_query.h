/*
 * codec_match_query - a match that is asked for in the query of a request:
 * GET /v1/me/matches.  codec_match.h has the body, and the reply of both.
 */
#ifndef API_CODEC_MATCH_QUERY_H
#define API_CODEC_MATCH_QUERY_H

#include "api/codec_match.h"
#include "api/handler.h"

/*
 * `person` is {"profile", "venture"?}, as it was stored and therefore read
 * before.  ERR_INVALID, ERR_MALFORMED: faults name parameters.
 */
MUST_USE enum err codec_match_of_query(struct request *rq,
				       const struct jr *person,
				       struct match_request *ret,
				       struct faults *f);

#endif
