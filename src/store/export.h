/*
 * export - every row about one account, for itself.
 *
 * Which, and what is told of each, stands in export.def and in the statements of
 * schema/queries/export.sql; a contract test holds the two, and the schema,
 * together.  Sealed columns are sealed still.
 */
#ifndef STORE_EXPORT_H
#define STORE_EXPORT_H

#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/err.h"
#include "base/slice.h"

struct db;

enum export_table {
#define EXPORT_TABLE(name, table, place) EXPORT_##name,
#define EXPORT_FIELD(name, column, kind, purpose)
#include "store/export.def"
#undef EXPORT_TABLE
#undef EXPORT_FIELD
	EXPORT__TABLES
};

enum export_kind {
	EXPORT_AS_TEXT,
	EXPORT_AS_NUMBER,
	EXPORT_AS_TIME, /* microseconds since 1970 */
	EXPORT_AS_DAY,  /* since 1970 */
	EXPORT_AS_FLAG,
	EXPORT_AS_HUNDREDTHS,
	EXPORT_AS_JSON,
	EXPORT_AS_SEALED,
	EXPORT_AS_SEALED_JSON,
	EXPORT_AS_SEALED_OURS,
	EXPORT_AS_SECRET /* not told */
};

struct export_field {
	enum export_table table;
	const char *column;
	enum export_kind kind;
	const char *purpose; /* "MATCH" */
};

struct export_cell {
	struct slice bytes; /* of texts and what is sealed */
	int64_t number;     /* of all others */
};

const char *export_table_word(enum export_table t); /* "profile" */
const char *export_place(enum export_table t);      /* "profiles" */

/* All of one table, in order; *ret_count of them. */
const struct export_field *export_fields(enum export_table t,
					 size_t *ret_count);

/*
 * A row: `cells` has one for each field, those that are not told empty.  Slices
 * during the call only.
 */
typedef enum err export_visit(void *ctx, struct slice seal_row,
			      const struct export_cell *cells);
MUST_USE enum err export_each(struct db *db, enum export_table t,
			      struct slice account, export_visit *visit,
			      void *ctx);

#endif
