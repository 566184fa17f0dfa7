/*
 * organisation_row - an organisation: what its people send, how it is kept and
 * what anyone may read.
 */
#ifndef API_ORGANISATION_ROW_H
#define API_ORGANISATION_ROW_H

#include "api/handler.h"
#include "matcher/organisation.h"
#include "store/organisations.h"

struct jr;

struct organisation_wish {
	struct slice id;
	const struct jr *before; /* its document, or NULL */
	const struct jr *body;   /* what replaces it, member by member */
};

/*
 * {name, kind, places, website}; a name that is one text is in the language of
 * the reader.  Of members that are null nothing is left.  ERR_INVALID.
 */
MUST_USE enum err organisation_row_read(struct request *rq,
					const struct organisation_wish *wish,
					struct organisation **ret_it,
					struct faults *f);

/* For If-Match. */
struct slice organisation_row_etag(struct arena *a, int64_t version);
MUST_USE enum err organisation_row_match(const struct request *rq,
					 const struct stored_organisation *row);

/* The members of the document and `verified`, into an object that is open. */
MUST_USE enum err
organisation_row_members(struct request *rq, struct reply *rp,
			 const struct stored_organisation *row);

/* The whole reply, with its ETag. */
MUST_USE enum err organisation_row_write(struct request *rq, struct reply *rp,
					 struct slice id);

/* "verification":{state,note,at} into an object that is open. */
MUST_USE enum err organisation_row_verification(struct request *rq,
						struct reply *rp,
						struct slice id);

struct stored_member;

/* One of the caller's: what it is, and what the caller is in it. */
MUST_USE enum err organisation_row_own(struct request *rq, struct reply *rp,
				       const struct stored_member *m);

#endif
