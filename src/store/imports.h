/*
 * imports - what organisations imported over HTTP, and what was there before.
 *
 * Writers call inside a transaction.
 */
#ifndef STORE_IMPORTS_H
#define STORE_IMPORTS_H

#include <stdbool.h>

#include "base/err.h"
#include "store/page.h"

struct arena;
struct db;

struct stored_import {
	struct slice id;
	struct slice organisation;
	struct slice account;
	int64_t at_us;
	int64_t undone_us; /* 0: it stands */
};

struct stored_imports {
	size_t count;
	struct stored_import *items;
};

struct stored_import_change {
	struct slice run;
	struct slice opening;
	struct slice change;   /* "created", "updated", "closed" */
	struct slice document; /* as it was before, or empty */
	int64_t version;       /* of the opening after it */
};

struct stored_import_changes {
	size_t count;
	struct stored_import_change *items;
};

MUST_USE enum err imports_insert(struct db *db, const struct stored_import *i);

/* ERR_NOT_FOUND: none of that organisation. */
MUST_USE enum err imports_get(struct db *db, struct arena *a, struct slice id,
			      struct slice organisation,
			      struct stored_import *ret_import);

/* Newest first; key: at_us and id (begin with PAGE_LAST). */
MUST_USE enum err imports_of_organisation(struct db *db, struct arena *a,
					  struct slice organisation,
					  const struct page *page,
					  struct stored_imports *ret_imports);

/* ERR_STALE: it was undone already, or is none of that organisation. */
MUST_USE enum err imports_undo(struct db *db, struct slice id,
			       struct slice organisation, int64_t at_us);

MUST_USE enum err imports_add_change(struct db *db,
				     const struct stored_import_change *c);

/* Key: opening as id. */
MUST_USE enum err imports_changes(struct db *db, struct arena *a,
				  struct slice run, const struct page *page,
				  struct stored_import_changes *ret_changes);

/* Whether an import over HTTP ever touched the opening. */
MUST_USE enum err imports_touched(struct db *db, struct slice opening,
				  bool *ret_did);

#endif
