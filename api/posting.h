/*
 * posting - openings and programmes that people write here: what they send is
 * read, kept, and told back.
 *
 * What is ours and never the sender's: who the opening is by, who claimed it,
 * and that it was confirmed today.  What GET adds to a document may stand in
 * what is sent; it is passed over.
 *
 * Those that keep are on the writer.
 */
#ifndef API_POSTING_H
#define API_POSTING_H

#include "api/handler.h"
#include "matcher/opening.h"
#include "store/openings.h"

struct jr;
struct organisation;

enum { POSTING_TWIN_HUNDREDTHS = 80 };

struct posting {
	struct slice id;
	bool is_programme;
	struct slice organisation; /* empty: as the body says */
	struct slice claimed_by;   /* or empty */
	struct slice status;       /* empty: as the body says */
	int32_t confirmed;         /* or DAY_NONE */
	const struct jr *before;   /* patched, or NULL: the body is all of it */
	const struct jr *body;
};

/*
 * A posting in the place of what is kept: id, organisation, status and who
 * claimed it stay, confirmed today.  ERR_INTERNAL: it cannot be read.
 */
MUST_USE enum err posting_from(struct request *rq,
			       const struct stored_opening *stored,
			       struct posting *ret);

/*
 * ERR_INVALID: every fault with its pointer into what was sent; the programme
 * that it names must be there, and have the stream.
 */
MUST_USE enum err posting_read(struct request *rq, const struct posting *p,
			       const struct opening **ret_opening,
			       struct faults *f);

/*
 * Whether the caller may have what is open in the name of the organisation.
 * ERR_UNVERIFIED, ERR_UNCONFIRMED.
 */
MUST_USE enum err posting_may(struct request *rq, struct slice organisation);

/* Puts it, keeps the version as the caller's, looks for its twins. */
MUST_USE enum err posting_keep(struct request *rq, const struct opening *o);

/* Puts it and nothing more: what an import writes is no person's version. */
MUST_USE enum err posting_put(struct request *rq, const struct opening *o);

/* An earlier document in the place of what is there, as posting_put(). */
MUST_USE enum err posting_restore(struct request *rq, struct slice document,
				  struct faults *f);

/* The reply: the document, `state`, `version`, `possible_duplicates`; ETag. */
MUST_USE enum err posting_write(struct request *rq, struct reply *rp,
				struct slice id);

/* "possible_duplicates":[{id,similarity}] into an object that is open. */
MUST_USE enum err posting_write_twins(struct request *rq, struct reply *rp,
				      struct slice id);

/*
 * A few members of the document change: an object of JSON, null takes away.
 * ERR_INVALID: it would not be accepted.
 */
MUST_USE enum err posting_change(struct request *rq,
				 const struct stored_opening *stored,
				 struct slice members, struct faults *f);

/* Every open one that was written here is closed. */
MUST_USE enum err posting_close_all(struct request *rq,
				    struct slice organisation);

/* The text index learns the new name of who is behind its openings. */
MUST_USE enum err posting_renew_words(struct request *rq,
				      const struct organisation *o);

#endif
