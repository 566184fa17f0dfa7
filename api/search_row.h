/*
 * search_row - saved searches: bodies, rows of the record, and JSON.
 */
#ifndef API_SEARCH_ROW_H
#define API_SEARCH_ROW_H

#include "api/handler.h"
#include "crypt/secret.h"
#include "store/searches.h"

enum { SEARCHES_MAX = 50 }; /* of an account */

struct search_body {
	struct slice email; /* where there is no account */
	const struct jr *query;
	const struct jr *profile; /* NULL: without */
	int every;
	enum lang lang;
};

extern const char *const search_every_words[]; /* NULL at the end */

/* `with_email`: it is asked for.  Everything in it is tried. */
MUST_USE enum err search_body_read(struct request *rq, bool with_email,
				   struct search_body *ret, struct faults *f);

/*
 * A row of that body, of the caller or of the address; *token is that of its
 * feeds, told once.  Not kept yet.
 */
MUST_USE enum err search_row_make(struct request *rq,
				  const struct search_body *body,
				  struct stored_search *ret_row,
				  char token[SECRET_CHARS + 1]);

/* Query, profile, every and lang of the row anew; it runs afresh. */
MUST_USE enum err search_row_fill(struct request *rq,
				  const struct search_body *body,
				  struct stored_search *row);

/* By the token of its feeds, with the key of now or the one before. */
MUST_USE enum err search_row_by_token(struct request *rq, struct slice token,
				      struct stored_search *ret_row);

struct slice search_row_etag(struct arena *a, const struct stored_search *row);

/* Into an object that is open. */
MUST_USE enum err search_row_members(struct request *rq, struct json_writer *w,
				     const struct stored_search *row);

/* `token`, `feed` and `calendar`, once. */
void search_row_token(struct request *rq, struct json_writer *w,
		      const char *token);

#endif
