/*
 * world - the vocabulary and what goes with it, read from config/ at start.
 *
 * Lives as long as the process; immutable once read, but for the analyser,
 * which belongs to the thread that read the world.
 */
#ifndef APP_WORLD_H
#define APP_WORLD_H

#include "base/err.h"
#include "base/fault.h"
#include "matcher/catalogue.h"
#include "matcher/snapshot.h"

struct arena;
struct config;

struct world {
	const struct vocabulary *vocabulary;
	const struct rates *rates;
	struct synonyms *synonyms;
	const struct linker *linker; /* over the taxonomy */
	struct analyser *analyser;
};

/* Says what is wrong, with file and pointer, on standard error. */
MUST_USE enum err world_read(struct arena *a, const struct config *config,
			     struct world *ret_world);

/* Without the taxonomy: enough to read openings, not to rank them. */
MUST_USE enum err world_read_rules(struct arena *a, const struct config *config,
				   struct world *ret_world);
void world_done(struct world *w);

/* Each fault as "file:line: pointer: sentence" on standard error. */
void faults_print(const char *file, const struct faults *f);

struct opening_reader world_reader(const struct world *w, struct arena *a);
struct snapshot_parts world_parts(const struct world *w);

/*
 * A snapshot of --catalogue (a file or a folder), or of the database.  Says
 * what is wrong on standard error.  ERR_INVALID, ERR_MALFORMED: the catalogue
 * was refused; ERR_NOT_FOUND: nothing there.
 */
MUST_USE enum err world_snapshot(const struct world *w,
				 const struct config *config,
				 const char *catalogue,
				 struct snapshot **ret_snapshot);

#endif
