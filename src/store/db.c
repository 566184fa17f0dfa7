/* db - the connection itself, its transactions, SQLite's errors as ours. */
#include "store/db.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <sqlite3.h>

#include "base/log.h"
#include "matcher/analyse.h"
#include "store/handle.h"
#include "store/stmt.h"

enum {
	WRITER_WAIT_MS = 2000, /* for another process that writes */
	READER_WAIT_MS = 1000, /* for the recovery of a log */
	OLDEST_SQLITE = 3040001
};

/* No statistics nobody reads; a file name is a file name and never a URI. */
static void set_up_library(void)
{
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	sqlite3_config(SQLITE_CONFIG_URI, 0);
}

static void log_failed(const char *name, int code, const char *words)
{
	log_event(LOG_STORE_FAILED, name, LOG_NUMBER(code), words);
}

enum err db_failed(const char *name, int code, const char *words)
{
	switch (code & 0xFF) {
	case SQLITE_CONSTRAINT:
		return ERR_CONFLICT;
	case SQLITE_BUSY:
	case SQLITE_LOCKED:
		return ERR_BUSY;
	case SQLITE_NOMEM:
		out_of_memory(0);
	default:
		break;
	}
	log_failed(name, code, words);
	/*
	 * What the kernel could not write it may forget: a second fsync would
	 * say that all is well.  Only a restart reads what is on the disk.
	 */
	if (code == SQLITE_IOERR_FSYNC || code == SQLITE_IOERR_DIR_FSYNC)
		abort();
	switch (code & 0xFF) {
	case SQLITE_FULL:
		return ERR_STORE_FULL;
	case SQLITE_IOERR:
		return ERR_BUSY;
	case SQLITE_NOTADB:
		return ERR_CONFLICT;
	default:
		return ERR_INTERNAL;
	}
}

/* A new file is for its owner only; SQLite gives its log the same mode. */
static void make_private(const char *path)
{
	int fd = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);

	if (fd >= 0)
		close(fd);
}

static int count_log(void *ctx, sqlite3 *handle, const char *name, int pages)
{
	struct db *db = ctx;

	(void)handle;
	(void)name;
	db->wal_pages = pages;
	db->is_merging = true;
	return SQLITE_OK;
}

/* The log hook takes the place of SQLite's own checkpoints. */
static void set_up(struct db *db)
{
	bool is_writer = db->mode == DB_WRITER;

	sqlite3_extended_result_codes(db->handle, 1);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
	sqlite3_db_config(db->handle, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, NULL);
	sqlite3_busy_timeout(db->handle,
			     is_writer ? WRITER_WAIT_MS : READER_WAIT_MS);
	sqlite3_wal_autocheckpoint(db->handle, 0);
	if (is_writer)
		sqlite3_wal_hook(db->handle, count_log, db);
}

static enum err open_file(struct db *db, const char *path)
{
	int flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE;
	int code;

	if (db->mode == DB_WRITER) {
		make_private(path);
		flags |= SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
	} else {
		if (access(path, F_OK) != 0 && errno == ENOENT)
			return ERR_NOT_FOUND;
		flags |= SQLITE_OPEN_READONLY;
	}
	code = sqlite3_open_v2(path, &db->handle, flags, NULL);
	if (code != SQLITE_OK)
		return db_failed("open", code, sqlite3_errstr(code));
	set_up(db);
	return ERR_OK;
}

enum err db_connect(const char *path, enum db_mode mode, struct db **ret_db)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;
	struct db *db;
	enum err e;

	pthread_once(&once, set_up_library);
	if (sqlite3_libversion_number() < OLDEST_SQLITE) {
		log_event(LOG_START_REFUSED, "SQLite is older than 3.40.1");
		return ERR_INTERNAL;
	}
	db = calloc(1, sizeof(*db));
	if (db == NULL)
		out_of_memory(sizeof(*db));
	db->analyser = analyser_new();
	db->mode = mode;
	db->is_merging = true;
	e = open_file(db, path);
	if (e != ERR_OK)
		goto fail_db;
	*ret_db = db;
	return ERR_OK;
fail_db:
	db_disconnect(db);
	return e;
}

void db_disconnect(struct db *db)
{
	if (db == NULL)
		return;
	for (int q = 0; q < QUERY__COUNT; q++)
		sqlite3_finalize(db->stmts[q].handle);
	sqlite3_close(db->handle);
	analyser_free(db->analyser);
	free(db);
}

bool db_is_in_transaction(const struct db *db)
{
	return sqlite3_get_autocommit(db->handle) == 0;
}

enum err db_may_write(const struct db *db)
{
	ASSERT(db->has_begun);
	return db_is_in_transaction(db) ? ERR_OK : ERR_BUSY;
}

enum err db_begin(struct db *db)
{
	enum err e;

	ASSERT(!db->has_begun);
	e = stmt_run_bare(db, db->mode == DB_WRITER ? QUERY_BEGIN_WRITER
						    : QUERY_BEGIN_READER);
	db->has_begun = e == ERR_OK;
	return e;
}

enum err db_commit(struct db *db)
{
	enum err e = db_may_write(db);

	if (e == ERR_OK)
		e = stmt_run_bare(db, QUERY_COMMIT);
	if (e != ERR_OK)
		db_rollback(db);
	db->has_begun = false;
	return e;
}

void db_rollback(struct db *db)
{
	enum err e = ERR_OK;

	if (db_is_in_transaction(db))
		e = stmt_run_bare(db, QUERY_ROLLBACK);
	(void)e; /* logged; SQLite has let go of the transaction all the same */
	db->has_begun = false;
}

enum err db_savepoint(struct db *db)
{
	enum err e = db_may_write(db);

	return e == ERR_OK ? stmt_run_bare(db, QUERY_SAVEPOINT) : e;
}

enum err db_release(struct db *db)
{
	enum err e = db_may_write(db);

	return e == ERR_OK ? stmt_run_bare(db, QUERY_RELEASE) : e;
}

enum err db_rollback_to(struct db *db)
{
	enum err e = db_may_write(db);

	if (e == ERR_OK)
		e = stmt_run_bare(db, QUERY_ROLLBACK_TO);
	if (e == ERR_OK)
		e = stmt_run_bare(db, QUERY_RELEASE);
	return e;
}
