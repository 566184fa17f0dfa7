/*
 * migrate - brings the schema of a database forward, never back.
 *
 * The migrations are the files of schema/migrations, built into the program.
 * Each runs in one transaction together with the number that says it ran: a
 * process that dies on the way leaves the old schema or the new one.
 */
#ifndef STORE_MIGRATE_H
#define STORE_MIGRATE_H

#include "base/err.h"

struct db;

int migrate_newest(void); /* the schema this program was built for */

/* 0 for a new file.  ERR_CONFLICT: not a database of this program. */
MUST_USE enum err migrate_version(struct db *db, int *ret_version);

/*
 * Writers only.  store_open() does it; `baybridge migrate` is a store_open().
 * ERR_CONFLICT: the schema is newer than this program.
 */
MUST_USE enum err migrate_run(struct db *db);

/* Logs that the schema is newer and gives ERR_CONFLICT. */
enum err migrate_refuse(int version);

#endif
