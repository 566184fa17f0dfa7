/*
 * sealed - the key of one account, for the fields that are sealed with it.
 *
 * Between src/store, which keeps octets, and src/crypt, which knows no row.
 */
#ifndef API_SEALED_H
#define API_SEALED_H

#include "api/handler.h"
#include "crypt/data_key.h"
#include "crypt/seal.h"

/* By a connection of this thread.  The caller frees it: SCOPED(data_key). */
MUST_USE enum err sealed_key(struct request *rq, struct slice account,
			     struct data_key **ret_key);

#endif
