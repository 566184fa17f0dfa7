/* baybridge migrate - bring a database to this program's schema. */
#include "store/migrate.h"

#include <stdio.h>

#include "app/command.h"
#include "config/config.h"
#include "store/store.h"

command_fn command_migrate;

enum exit_code command_migrate(struct arena *a, struct config *config,
			       const struct options *options)
{
	struct db *db;

	(void)a;
	(void)options;
	if (store_open(config->store_db, DB_WRITER, &db) != ERR_OK)
		return command_fail(EXIT_BROKEN, "migrate",
				    "%s was left as it is.", config->store_db);
	printf("%s has schema %d, the newest.\n", config->store_db,
	       migrate_newest());
	store_close(db);
	return EXIT_GOOD;
}
