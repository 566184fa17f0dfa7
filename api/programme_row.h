/* programme_row - a programme that an administrator writes, with its quota. */
#ifndef API_PROGRAMME_ROW_H
#define API_PROGRAMME_ROW_H

#include "api/handler.h"
#include "api/posting.h"

/*
 * Reads and keeps it, audited as `action`.  ERR_INVALID: also when its
 * organisation is not known, a stream that openings use would be gone, or a
 * quota has fewer places than are used.
 */
MUST_USE enum err programme_row_keep(struct request *rq,
				     const struct posting *p,
				     const char *action, struct faults *f);

#endif
