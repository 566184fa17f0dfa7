/*
 * venture - a team is asked to grow, grows, and ends.
 *
 * Who belongs to a venture is a row each, beside what its lead says of the
 * team; the shares of these rows come to at most the whole.
 */
#ifndef PEOPLE_VENTURE_H
#define PEOPLE_VENTURE_H

#include "base/err.h"
#include "base/lang.h"
#include "people/hands.h"

enum { VENTURE_DAYS = 7 }; /* an invitation is good for */

struct venture_invitation {
	struct slice venture;
	struct slice name; /* of the venture, for the letter */
	struct slice lead;
	struct slice email;
	struct slice role;
	int64_t equity_hundredths;
	enum lang lang; /* of the letter */
	const char *site;
};

/* A letter with a link.  ERR_CONFLICT: so large a share is not left. */
MUST_USE enum err venture_invite(const struct hands *h,
				 const struct venture_invitation *i);

/*
 * *ret_venture: the one that the account belongs to now.  ERR_MALFORMED: no
 * token of that kind.  ERR_LINK_EXPIRED: used, too old, or the venture is no
 * more.  ERR_CONFLICT: its lead, a member, one with too many, or the share is
 * no longer left.
 */
MUST_USE enum err venture_join(const struct hands *h, struct slice account,
			       struct slice token, struct slice *ret_venture);

/* ERR_CONFLICT: a live application of the lead names it. */
MUST_USE enum err venture_end(const struct hands *h, struct slice venture,
			      struct slice lead);

#endif
