/*
 * reread - what changed in the record, read again into a snapshot.
 */
#ifndef APP_REREAD_H
#define APP_REREAD_H

#include "base/err.h"
#include "matcher/opening.h"

struct arena;
struct db;
struct segment;
struct snapshot;
struct world;

/*
 * The openings of these ids as they stand in the record now, by the statistics
 * of `base`; NULL when none is there.  One that today's vocabulary does not
 * accept is logged and left out.
 */
MUST_USE enum err reread_openings(const struct world *w, struct db *db,
				  struct segment *base,
				  const struct id_list *ids,
				  struct segment **ret_segment);

/*
 * The snapshot that follows `old` by a page of the changes since: `old` stays
 * as it is.  NULL: there is nothing new.
 */
MUST_USE enum err reread_changes(const struct world *w, struct db *db,
				 const struct snapshot *old,
				 struct snapshot **ret_next);

/*
 * The snapshot that shows the record as it is now, whatever `old` shows: every
 * document is compared with the one that was indexed, so that a file is never
 * trusted over the record.  Of a reader.  NULL: they are the same and so is
 * the place in the feed.
 */
MUST_USE enum err reread_differences(const struct world *w, struct db *db,
				     const struct snapshot *old,
				     struct snapshot **ret_next);

#endif
