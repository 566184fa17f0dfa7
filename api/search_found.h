/* search_found - what the feeds of a saved search share: what it finds now. */
#ifndef API_SEARCH_FOUND_H
#define API_SEARCH_FOUND_H

#include "api/handler.h"
#include "people/alerts.h"
#include "store/searches.h"

struct search_found {
	struct stored_search search;
	struct alert_hits hits; /* those that are told alone */
	enum lang lang;         /* of the search */
};

/*
 * By the token in the path.  ERR_NOT_FOUND: nobody has it, or its address has
 * not been confirmed.
 */
MUST_USE enum err search_find(struct request *rq, struct reply *rp,
			      struct search_found *ret);

#endif
