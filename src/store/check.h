/*
 * check - is the record sound?
 *
 * Nothing is repaired here.  Each problem is one call of `say`, with a sentence
 * that names it; no text of the record is in it.
 */
#ifndef STORE_CHECK_H
#define STORE_CHECK_H

#include <stddef.h>

#include "base/err.h"

struct db;

/* part: "file", "index", "feed" or "openings" */
typedef void check_say(void *ctx, const char *part, const char *words);

/* SQLite's quick_check; any connection, reads the whole file. */
MUST_USE enum err check_quick(struct db *db, check_say *say, void *ctx,
			      size_t *ret_problems);

/*
 * Everything, for `baybridge check`; the writer, outside a transaction:
 * integrity_check, foreign keys, the text index against the words it was made
 * from, gaps in the feed, openings without words or without a feed row.
 */
MUST_USE enum err check_all(struct db *db, check_say *say, void *ctx,
			    size_t *ret_problems);

#endif
