/* privilege - who the server runs as, and how much of the machine it has. */
#ifndef APP_PRIVILEGE_H
#define APP_PRIVILEGE_H

#include "base/err.h"

/*
 * As root: becomes `user`, for good; without a user it refuses.  As anybody
 * else it does nothing.  The cause of a refusal is logged.
 */
MUST_USE enum err privilege_drop(const char *user);

unsigned privilege_cores(void); /* at least 1 */

#endif
