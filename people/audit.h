/*
 * audit - one more entry of the chain: who did what to which thing.
 *
 * Every act of an administrator, every look at personal data by staff, every
 * change of what an account may.  `detail` is names and numbers of ours, never
 * what somebody wrote.
 */
#ifndef PEOPLE_AUDIT_H
#define PEOPLE_AUDIT_H

#include "base/err.h"
#include "people/hands.h"

struct audit_word {
	struct slice actor;  /* account, or "system" */
	struct slice action; /* "organisation.verified" */
	struct slice object; /* id */
	struct slice detail; /* or empty */
};

/* In the transaction of what it tells of. */
MUST_USE enum err audit_tell(const struct hands *h,
			     const struct audit_word *word);

#endif
