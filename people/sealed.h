/*
 * sealed - fields that are sealed with the key of an account, or with the
 * program's own where there is no account.
 *
 * Between src/store, which keeps octets, and src/crypt, which knows no row.
 */
#ifndef PEOPLE_SEALED_H
#define PEOPLE_SEALED_H

#include "base/err.h"
#include "crypt/data_key.h"
#include "crypt/seal.h"
#include "people/hands.h"

/* The caller frees it: SCOPED(data_key).  ERR_GONE: the account was erased. */
MUST_USE enum err sealed_key(const struct hands *h, struct slice account,
			     struct data_key **ret_key);

/*
 * One field, with the key of place->account; with the program's when that is
 * empty.  As long as the arena.  Empty octets are an empty field.
 */
MUST_USE enum err sealed_write(const struct hands *h,
			       const struct seal_place *place,
			       struct slice plain, struct slice *ret_sealed);
MUST_USE enum err sealed_read(const struct hands *h,
			      const struct seal_place *place,
			      struct slice sealed, struct slice *ret_plain);

#endif
