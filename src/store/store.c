/* store - see store.h. */
#include "store/store.h"

#include <inttypes.h>
#include <stdio.h>

#include <sqlite3.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "matcher/analyse.h"
#include "store/handle.h"
#include "store/migrate.h"
#include "store/settings.h"
#include "store/stmt.h"
#include "store/tokenizer.h"

enum {
	MERGE_SLICE_US = 2000,
	MERGE_PAGES = 16,       /* so few that a slice ends near its time */
	WAL_PAGES_LONG = 1000,  /* 4 MB: copy it even while jobs wait */
	VERSION_TEXT_BYTES = 17 /* 64 bits in hexadecimal */
};

static const struct slice version_name = SLICE_INIT("analyser_version");

static enum err run_all(struct db *db, const enum query *queries, size_t count)
{
	enum err e = ERR_OK;

	for (size_t i = 0; i < count && e == ERR_OK; i++)
		e = stmt_run_bare(db, queries[i]);
	return e;
}

/* Whether the text index was written by the analyser of this program. */
static enum err compare_analyser(struct db *db, struct slice ours,
				 bool *ret_same)
{
	struct arena *a = arena_new(0);
	struct slice theirs = {0};
	enum err e = settings_get(db, a, version_name, &theirs);

	if (e == ERR_NOT_FOUND)
		e = ERR_OK; /* a new file has none, and an empty index */
	*ret_same = slice_eq(theirs, ours);
	arena_free(a);
	return e;
}

static enum err rebuild(struct db *db, struct slice version)
{
	int64_t count = 0;
	enum err e = stmt_run_bare(db, QUERY_FTS_REBUILD);

	if (e == ERR_OK)
		e = settings_put(db, version_name, version);
	if (e == ERR_OK)
		e = stmt_number(db, QUERY_OPENINGS_COUNT, &count);
	if (e == ERR_OK && count > 0)
		log_event(LOG_INDEX_REBUILT, LOG_NUMBER(count), "analyser");
	return e;
}

/*
 * FTS5 forgets a row by analysing its old words again.  With another analyser
 * it would take out other terms than it put in, so nothing may be written
 * before the index is made anew.
 */
static enum err refresh_index(struct db *db, struct slice version)
{
	bool same = false;
	enum err e = db_begin(db);

	if (e != ERR_OK)
		return e;
	e = compare_analyser(db, version, &same);
	if (e == ERR_OK && !same)
		e = rebuild(db, version);
	if (e == ERR_OK)
		return db_commit(db);
	db_rollback(db);
	return e;
}

static struct slice version_text(char text[VERSION_TEXT_BYTES])
{
	snprintf(text, VERSION_TEXT_BYTES, "%016" PRIx64, analyser_version());
	return slice_of(text);
}

/* SQLite answers with the mode it took, which some file systems decide. */
static enum err use_log(struct db *db)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_PRAGMA_JOURNAL_WAL);
	enum err e = stmt_one(st);

	if (e != ERR_OK || slice_is(stmt_text(st, 0), "wal"))
		return e;
	log_event(LOG_START_REFUSED, "no write-ahead log on this file system");
	return ERR_INTERNAL;
}

static enum err make_ready_writer(struct db *db)
{
	static const enum query settings[] = {
		QUERY_PRAGMA_SYNCHRONOUS_FULL, QUERY_PRAGMA_FOREIGN_KEYS,
		QUERY_PRAGMA_SECURE_DELETE,    QUERY_PRAGMA_MMAP_NONE,
		QUERY_PRAGMA_CELL_SIZE_CHECK,
	};
	char text[VERSION_TEXT_BYTES];
	enum err e = use_log(db);

	if (e == ERR_OK)
		e = run_all(db, settings, COUNT(settings));
	if (e == ERR_OK)
		e = migrate_run(db);
	if (e == ERR_OK)
		e = refresh_index(db, version_text(text));
	return e;
}

static enum err refuse_reader(const char *reason)
{
	log_event(LOG_START_REFUSED, reason);
	return ERR_CONFLICT;
}

static enum err make_ready_reader(struct db *db, int version)
{
	static const enum query settings[] = {
		QUERY_PRAGMA_QUERY_ONLY,
		QUERY_PRAGMA_MMAP_NONE,
		QUERY_PRAGMA_CELL_SIZE_CHECK,
	};
	char text[VERSION_TEXT_BYTES];
	bool same = false;
	enum err e;

	if (version < migrate_newest())
		return refuse_reader("the database has an older schema");
	e = run_all(db, settings, COUNT(settings));
	if (e == ERR_OK)
		e = compare_analyser(db, version_text(text), &same);
	if (e == ERR_OK && !same)
		return refuse_reader("the text index is of another analyser");
	return e;
}

/* Looks at whose file it is before anything is changed in it. */
static enum err make_ready(struct db *db)
{
	int version = 0;
	enum err e = migrate_version(db, &version);

	if (e == ERR_OK && version > migrate_newest())
		return migrate_refuse(version);
	if (e == ERR_OK)
		e = tokenizer_register(db);
	if (e == ERR_OK)
		e = db->mode == DB_WRITER ? make_ready_writer(db)
					  : make_ready_reader(db, version);
	return e == ERR_OK ? db_prepare(db) : e;
}

enum err store_open(const char *path, enum db_mode mode, struct db **ret_db)
{
	struct db *db;
	enum err e = db_connect(path, mode, &db);

	if (e != ERR_OK)
		return e;
	e = make_ready(db);
	if (e != ERR_OK)
		goto fail_db;
	*ret_db = db;
	return ERR_OK;
fail_db:
	db_disconnect(db);
	return e;
}

void store_close(struct db *db)
{
	db_disconnect(db);
}

/* FTS5 says by fewer than two changes that it found nothing to merge. */
static enum err merge_some(struct db *db, bool *ret_more)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_FTS_MERGE);
	int64_t before = sqlite3_total_changes64(db->handle);
	enum err e;

	stmt_bind_i64(st, 1, MERGE_PAGES);
	e = stmt_run(st);
	*ret_more = sqlite3_total_changes64(db->handle) - before >= 2;
	return e;
}

static enum err merge_slice(struct db *db, bool *ret_worked, bool *ret_more)
{
	int64_t until = clock_monotonic_us() + MERGE_SLICE_US;
	enum err e;

	*ret_worked = false;
	do {
		e = merge_some(db, ret_more);
		*ret_worked = *ret_worked || *ret_more;
	} while (e == ERR_OK && *ret_more && clock_monotonic_us() < until);
	return e;
}

/* True while there is more; after a failure there is, but not now. */
static bool merge(struct db *db)
{
	bool worked = false;
	bool more = false;
	enum err e;

	if (!db->is_merging || db_begin(db) != ERR_OK)
		return false;
	e = merge_slice(db, &worked, &more);
	if (e == ERR_OK && worked)
		e = db_commit(db);
	else
		db_rollback(db);
	db->is_merging = e != ERR_OK || more;
	return e == ERR_OK && more;
}

/* PASSIVE waits for nobody: what a reader still needs stays in the log. */
static void checkpoint(struct db *db)
{
	int in_log = 0;
	int copied = 0;
	int code = sqlite3_wal_checkpoint_v2(
		db->handle, NULL, SQLITE_CHECKPOINT_PASSIVE, &in_log, &copied);
	enum err e = ERR_OK;

	if (code != SQLITE_OK)
		e = db_failed("checkpoint", code, sqlite3_errstr(code));
	(void)e; /* logged; the log only grows until it succeeds */
	db->wal_pages = in_log - copied;
}

enum err store_empty_log(struct db *db)
{
	int code = sqlite3_wal_checkpoint_v2(
		db->handle, NULL, SQLITE_CHECKPOINT_TRUNCATE, NULL, NULL);

	if (code != SQLITE_OK)
		return db_failed("checkpoint", code, sqlite3_errstr(code));
	db->wal_pages = 0;
	return ERR_OK;
}

enum err store_forget(struct db *db)
{
	enum err e = stmt_run_bare(db, QUERY_VACUUM);

	return e == ERR_OK ? store_empty_log(db) : e;
}

bool store_idle(struct db *db)
{
	bool more = merge(db);

	if (db->wal_pages > 0 && (!more || db->wal_pages >= WAL_PAGES_LONG))
		checkpoint(db);
	return more;
}

void store_enlarge(struct db *db)
{
	/* Without it all goes as well, only slower. */
	if (stmt_run_bare(db, QUERY_PRAGMA_CACHE_LARGE) != ERR_OK)
		log_event(LOG_SYSTEM_FAILED, "cache_size", NULL);
}
