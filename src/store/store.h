/*
 * store - opening the record, and looking after it.
 *
 * store_open() of a writer makes the file when there is none (mode 0600),
 * brings its schema forward (migrate.h), rebuilds the text index when it was
 * written by another analyser, and prepares every statement: what does not fit
 * stops the start and never a request.
 */
#ifndef STORE_STORE_H
#define STORE_STORE_H

#include <stdbool.h>

#include "base/err.h"
#include "store/db.h"

/*
 * ERR_NOT_FOUND: a reader, and there is no such file.  ERR_CONFLICT: the file
 * is no database of this program, its schema is newer than the program, or (a
 * reader) a writer must first bring it forward.  The reason is logged.
 */
MUST_USE enum err store_open(const char *path, enum db_mode mode,
			     struct db **ret_db);
void store_close(struct db *db); /* NULL is fine */

/*
 * One slice of the writer's housekeeping, outside a transaction: merges the
 * text index for about 2 ms, then copies the log into the database when
 * nothing is left to merge or the log has grown long.  True while there is
 * more to do.  Called when the writer is idle and after every 8 commits; a
 * failure is logged and tried again the next time.
 */
bool store_idle(struct db *db);

#endif
