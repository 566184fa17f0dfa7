/*
 * record - between the store and the matcher: documents in, snapshots out.
 */
#ifndef APP_RECORD_H
#define APP_RECORD_H

#include "base/err.h"
#include "matcher/opening.h"
#include "matcher/organisation.h"
#include "store/store.h"

struct arena;
struct catalogue;
struct snapshot;
struct world;

/*
 * All of the record in one transaction of a reader; the snapshot is named by
 * its feed position.  A document that today's vocabulary does not accept is
 * left out, logged and counted.
 */
MUST_USE enum err record_snapshot(const struct world *w, struct db *db,
				  struct snapshot **ret_snapshot,
				  size_t *ret_refused);

/*
 * One document of the record; refused as above.  The scratch arena is needed
 * during the call only.
 */
void record_add(struct catalogue *c, struct arena *scratch, struct slice id,
		struct slice document, size_t *refused);

/*
 * What the catalogue lacks and the record has, so that references from new
 * documents to stored ones resolve.
 */
MUST_USE enum err record_complete(struct db *db, struct catalogue *c);

struct import_counts {
	size_t created, updated, unchanged;
};

/* Writer, inside a transaction. */
MUST_USE enum err record_put_opening(struct db *db, struct arena *a,
				     const struct opening *o,
				     const struct organisation *organisation,
				     struct import_counts *counts);
MUST_USE enum err record_put_organisation(struct db *db,
					  const struct organisation *o,
					  struct import_counts *counts);

#endif
