/* profile_row - a seeker's profile between its JSON and its row. */
#ifndef API_PROFILE_ROW_H
#define API_PROFILE_ROW_H

#include "api/handler.h"
#include "store/profiles.h"

struct jr;

/* Of the caller; version 0 where there is none yet. */
MUST_USE enum err profile_row_read(struct request *rq,
				   struct stored_profile *ret_row);

/* Facts, wishes and sealed texts of the body into the row. */
MUST_USE enum err profile_row_seal(struct request *rq, const struct jr *body,
				   struct stored_profile *row);

/* The reply: {facts, texts, wishes}, with its tag. */
MUST_USE enum err profile_row_write(struct request *rq, struct reply *rp,
				    const struct stored_profile *row);

struct slice profile_row_etag(struct arena *a, int64_t version);

/* ERR_STALE: what If-Match names is not what is there. */
MUST_USE enum err profile_row_check(const struct request *rq, int64_t version);

/* {"facts","texts","wishes"} as it was put; {} parts before that. */
MUST_USE enum err profile_row_document(struct request *rq,
				       const struct stored_profile *row,
				       struct slice *ret_json);

/* Reads what `body` says, seals it into the row and keeps it; the reply. */
MUST_USE enum err profile_row_keep(struct request *rq, struct reply *rp,
				   const struct jr *body,
				   struct stored_profile *row);

#endif
