/* row - see row.h. */
#include "store/row.h"

#include "base/arena.h"
#include "store/handle.h"
#include "store/stmt.h"

static const struct column text_columns[] = {{COLUMN_TEXT, 0}};
const struct shape row_text = {text_columns, 1, sizeof(struct slice)};

static void bind_value(struct stmt *st, int at, const struct value *v)
{
	switch (v->type) {
	case COLUMN_TEXT:
		stmt_bind_text(st, at, v->bytes);
		break;
	case COLUMN_BLOB:
		stmt_bind_blob(st, at, v->bytes);
		break;
	case COLUMN_I64:
		stmt_bind_i64(st, at, v->number);
		break;
	}
}

static void bind_ask(struct stmt *st, const struct ask *ask)
{
	for (size_t i = 0; i < ask->count; i++)
		bind_value(st, (int)i + 1, &ask->values[i]);
}

static struct value value_of(const struct column *column, const void *record)
{
	const char *at = (const char *)record + column->at;
	struct value v = {.type = column->type};

	if (column->type == COLUMN_I64)
		v.number = *(const int64_t *)(const void *)at;
	else
		v.bytes = *(const struct slice *)(const void *)at;
	return v;
}

enum err row_insert(struct db *db, enum query query, const struct shape *shape,
		    const void *record)
{
	SCOPED(stmt) *st = db_borrow(db, query);
	enum err e = db_may_write(db);

	if (e != ERR_OK)
		return e;
	for (size_t i = 0; i < shape->count; i++) {
		struct value v = value_of(&shape->columns[i], record);

		bind_value(st, (int)i + 1, &v);
	}
	return stmt_run(st);
}

enum err row_write(struct db *db, const struct ask *ask)
{
	SCOPED(stmt) *st = db_borrow(db, ask->query);
	enum err e = db_may_write(db);

	if (e != ERR_OK)
		return e;
	bind_ask(st, ask);
	return stmt_run(st);
}

enum err row_change(struct db *db, const struct ask *ask, int64_t *ret_number,
		    size_t *ret_rows)
{
	SCOPED(stmt) *st = db_borrow(db, ask->query);
	int64_t number = 0;
	size_t rows = 0;
	enum err e = db_may_write(db);

	if (e != ERR_OK)
		return e;
	bind_ask(st, ask);
	for (; stmt_next(st); rows++)
		number = stmt_i64(st, 0);
	e = stmt_end(st);
	if (e == ERR_OK && rows == 0)
		e = ERR_NOT_FOUND;
	if (e != ERR_OK)
		return e;
	if (ret_number != NULL)
		*ret_number = number;
	if (ret_rows != NULL)
		*ret_rows = rows;
	return ERR_OK;
}

enum err row_change_fed(struct db *db, const struct ask *ask,
			enum feed_entity entity, struct slice id)
{
	enum err e = row_change(db, ask, NULL, NULL);

	return e == ERR_OK ? feed_append(db, entity, id) : e;
}

enum err row_purge(struct db *db, enum query query, int64_t before_us,
		   size_t limit, size_t *ret_count)
{
	enum err e;

	*ret_count = 0;
	e = row_change(
		db, ASK(query, I64_VALUE(before_us), I64_VALUE((int64_t)limit)),
		NULL, ret_count);
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}

void row_peek(struct stmt *st, const struct shape *shape, void *ret_record)
{
	for (size_t i = 0; i < shape->count; i++) {
		const struct column *c = &shape->columns[i];
		void *at = (char *)ret_record + c->at;

		switch (c->type) {
		case COLUMN_TEXT:
			*(struct slice *)at = stmt_text(st, (int)i);
			break;
		case COLUMN_BLOB:
			*(struct slice *)at = stmt_blob(st, (int)i);
			break;
		case COLUMN_I64:
			*(int64_t *)at = stmt_i64(st, (int)i);
			break;
		}
	}
}

static void keep(struct arena *a, const struct shape *shape, void *record)
{
	for (size_t i = 0; i < shape->count; i++) {
		const struct column *c = &shape->columns[i];
		struct slice *s = (void *)((char *)record + c->at);

		if (c->type != COLUMN_I64)
			*s = arena_copy(a, *s);
	}
}

enum err row_one(struct db *db, struct arena *a, const struct ask *ask,
		 const struct shape *shape, void *ret_record)
{
	SCOPED(stmt) *st = db_borrow(db, ask->query);
	enum err e;

	bind_ask(st, ask);
	e = stmt_one(st);
	if (e != ERR_OK)
		return e;
	row_peek(st, shape, ret_record);
	keep(a, shape, ret_record);
	return ERR_OK;
}

enum err row_number(struct db *db, const struct ask *ask, int64_t *ret_number)
{
	SCOPED(stmt) *st = db_borrow(db, ask->query);
	enum err e;

	bind_ask(st, ask);
	e = stmt_one(st);
	if (e == ERR_OK)
		*ret_number = stmt_i64(st, 0);
	return e;
}

static size_t limit_of(const struct ask *ask)
{
	int64_t limit = ask->values[ask->count - 1].number;

	if (limit < 0)
		return 0;
	return limit > PAGE_MAX ? PAGE_MAX : (size_t)limit;
}

enum err row_page(struct db *db, struct arena *a, const struct ask *ask,
		  const struct shape *shape, struct rows *ret_rows)
{
	SCOPED(stmt) *st = db_borrow(db, ask->query);
	size_t limit = limit_of(ask);
	struct rows rows = {0, arena_take_array(a, limit + 1, shape->bytes)};

	bind_ask(st, ask);
	stmt_bind_i64(st, (int)ask->count, (int64_t)limit);
	while (stmt_next(st)) {
		char *at = (char *)rows.items + rows.count * shape->bytes;

		row_peek(st, shape, at);
		keep(a, shape, at);
		rows.count++;
	}
	if (stmt_end(st) == ERR_OK)
		*ret_rows = rows;
	return stmt_end(st);
}
