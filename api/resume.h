/*
 * resume - a JSON Resume (jsonresume.org, schema 1.0.0) as a part of a profile.
 *
 * Takes education that has ended as awards and what has not as study, languages
 * with their levels, years of work, skills, and texts.  Nothing is invented:
 * what is said in words that the vocabulary does not have is left out, and where
 * in the document it stands is told.
 */
#ifndef API_RESUME_H
#define API_RESUME_H

#include "api/handler.h"

struct jr;

enum { RESUME_LEFT_MAX = 200 };

struct resume {
	struct slice patch;   /* a merge patch for {"facts","texts"} */
	struct slice contact; /* {"name","phone"}: proposed, kept nowhere */
	size_t left_count;    /* not understood, as pointers */
	struct slice left[RESUME_LEFT_MAX];
};

/* ERR_INVALID: it is no object, or a part of it has another shape. */
MUST_USE enum err resume_read(struct request *rq, const struct jr *document,
			      struct resume *ret, struct faults *f);

#endif
