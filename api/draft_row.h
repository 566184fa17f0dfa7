/*
 * draft_row - what is not published yet, whole or not, as its editors see it.
 *
 * `errors` is what would be refused if it were published now.
 */
#ifndef API_DRAFT_ROW_H
#define API_DRAFT_ROW_H

#include "api/handler.h"
#include "api/posting.h"
#include "store/desk.h"

/* A new one of the organisation in the path; the reply with its address. */
MUST_USE enum err draft_row_create(struct request *rq, struct reply *rp,
				   const struct jr *body);

/* The posting that it would be.  ERR_INTERNAL: it is no JSON. */
MUST_USE enum err draft_row_posting(struct request *rq,
				    const struct stored_draft *draft,
				    struct posting *ret);

/* The whole reply, with its ETag. */
MUST_USE enum err draft_row_write(struct request *rq, struct reply *rp,
				  struct slice id);

struct slice draft_row_etag(struct arena *a, int64_t version);

#endif
