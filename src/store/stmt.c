/* stmt - see stmt.h. */
#include "store/stmt.h"

#include <sqlite3.h>

#include "store/handle.h"

static const struct {
	const char *name;
	bool once;
	const char *sql;
} table[QUERY__COUNT] = {
#include "store/queries.inc"
};

static enum err prepare(struct stmt *st)
{
	const char *sql = table[st->query].sql;
	unsigned flags = table[st->query].once ? 0 : SQLITE_PREPARE_PERSISTENT;
	int code;

	code = sqlite3_prepare_v3(st->db->handle, sql, -1, flags, &st->handle,
				  NULL);
	if (code == SQLITE_OK)
		return ERR_OK;
	/* Its message speaks of our own SQL and of no value. */
	return db_failed(table[st->query].name, code,
			 sqlite3_errmsg(st->db->handle));
}

enum err db_prepare(struct db *db)
{
	for (int q = 0; q < QUERY__COUNT; q++) {
		enum err e;

		if (table[q].once)
			continue;
		SCOPED(stmt) *st = db_borrow(db, (enum query)q);
		e = stmt_end(st);
		if (e != ERR_OK)
			return e;
	}
	return ERR_OK;
}

struct stmt *db_borrow(struct db *db, enum query query)
{
	struct stmt *st = &db->stmts[query];

	ASSERT(!st->is_borrowed);
	st->db = db;
	st->query = query;
	st->is_borrowed = true;
	st->error = st->handle == NULL ? prepare(st) : ERR_OK;
	return st;
}

void stmt_scoped(struct stmt **p)
{
	struct stmt *st = *p;

	if (table[st->query].once) {
		sqlite3_finalize(st->handle);
		st->handle = NULL;
	} else {
		sqlite3_reset(st->handle);
		sqlite3_clear_bindings(st->handle);
	}
	st->is_borrowed = false;
}

static void stick(struct stmt *st, int code)
{
	/* Not SQLite's message: it may hold the words of a query. */
	if (code != SQLITE_OK && st->error == ERR_OK)
		st->error = db_failed(table[st->query].name, code,
				      sqlite3_errstr(code));
}

void stmt_bind_text(struct stmt *st, int at, struct slice text)
{
	/* Without a pointer SQLite binds NULL; no bytes are a text to us. */
	const char *p = text.p != NULL ? text.p : "";

	if (st->error == ERR_OK)
		stick(st, sqlite3_bind_text64(st->handle, at, p, text.n,
					      SQLITE_STATIC, SQLITE_UTF8));
}

void stmt_bind_blob(struct stmt *st, int at, struct slice bytes)
{
	const char *p = bytes.p != NULL ? bytes.p : "";

	if (st->error == ERR_OK)
		stick(st, sqlite3_bind_blob64(st->handle, at, p, bytes.n,
					      SQLITE_STATIC));
}

void stmt_bind_i64(struct stmt *st, int at, int64_t value)
{
	if (st->error == ERR_OK)
		stick(st, sqlite3_bind_int64(st->handle, at, value));
}

bool stmt_next(struct stmt *st)
{
	int code;

	if (st->error != ERR_OK)
		return false;
	code = sqlite3_step(st->handle);
	if (code == SQLITE_ROW)
		return true;
	if (code != SQLITE_DONE)
		stick(st, code);
	return false;
}

enum err stmt_end(const struct stmt *st)
{
	return st->error;
}

enum err stmt_one(struct stmt *st)
{
	if (stmt_next(st))
		return ERR_OK;
	return st->error != ERR_OK ? st->error : ERR_NOT_FOUND;
}

enum err stmt_run(struct stmt *st)
{
	while (stmt_next(st))
		continue;
	return st->error;
}

struct slice stmt_text(struct stmt *st, int column)
{
	const void *p = sqlite3_column_text(st->handle, column);
	int n = sqlite3_column_bytes(st->handle, column);

	return (struct slice){p, (size_t)n};
}

struct slice stmt_blob(struct stmt *st, int column)
{
	const void *p = sqlite3_column_blob(st->handle, column);
	int n = sqlite3_column_bytes(st->handle, column);

	return (struct slice){p, (size_t)n};
}

int64_t stmt_i64(struct stmt *st, int column)
{
	return sqlite3_column_int64(st->handle, column);
}

double stmt_f64(struct stmt *st, int column)
{
	return sqlite3_column_double(st->handle, column);
}

enum err stmt_run_text(struct db *db, enum query query, struct slice text)
{
	SCOPED(stmt) *st = db_borrow(db, query);

	stmt_bind_text(st, 1, text);
	return stmt_run(st);
}

enum err stmt_run_bare(struct db *db, enum query query)
{
	SCOPED(stmt) *st = db_borrow(db, query);

	return stmt_run(st);
}

enum err stmt_number(struct db *db, enum query query, int64_t *ret_number)
{
	SCOPED(stmt) *st = db_borrow(db, query);
	enum err e = stmt_one(st);

	if (e == ERR_OK)
		*ret_number = stmt_i64(st, 0);
	return e;
}
