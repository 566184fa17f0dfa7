/* invitation_row - what the owners of an organisation see of an invitation. */
#ifndef API_INVITATION_ROW_H
#define API_INVITATION_ROW_H

#include "api/handler.h"
#include "store/members.h"

/* An object, without a key. */
MUST_USE enum err invitation_row_write(struct request *rq, struct reply *rp,
				       const struct stored_invitation *i);

#endif
