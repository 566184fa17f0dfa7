/*
 * organisations - who stands behind openings.
 *
 * As for openings: the document is canonical JSON that only the codecs read,
 * row and change feed are written together, writers call inside a transaction.
 */
#ifndef STORE_ORGANISATIONS_H
#define STORE_ORGANISATIONS_H

#include <stdint.h>

#include "base/err.h"
#include "base/slice.h"
#include "store/change.h"

struct arena;
struct db;

struct stored_organisation {
	struct slice id;
	struct slice document;
	int64_t version; /* from 1, one more with each change; set by the store */
	int64_t created_us;
	int64_t updated_us;
};

MUST_USE enum err organisations_put(struct db *db,
				    const struct stored_organisation *o,
				    enum change *ret_change);

/* The slices live in the arena.  ERR_NOT_FOUND: there is none of this id. */
MUST_USE enum err organisations_get(struct db *db, struct arena *a,
				    struct slice id,
				    struct stored_organisation *ret_it);

/* In order of id; the slices live during the call of `visit` only. */
typedef enum err organisations_visit(void *ctx,
				     const struct stored_organisation *o);
MUST_USE enum err organisations_each(struct db *db, organisations_visit *visit,
				     void *ctx);

#endif
