/* export - see export.h. */
#include "store/export.h"

#include "store/row.h"
#include "store/stmt.h"

enum { FIELDS_EACH_MAX = 32 };

static const struct export_field fields[] = {
#define EXPORT_TABLE(name, table, place)
#define EXPORT_FIELD(name, column, kind, purpose)                              \
	{EXPORT_##name, #column, EXPORT_AS_##kind, #purpose},
#include "store/export.def"
#undef EXPORT_TABLE
#undef EXPORT_FIELD
};

static const struct {
	const char *word;
	const char *place;
	enum query query;
} tables[EXPORT__TABLES] = {
#define EXPORT_TABLE(name, table, place) {table, place, QUERY_EXPORT_##name},
#define EXPORT_FIELD(name, column, kind, purpose)
#include "store/export.def"
#undef EXPORT_TABLE
#undef EXPORT_FIELD
};

const char *export_table_word(enum export_table t)
{
	return tables[t].word;
}

const char *export_place(enum export_table t)
{
	return tables[t].place;
}

const struct export_field *export_fields(enum export_table t, size_t *ret_count)
{
	size_t from = 0, to;

	while (fields[from].table != t)
		from++;
	to = from;
	while (to < COUNT(fields) && fields[to].table == t)
		to++;
	*ret_count = to - from;
	return &fields[from];
}

static bool is_number(enum export_kind kind)
{
	return kind == EXPORT_AS_NUMBER || kind == EXPORT_AS_TIME ||
	       kind == EXPORT_AS_DAY || kind == EXPORT_AS_FLAG ||
	       kind == EXPORT_AS_HUNDREDTHS;
}

static bool is_octets(enum export_kind kind)
{
	return kind == EXPORT_AS_SEALED || kind == EXPORT_AS_SEALED_JSON ||
	       kind == EXPORT_AS_SEALED_OURS;
}

/* The first column is the row of the seals. */
static void read_cells(struct stmt *st, const struct export_field *of,
		       size_t count, struct export_cell *cells)
{
	int at = 1;

	for (size_t i = 0; i < count; i++) {
		cells[i] = (struct export_cell){{NULL, 0}, 0};
		if (of[i].kind == EXPORT_AS_SECRET)
			continue;
		if (is_number(of[i].kind))
			cells[i].number = stmt_i64(st, at++);
		else if (is_octets(of[i].kind))
			cells[i].bytes = stmt_blob(st, at++);
		else
			cells[i].bytes = stmt_text(st, at++);
	}
}

enum err export_each(struct db *db, enum export_table t, struct slice account,
		     export_visit *visit, void *ctx)
{
	SCOPED(stmt) *st = db_borrow(db, tables[t].query);
	struct export_cell cells[FIELDS_EACH_MAX];
	size_t count;
	const struct export_field *of = export_fields(t, &count);
	enum err e = ERR_OK;

	ASSERT(count <= FIELDS_EACH_MAX);
	stmt_bind_text(st, 1, account);
	while (e == ERR_OK && stmt_next(st)) {
		read_cells(st, of, count, cells);
		e = visit(ctx, stmt_text(st, 0), cells);
	}
	return e == ERR_OK ? stmt_end(st) : e;
}
