/*
 * writing - one job on the writer's thread, waited for.
 *
 * What a command line command changes goes the same way as what the server
 * changes: through the one writer, in its transaction.
 */
#ifndef APP_WRITING_H
#define APP_WRITING_H

#include "base/err.h"

struct config;
struct db;

/* On the writer's thread, inside a savepoint. */
typedef enum err writing_fn(void *ctx, struct db *db);

/*
 * Runs fn once and waits until its transaction is committed; then merges the
 * text index and copies the log into the database.  An error undoes it all.
 */
MUST_USE enum err writing_run(struct db *db, const struct config *config,
			      writing_fn *fn, void *ctx);

#endif
