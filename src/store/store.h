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

/*
 * Before one long transaction: 64 MiB of pages stay in memory, so that those
 * which change again and again are not written as often.
 */
void store_enlarge(struct db *db);

/*
 * Copies all of the log into the database and cuts it to nothing.  The writer,
 * outside a transaction.  ERR_BUSY: a reader was in the way for longer than the
 * writer waits; nothing is lost, try again.
 */
MUST_USE enum err store_empty_log(struct db *db);

/*
 * Writes every page of the file anew and empties the log, so that no octet of
 * what was deleted is in either: the end of an erasure.  secure_delete alone
 * does not see to that: when SQLite moves rows between pages it leaves copies
 * in the free middle of a page (docs/decisions/0026).  Takes about as long as
 * to copy the file twice, and needs as much room; readers go on, writers wait:
 * gather erasures.  Errors as of store_empty_log().
 */
MUST_USE enum err store_forget(struct db *db);

#endif
