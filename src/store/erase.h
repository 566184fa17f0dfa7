/*
 * erase - forgets a person everywhere in the record at once.
 *
 * What becomes of each column is said in schema/personal.txt and done by the
 * statements of schema/queries/erase.sql; a contract test holds the two, and
 * the schema, together.  Logins elsewhere, the snapshot and the log of the
 * database are the caller's to clear (store_forget).
 */
#ifndef STORE_ERASE_H
#define STORE_ERASE_H

#include "base/err.h"
#include "store/page.h"

struct arena;
struct db;

/*
 * In the transaction of the caller, who first ends what is live: withdraws
 * applications, hands over organisations.  `stand_in` is a fresh random id
 * that takes the place of the account wherever reports still count it; it is
 * kept beside the account nowhere.  The account stays as an id whose state is
 * "erased".  Doing it again, as after a restore, is harmless.
 *
 * ERR_NOT_FOUND: there is no such account.
 */
MUST_USE enum err erase_account(struct db *db, struct slice account,
				struct slice stand_in);

struct erased_ids {
	size_t count;
	struct slice *items;
};

/* Every erased account, to be erased again in an older copy; key: id. */
MUST_USE enum err erase_list(struct db *db, struct arena *a,
			     const struct page *page,
			     struct erased_ids *ret_ids);

#endif
