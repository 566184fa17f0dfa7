/*
 * snapshot_file - a base of the snapshot in a file, for the next start.
 *
 * To load it takes a small part of the time that building takes.  It is never
 * trusted over the record: a file that is not whole, or was made with another
 * analyser or vocabulary, is refused and the base built from the record; one
 * that is taken is held to the record document by document (reread.h).
 */
#ifndef APP_SNAPSHOT_FILE_H
#define APP_SNAPSHOT_FILE_H

#include <stdint.h>

#include "base/err.h"
#include "matcher/segment.h"

/*
 * Replaces the file at once, whole or not at all: under another name, which
 * begins with `path`, then synced and renamed.  `seq` is the place in
 * the feed that the segment shows.  One at a time.  Logs what fails.
 */
MUST_USE enum err snapshot_file_save(const char *path,
				     const struct snapshot_parts *p,
				     const struct segment *s, int64_t seq);

/*
 * ERR_NOT_FOUND: there is no file.  ERR_STALE, ERR_MALFORMED: logged, with what
 * was wrong; ERR_INTERNAL: it could not be read, also logged.
 */
MUST_USE enum err snapshot_file_load(const char *path,
				     const struct snapshot_parts *p,
				     struct segment **ret_segment,
				     int64_t *ret_seq);

#endif
