/*
 * account - an account is made, found by its address, given another one.
 *
 * The address is sealed with the account's own key and found by a keyed hash;
 * this file and letters.c alone see it in clear.
 */
#ifndef PEOPLE_ACCOUNT_H
#define PEOPLE_ACCOUNT_H

#include <stdbool.h>

#include "base/err.h"
#include "people/hands.h"
#include "store/accounts.h"

/* One @ with something before it, and a name with a dot behind it. */
bool account_is_address(struct slice s);

/* By its address, however that is written.  ERR_NOT_FOUND: nobody has it. */
MUST_USE enum err account_find(const struct hands *h, struct slice email,
			       struct stored_account *ret_account);

/* ERR_GONE: it was erased. */
MUST_USE enum err account_address(const struct hands *h,
				  const struct stored_account *account,
				  struct slice *ret_email);

struct account_wish {
	struct slice email;
	struct slice password; /* as it is stored */
	struct slice role;
	struct slice lang;
	struct slice state;
};

/*
 * A new one, with a key of its own; *ret_id lives in the arena.  ERR_CONFLICT:
 * the address is taken.  ERR_INVALID: it cannot be one.
 */
MUST_USE enum err account_make(const struct hands *h,
			       const struct account_wish *wish,
			       struct slice *ret_id);

/* ERR_CONFLICT: the address is another's. */
MUST_USE enum err account_give_address(const struct hands *h, struct slice id,
				       struct slice email);

#endif
