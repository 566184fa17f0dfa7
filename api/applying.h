/*
 * applying - what POST /v1/openings/{id}/applications sends, and whether the
 * opening takes it.
 */
#ifndef API_APPLYING_H
#define API_APPLYING_H

#include "api/eligibility.h"
#include "api/handler.h"
#include "store/applications.h"

struct jr;

enum {
	STATEMENT_BYTES =
		16000, /* 4,000 characters, at most four octets each */
	STATEMENT_CHARACTERS = 4000,
	ANSWER_BYTES = 4000,
	ENCLOSURES_MAX = 4
};

extern const char *const channel_words[]; /* NULL at the end */

struct applying {
	struct terms terms;
	struct eligibility eligibility;
	struct slice venture_document; /* empty: none */
	/* The body. */
	const struct jr *answers, *documents, *declarations;
	struct slice statement, venture, intake, referred_from;
	int channel;   /* in channel_words */
	bool guardian; /* a parent or guardian agrees */
};

/* ERR_MALFORMED, ERR_INVALID: what cannot be, whatever the opening. */
MUST_USE enum err applying_read(struct request *rq, struct applying *ret,
				struct faults *f);

/*
 * ERR_APPLY_ELSEWHERE: nobody reads it here; *ret_members says where.
 * ERR_UNVERIFIED: whoever reads it is not known to be who they say.
 * ERR_GONE: not open today.  ERR_NOT_FOUND: a draft.
 */
MUST_USE enum err applying_check_place(struct request *rq,
				       const struct applying *x,
				       struct slice *ret_members,
				       struct faults *f);
MUST_USE enum err applying_check_day(struct request *rq,
				     const struct applying *x,
				     struct faults *f);

/*
 * ERR_INVALID: what this opening asks for and is not there, and so on; a
 * transfer to where its organisation is that was not agreed to; under 18 and no
 * guardian's consent stated.
 */
MUST_USE enum err applying_check(struct request *rq, struct applying *x,
				 struct faults *f);

/* Answers and declarations as one JSON object. */
struct slice applying_answers(struct arena *a, const struct applying *x);

#endif
