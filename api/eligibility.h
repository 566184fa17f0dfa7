/*
 * eligibility - whether the caller may apply for one opening today, judged on
 * what the record has now: the profile, the venture, the opening and its
 * programme.
 */
#ifndef API_ELIGIBILITY_H
#define API_ELIGIBILITY_H

#include <stdint.h>

#include "api/handler.h"
#include "matcher/judge.h"
#include "matcher/opening.h"
#include "people/terms.h"

struct profile;

struct eligibility {
	const struct opening *opening;
	const struct profile *profile;
	struct judged judged;
	struct judgement judgement;
	int64_t fit_hundredths; /* -1: the opening is in no list */
};

/* `venture` is the document of one, or empty.  The snapshot must be there. */
MUST_USE enum err eligibility_judge(struct request *rq, const struct terms *t,
				    struct slice venture,
				    struct eligibility *ret);

/*
 * As members `"criteria":[...],"missing":[...]` in one language or all: what an
 * item of POST /v1/match says, with the facts that were used.
 */
struct slice eligibility_members(struct request *rq,
				 const struct eligibility *e, enum lang l);

/* Ids of the tests that failed, spaces between. */
struct slice eligibility_failed(struct arena *a, const struct eligibility *e);

/* The first of them; "in_force" where no rule is. */
struct slice eligibility_first_failed(const struct eligibility *e);

#endif
