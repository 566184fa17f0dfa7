/*
 * enclosures - papers that were given with applications.
 *
 * A paper stays its owner's and may be given with several; what the owner
 * removes is with none of them.  Writers call inside a transaction.
 */
#ifndef STORE_ENCLOSURES_H
#define STORE_ENCLOSURES_H

#include <stdbool.h>

#include "store/documents.h"

/* ERR_NOT_FOUND: no such paper of that account.  ERR_CONFLICT: given twice. */
MUST_USE enum err enclosures_add(struct db *db, struct slice application,
				 struct slice document, struct slice account);

/* Those that are still there; key: id. */
MUST_USE enum err enclosures_of(struct db *db, struct arena *a,
				struct slice application,
				const struct page *page,
				struct stored_documents *ret_documents);

MUST_USE enum err enclosures_have(struct db *db, struct slice application,
				  struct slice document, bool *ret_has);

#endif
