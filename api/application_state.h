/* application_state - the parameter `state` of lists of applications. */
#ifndef API_APPLICATION_STATE_H
#define API_APPLICATION_STATE_H

#include "api/handler.h"

/* Absent leaves *ret empty.  ERR_INVALID: no such state. */
MUST_USE enum err application_state_read(struct request *rq, struct slice *ret,
					 struct faults *f);

#endif
