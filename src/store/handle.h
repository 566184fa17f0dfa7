/*
 * handle - what a connection is made of, for the files of src/store alone.
 *
 * Each statement is prepared once and borrowed by its name (stmt.h); a second
 * borrower of the same one before it is back is a programming error.
 */
#ifndef STORE_HANDLE_H
#define STORE_HANDLE_H

#include <stdbool.h>

#include "base/err.h"
#include "store/db.h"
#include "store/queries.h"

struct analyser;
struct sqlite3;
struct sqlite3_stmt;

struct stmt {
	struct db *db;
	enum query query;
	struct sqlite3_stmt *handle;
	enum err error; /* the first one, until it is handed back */
	bool is_borrowed;
};

struct db {
	struct sqlite3 *handle;
	struct analyser *analyser; /* of the tokenizer and of searches */
	enum db_mode mode;
	bool has_begun;  /* by db_begin(); SQLite may have given it up since */
	bool is_merging; /* the text index may have segments to merge */
	int wal_pages;   /* in the log, not yet copied to the database */
	struct stmt stmts[QUERY__COUNT];
};

/*
 * The file and nothing more: no settings, no statements.  A writer makes it
 * when there is none.
 */
MUST_USE enum err db_connect(const char *path, enum db_mode mode,
			     struct db **ret_db);
void db_disconnect(struct db *db); /* NULL is fine */

/* Every statement that is not `once`; the first that does not fit fails. */
MUST_USE enum err db_prepare(struct db *db);

/*
 * For those who write: whether the transaction is still there.  ERR_BUSY when
 * SQLite gave it up; not to have begun one is a programming error.
 */
MUST_USE enum err db_may_write(const struct db *db);

/*
 * Our error for a result code of SQLite other than OK, ROW and DONE; logs what
 * is not the caller's doing.  `name` is the query or call, in words.
 */
enum err db_failed(const char *name, int code, const char *words);

#endif
