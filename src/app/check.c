/* baybridge check - is the record sound?  Nothing is repaired. */
#include "store/check.h"

#include <stdio.h>
#include <unistd.h>

#include "app/command.h"
#include "app/record.h"
#include "app/world.h"
#include "config/config.h"
#include "matcher/snapshot.h"

command_fn command_check;

static void say(void *ctx, const char *part, const char *words)
{
	(void)ctx;
	printf("%s: %s\n", part, words);
}

/* Whether every document is still accepted by today's vocabulary. */
static enum err check_documents(struct arena *a, const struct config *config,
				struct db *db, size_t *problems)
{
	struct snapshot *snapshot;
	struct world world;
	size_t refused;
	enum err e = world_read(a, config, &world);

	if (e != ERR_OK)
		return e;
	e = record_snapshot(&world, db, &snapshot, &refused);
	if (e == ERR_OK) {
		printf("documents: %zu openings are accepted, %zu documents "
		       "are not\n",
		       snapshot->count, refused);
		snapshot_free(snapshot);
		*problems += refused;
	} else {
		(*problems)++;
	}
	world_done(&world);
	return ERR_OK;
}

enum exit_code command_check(struct arena *a, struct config *config,
			     const struct options *options)
{
	size_t problems = 0;
	struct db *db;
	enum err e;

	(void)options;
	if (access(config->store_db, F_OK) != 0)
		return command_fail(EXIT_REFUSED, "check", "%s is not there.",
				    config->store_db);
	if (store_open(config->store_db, DB_WRITER, &db) != ERR_OK)
		return command_fail(EXIT_BROKEN, "check",
				    "%s cannot be opened.", config->store_db);
	e = check_all(db, say, NULL, &problems);
	if (e == ERR_OK)
		e = check_documents(a, config, db, &problems);
	store_close(db);
	if (e != ERR_OK)
		return command_fail(EXIT_BROKEN, "check",
				    "the check could not be finished.");
	if (problems > 0)
		return command_fail(EXIT_REFUSED, "check", "%zu problems.",
				    problems);
	printf("%s is sound.\n", config->store_db);
	return EXIT_GOOD;
}
