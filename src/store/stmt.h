/*
 * stmt - one named statement, borrowed from its connection.
 *
 *	SCOPED(stmt) *st = db_borrow(db, QUERY_OPENING_BY_ID);
 *
 * hands it back, reset, at the end of the block.  Bindings count from 1,
 * columns from 0.  What is bound is borrowed until then; a text that comes out
 * lives until the next step.  A failed binding or preparation sticks and is
 * what the next step returns.
 */
#ifndef STORE_STMT_H
#define STORE_STMT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/slice.h"
#include "store/queries.h"

struct db;
struct stmt;

struct stmt *db_borrow(struct db *db, enum query query);
void stmt_scoped(struct stmt **p);

void stmt_bind_text(struct stmt *st, int at, struct slice text);
/* No bytes are an empty blob, never NULL. */
void stmt_bind_blob(struct stmt *st, int at, struct slice bytes);
void stmt_bind_i64(struct stmt *st, int at, int64_t value);

/* The first row.  ERR_NOT_FOUND: there is none. */
MUST_USE enum err stmt_one(struct stmt *st);

/* To its end; rows, if any, are passed over. */
MUST_USE enum err stmt_run(struct stmt *st);

/* For a loop: true while there is a row; then stmt_end() says how it ended. */
bool stmt_next(struct stmt *st);
MUST_USE enum err stmt_end(const struct stmt *st);

struct slice stmt_text(struct stmt *st, int column);
struct slice stmt_blob(struct stmt *st, int column);
int64_t stmt_i64(struct stmt *st, int column);
double stmt_f64(struct stmt *st, int column);

/* Binds, steps and hands back, for a statement with one text or none. */
MUST_USE enum err stmt_run_text(struct db *db, enum query query,
				struct slice text);
MUST_USE enum err stmt_run_bare(struct db *db, enum query query);

/* The first column of the first row, or of the only one. */
MUST_USE enum err stmt_number(struct db *db, enum query query,
			      int64_t *ret_number);

#endif
