/*
 * row - structs to rows and back, for the files of src/store alone.
 *
 * A shape lists the members of a struct in the order of the columns of its
 * statements, the INSERT's and the SELECTs' alike.  So a table needs one list
 * and a line for each of its statements.
 *
 * Those that write need a transaction (db_may_write).  What is read lives in
 * the arena.
 */
#ifndef STORE_ROW_H
#define STORE_ROW_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "base/slice.h"
#include "store/feed.h"
#include "store/page.h"
#include "store/queries.h"

struct arena;
struct db;
struct stmt;

enum column_type { COLUMN_TEXT, COLUMN_BLOB, COLUMN_I64 };

struct column {
	enum column_type type;
	size_t at; /* of a struct slice or an int64_t in the struct */
};

struct shape {
	const struct column *columns;
	size_t count;
	size_t bytes; /* of the struct */
};

#define TEXT_COLUMN(type, member)                                              \
	{                                                                      \
		COLUMN_TEXT, offsetof(struct type, member)                     \
	}
#define BLOB_COLUMN(type, member)                                              \
	{                                                                      \
		COLUMN_BLOB, offsetof(struct type, member)                     \
	}
#define I64_COLUMN(type, member)                                               \
	{                                                                      \
		COLUMN_I64, offsetof(struct type, member)                      \
	}
#define SHAPE(type, columns)                                                   \
	{                                                                      \
		columns, COUNT(columns), sizeof(struct type)                   \
	}

/* A row of one text, read into a struct slice. */
extern const struct shape row_text;

/* One parameter of a statement. */
struct value {
	enum column_type type;
	struct slice bytes;
	int64_t number;
};

#define TEXT_VALUE(s) ((struct value){.type = COLUMN_TEXT, .bytes = (s)})
#define BLOB_VALUE(s) ((struct value){.type = COLUMN_BLOB, .bytes = (s)})
#define I64_VALUE(n)  ((struct value){.type = COLUMN_I64, .number = (n)})

/* The last parameter of a list. */
#define LIMIT_VALUE(page) I64_VALUE((int64_t)(page)->limit)

/* A statement with its parameters, for the length of a block. */
struct ask {
	enum query query;
	const struct value *values;
	size_t count;
};

#define ASK(query, ...)                                                        \
	(&(struct ask){(query), (const struct value[]){__VA_ARGS__},           \
		       sizeof((const struct value[]){__VA_ARGS__}) /           \
			       sizeof(struct value)})

/* ERR_CONFLICT: a constraint refused. */
MUST_USE enum err row_insert(struct db *db, enum query query,
			     const struct shape *shape, const void *record);

/* Whether it changed anything is not told. */
MUST_USE enum err row_write(struct db *db, const struct ask *ask);

/*
 * A statement with RETURNING one number a row: the last number, and how many
 * rows changed.  Both may be NULL.  ERR_NOT_FOUND: none did.
 */
MUST_USE enum err row_change(struct db *db, const struct ask *ask,
			     int64_t *ret_number, size_t *ret_rows);

/* The same, and a row of the feed. */
MUST_USE enum err row_change_fed(struct db *db, const struct ask *ask,
				 enum feed_entity entity, struct slice id);

/* Runs a purge of what is older than `before_us`, up to `limit` rows. */
MUST_USE enum err row_purge(struct db *db, enum query query, int64_t before_us,
			    size_t limit, size_t *ret_count);

/* The first row.  ERR_NOT_FOUND: there is none. */
MUST_USE enum err row_one(struct db *db, struct arena *a, const struct ask *ask,
			  const struct shape *shape, void *ret_record);

/* The first column of the first row, a number.  ERR_NOT_FOUND: no row. */
MUST_USE enum err row_number(struct db *db, const struct ask *ask,
			     int64_t *ret_number);

struct rows {
	size_t count;
	void *items; /* array of the struct */
};

/*
 * All rows of a statement whose last value is its limit; a limit above
 * PAGE_MAX counts as PAGE_MAX.
 */
MUST_USE enum err row_page(struct db *db, struct arena *a,
			   const struct ask *ask, const struct shape *shape,
			   struct rows *ret_rows);

/* The row that a statement stands at; slices until its next step. */
void row_peek(struct stmt *st, const struct shape *shape, void *ret_record);

#endif
