/*
 * crowd - the seekers who may be shown to the organisation of an opening.
 *
 * Who agreed to be seen by posters and, for an organisation in the Mainland, to
 * a transfer to its place; is of age as far as is known; does not hide from the
 * organisation; and has not applied for the opening.  What each agreed to is
 * asked of the record each time, so that a withdrawal counts at once.
 */
#ifndef API_CROWD_H
#define API_CROWD_H

#include <stddef.h>

#include "api/handler.h"
#include "api/shield.h"
#include "people/terms.h"
#include "store/profiles.h"

struct map;

enum { CROWD_PAGE = 200, CANDIDATE_CHARS = 26 };

struct crowd {
	struct request *rq;
	struct terms terms;
	struct slice document;     /* of the opening, as it is now */
	const struct map *applied; /* persons */
	/* To each of them a transfer must have been agreed. */
	struct shield_places places;
};

/*
 * ERR_NOT_FOUND.  ERR_UNVERIFIED, ERR_UNCONFIRMED: nobody is shown to such an
 * organisation, or such a member of one.
 */
MUST_USE enum err crowd_open(struct request *rq, struct slice opening,
			     struct crowd *ret);

/*
 * Each of them, in order of account; a walk over all profiles.  What `visit`
 * returns, if not ERR_OK, ends the walk and is returned.  `row` lives during
 * the call, in the arena of `h`.
 */
typedef enum err crowd_visit(void *ctx, const struct hands *h,
			     const struct stored_profile *row);
MUST_USE enum err crowd_each(const struct crowd *c, crowd_visit *visit,
			     void *ctx);

/*
 * What a seeker is called in the list of one opening as it is now.  Of no use in
 * another, nor after a change: whoever asks for a little more each time learns
 * nothing of one and the same person.  Nobody who knows the account can tell its
 * name.
 */
struct slice crowd_name(const struct hands *h, const struct crowd *c,
			struct slice account);

#endif
