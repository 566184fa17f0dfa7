/*
 * right - what the caller may do with the thing that the path names.
 *
 * The one place where that is decided; the column `right` of routes.def says
 * what each route asks.  The thing is told by the path's own words:
 * /v1/organisations/{id}, /v1/openings/{id}, /v1/applications/{id},
 * /v1/placements/{id}.  Without a right to it, it is as if it were not there.
 */
#ifndef API_RIGHT_H
#define API_RIGHT_H

#include "api/handler.h"
#include "api/router.h"

/*
 * Fills in party, member and organisation of rq->caller, inside the transaction
 * of the line.  ERR_NOT_FOUND: there is none, or it is a stranger's.
 * ERR_FORBIDDEN: a member of the organisation, but not so much as is asked.
 */
MUST_USE enum err right_check(const struct route *row, struct request *rq);

/* MEMBER_NONE: no such word. */
enum member_role member_role_of(struct slice word);

#endif
