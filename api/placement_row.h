/* placement_row - a placement as its two sides see it. */
#ifndef API_PLACEMENT_ROW_H
#define API_PLACEMENT_ROW_H

#include "api/handler.h"
#include "store/placements.h"

/* {"items":[...],"next":...}, without their events. */
MUST_USE enum err placement_row_list(struct request *rq, struct reply *rp,
				     enum party party, const struct page *asked,
				     const struct stored_placements *list);

/* With its events; to the person with the check-ins, too. */
MUST_USE enum err placement_row_whole(struct request *rq, struct reply *rp,
				      enum party party, struct slice id);

/* A reviewer reads them. */
bool placement_row_may_change(const struct caller *c);

#endif
