/*
 * venture_row - a seeker's venture between its JSON and its row.
 *
 * The row has in the clear what rules read: the venture's facts, and of its
 * team shares and facts.  All that was sent, with its names and texts, is
 * sealed with the key of the lead.
 */
#ifndef API_VENTURE_ROW_H
#define API_VENTURE_ROW_H

#include "api/handler.h"
#include "store/ventures.h"

struct jr;

enum {
	VENTURES_MAX = 20, /* that one account leads */
	VENTURE_NAME_BYTES = 200,
	VENTURE_ROLE_BYTES = 80,
	VENTURE_WHOLE = 10000 /* hundredths of a percent */
};

/*
 * Of one that the caller leads or belongs to.  ERR_NOT_FOUND: any other.
 */
MUST_USE enum err venture_row_find(struct request *rq, struct slice id,
				   struct stored_venture *ret);

/* The same, for the lead alone.  ERR_FORBIDDEN: a member. */
MUST_USE enum err venture_row_led(struct request *rq, struct slice id,
				  struct stored_venture *ret);

/* Reads the body and seals it into the row, whose id and lead are set. */
MUST_USE enum err venture_row_body(struct request *rq,
				   struct stored_venture *row,
				   struct faults *f);

/* What the lead calls it. */
MUST_USE enum err venture_row_name(struct request *rq,
				   const struct stored_venture *row,
				   struct slice *ret_name);

/* One object, with who belongs to it. */
MUST_USE enum err venture_row_write(struct request *rq, struct json_writer *w,
				    const struct stored_venture *row);

struct slice venture_row_etag(struct arena *a, int64_t version);

#endif
