/*
 * shield - what stands between a person and an organisation that would see
 * something of them: consent to a transfer, and age.
 *
 * Asked of the record each time, so that a withdrawal counts at once.
 */
#ifndef API_SHIELD_H
#define API_SHIELD_H

#include <stdbool.h>
#include <stddef.h>

#include "api/handler.h"
#include "people/terms.h"

struct jr;
struct stored_consents;

enum { ADULT_YEARS = 18, ACCOUNT_YEARS = 14 };

/* Where an organisation is in the Mainland, by number; none: it is not. */
struct shield_places {
	size_t count;
	const size_t *items;
};

/* Where it says that it is; where it says nothing, the places of `t`.  The
 * snapshot must be there. */
MUST_USE enum err shield_places(struct request *rq, const struct terms *t,
				struct shield_places *ret_places);

/*
 * Whether the newest words of the account agree to a transfer to each of them,
 * or to what it lies in.  *ret_where: one that they do not, when there is one.
 */
bool shield_transfer(const struct request *rq,
		     const struct stored_consents *all,
		     const struct shield_places *places,
		     struct slice *ret_where);

/*
 * Whether an organisation that changes its document from `before` to `after`
 * would be shown people whom it is not shown now: a place in the Mainland is
 * there no more, or places are where none were.
 */
bool shield_would_open(struct request *rq, const struct jr *before,
		       const struct jr *after);

/* The newest word on a purpose; none is no. */
bool shield_agreed(const struct stored_consents *all, const char *purpose,
		   struct slice destination);

/* By what the facts of a profile say: nothing is no. */
bool shield_may_be_under(const struct jr *facts, int32_t today, int years);

/* Nothing is kept of children: false, with a fault, when a profile that was read
 * says that it is one's. */
bool shield_may_be_kept(const struct request *rq, const struct jr *profile,
			struct faults *f);

#endif
