/* store_folder - see store_folder.h. */
#include "support/store_folder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "store/store.h"

void store_folder_init(struct store_folder *f)
{
	const char *base = getenv("TMPDIR");

	snprintf(f->folder, sizeof(f->folder), "%s/store-XXXXXX",
		 base != NULL ? base : "/tmp");
	assert_non_null(mkdtemp(f->folder));
	snprintf(f->path, sizeof(f->path), "%s/t.db", f->folder);
}

void store_folder_done(struct store_folder *f)
{
	static const char *const ends[] = {"", "-wal", "-shm", "-journal"};

	for (size_t i = 0; i < COUNT(ends); i++) {
		char path[STORE_FOLDER_PATH_BYTES + 16];

		snprintf(path, sizeof(path), "%s%s", f->path, ends[i]);
		unlink(path);
	}
	rmdir(f->folder);
}

struct db *store_folder_open(const struct store_folder *f, enum db_mode mode)
{
	struct db *db;

	assert_int_equal(store_open(f->path, mode, &db), ERR_OK);
	return db;
}

static sqlite3 *connect(const struct store_folder *f)
{
	sqlite3 *handle;

	assert_int_equal(sqlite3_open(f->path, &handle), SQLITE_OK);
	sqlite3_busy_timeout(handle, 5000);
	return handle;
}

void store_folder_run(const struct store_folder *f, const char *sql)
{
	sqlite3 *handle = connect(f);

	assert_int_equal(sqlite3_exec(handle, sql, NULL, NULL, NULL),
			 SQLITE_OK);
	sqlite3_close(handle);
}

static long long ask(sqlite3 *handle, const char *sql)
{
	sqlite3_stmt *stmt;
	long long answer;

	assert_int_equal(sqlite3_prepare_v2(handle, sql, -1, &stmt, NULL),
			 SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	answer = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	sqlite3_close(handle);
	return answer;
}

long long store_folder_ask(const struct store_folder *f, const char *sql)
{
	return ask(connect(f), sql);
}

long long store_folder_ask_file(const struct store_folder *f, const char *sql)
{
	char uri[STORE_FOLDER_PATH_BYTES + 32];
	sqlite3 *handle;

	snprintf(uri, sizeof(uri), "file:%s?immutable=1", f->path);
	assert_int_equal(sqlite3_open_v2(uri, &handle,
					 SQLITE_OPEN_READONLY | SQLITE_OPEN_URI,
					 NULL),
			 SQLITE_OK);
	return ask(handle, sql);
}

struct stored_opening opening_titled(const char *id, const char *title)
{
	return (struct stored_opening){
		.id = slice_of(id),
		.type = SLICE("opening"),
		.status = SLICE("open"),
		.organisation = SLICE("acme"),
		.document = slice_of(title),
		.words = {.title = slice_of(title)},
	};
}

enum change opening_put(struct db *db, const struct stored_opening *o)
{
	enum change change = CHANGE_UNCHANGED;

	assert_int_equal(db_begin(db), ERR_OK);
	assert_int_equal(openings_put(db, o, &change), ERR_OK);
	assert_int_equal(db_commit(db), ERR_OK);
	return change;
}
