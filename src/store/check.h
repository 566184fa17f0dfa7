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

/*
 * part: "file", "index", "feed", "openings", "applications", "documents",
 * "quotas" or "audit"
 */
typedef void check_say(void *ctx, const char *part, const char *words);

/* SQLite's quick_check; any connection, reads the whole file. */
MUST_USE enum err check_quick(struct db *db, check_say *say, void *ctx,
			      size_t *ret_problems);

/*
 * Everything, for `baybridge check`; the writer, outside a transaction:
 * integrity_check, foreign keys, the text index against the words it was made
 * from, gaps in the feed and in the audit chain, rows without their feed row,
 * words, events or chunks, quotas that do not add up.
 */
MUST_USE enum err check_all(struct db *db, check_say *say, void *ctx,
			    size_t *ret_problems);

#endif
