/*
 * retention - how long people are kept.
 *
 * Applications that came to nothing for 24 months, then they are nobody's.
 * Accounts that nobody signs in to for 24 months; 30 days before they are told,
 * and without having been told they stay.
 */
#ifndef PEOPLE_RETENTION_H
#define PEOPLE_RETENTION_H

#include <stdint.h>

#include "base/err.h"
#include "people/hands.h"

struct life_rules;

enum { RETENTION_MONTHS = 24, RETENTION_NOTICE_DAYS = 30 };

/* What happened before it has been kept for 24 months on that day. */
int64_t retention_before(int32_t today);

/* An application that ended before then is nobody's. */
MUST_USE enum err retention_end_application(const struct hands *h,
					    struct slice application);

/*
 * Looks at an account that has been idle for long: tells it, or erases it, or
 * does nothing.  An erased one's live applications end by `rules`.
 */
MUST_USE enum err retention_look(const struct hands *h,
				 const struct life_rules *rules,
				 struct slice account);

#endif
