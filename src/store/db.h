/*
 * db - one connection to the database, and its transactions.
 *
 * A connection belongs to one thread at a time and has no lock of its own.
 * There is one writer in a process; it alone writes, merges the text index and
 * checkpoints the write-ahead log.  Readers cannot write.  No function here or
 * above takes SQL: statements are named (stmt.h) and live in schema/queries.
 *
 * Errors of every function in src/store, beside those it names: ERR_STORE_FULL
 * when the disk is full; ERR_BUSY when another process holds the database or
 * the disk failed; ERR_CONFLICT when a constraint refused; ERR_INTERNAL for the
 * rest.  What came from the disk or the library is logged here, once.  A failed
 * fsync ends the process: the fate of the pages is unknown, and only a start
 * that recovers from the log finds it out.
 */
#ifndef STORE_DB_H
#define STORE_DB_H

#include <stdbool.h>

#include "base/err.h"

struct db; /* made by store_open() */

enum db_mode { DB_WRITER, DB_READER };

/*
 * A writer takes the write lock at once, so that no later statement can find
 * it taken; a reader sees one state of the database until it commits.
 */
MUST_USE enum err db_begin(struct db *db);
MUST_USE enum err db_commit(struct db *db); /* durable when it says ERR_OK */
void db_rollback(struct db *db);            /* harmless outside a transaction */

/*
 * A part of a transaction that can fail alone.  After db_rollback_to() the
 * savepoint is gone too.  Both fail when SQLite has given up the whole
 * transaction (disk full, disk error): then roll back everything.
 */
MUST_USE enum err db_savepoint(struct db *db);
MUST_USE enum err db_release(struct db *db);
MUST_USE enum err db_rollback_to(struct db *db);

bool db_is_in_transaction(const struct db *db);

#endif
