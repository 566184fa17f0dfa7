/* migrate - see migrate.h. */
#include "store/migrate.h"

#include <stdio.h>

#include <sqlite3.h>

#include "base/log.h"
#include "store/handle.h"
#include "store/migrations.inc"
#include "store/stmt.h"

/* "Bayb", as the first migration writes it. */
enum { APPLICATION_ID = 0x42617962 };

int migrate_newest(void)
{
	return (int)COUNT(migrations);
}

static enum err refuse_foreign(void)
{
	log_event(LOG_START_REFUSED, "the file is not a database of this "
				     "program");
	return ERR_CONFLICT;
}

enum err migrate_version(struct db *db, int *ret_version)
{
	int64_t application = 0;
	int64_t version = 0;
	int64_t tables = 0;
	enum err e;

	e = stmt_number(db, QUERY_PRAGMA_APPLICATION_ID, &application);
	if (e == ERR_OK)
		e = stmt_number(db, QUERY_PRAGMA_USER_VERSION, &version);
	if (e == ERR_OK)
		e = stmt_number(db, QUERY_TABLES_COUNT, &tables);
	if (e != ERR_OK)
		return e;
	if (application != APPLICATION_ID &&
	    (application != 0 || version != 0 || tables != 0))
		return refuse_foreign();
	*ret_version = (int)version;
	return ERR_OK;
}

enum err migrate_refuse(int version)
{
	char reason[96];

	snprintf(reason, sizeof(reason),
		 "the database has schema %d, this program knows %d", version,
		 migrate_newest());
	log_event(LOG_START_REFUSED, reason);
	return ERR_CONFLICT;
}

static enum err run_one(struct db *db, int number)
{
	char name[32];
	int code = sqlite3_exec(db->handle, migrations[number - 1], NULL, NULL,
				NULL);

	if (code == SQLITE_OK)
		return ERR_OK;
	snprintf(name, sizeof(name), "migration %d", number);
	return db_failed(name, code, sqlite3_errmsg(db->handle));
}

/*
 * One step in one transaction.  The version is read inside it: another process
 * may have brought the file forward since.
 */
static enum err step(struct db *db, int *ret_version)
{
	int version = 0;
	enum err e = db_begin(db);

	if (e != ERR_OK)
		return e;
	e = migrate_version(db, &version);
	if (e == ERR_OK && version < migrate_newest())
		e = run_one(db, ++version);
	if (e != ERR_OK) {
		db_rollback(db);
		return e;
	}
	*ret_version = version;
	return db_commit(db);
}

enum err migrate_run(struct db *db)
{
	int from = 0;
	int version;
	enum err e = migrate_version(db, &from);

	version = from;
	while (e == ERR_OK && version < migrate_newest())
		e = step(db, &version);
	if (e != ERR_OK)
		return e;
	if (version > migrate_newest())
		return migrate_refuse(version);
	if (version != from)
		log_event(LOG_STORE_MIGRATED, LOG_NUMBER(from),
			  LOG_NUMBER(version));
	return ERR_OK;
}
