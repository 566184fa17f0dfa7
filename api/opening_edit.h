/*
 * opening_edit - what PUT and PATCH of an opening share: all but whether what
 * the body does not name stays.
 */
#ifndef API_OPENING_EDIT_H
#define API_OPENING_EDIT_H

#include "api/handler.h"

enum opening_edit { OPENING_WHOLE, OPENING_PARTS };

/*
 * On the writer, by a member who may.  ERR_FORBIDDEN: it is a programme, whose
 * rules are an administrator's.  ERR_STALE: If-Match names another version.
 */
MUST_USE enum err opening_edit(struct request *rq, struct reply *rp,
			       enum opening_edit how);

#endif
