/*
 * logins - what signing in needs: the master key, passwords, sessions.
 *
 * Opened before the threads that use them, by one thread.
 */
#ifndef APP_LOGINS_H
#define APP_LOGINS_H

#include <stdbool.h>

#include "base/err.h"

struct api_parts;
struct config;
struct db;
struct logins;

/*
 * Names them in `parts`, whose loops are set.  A master key is made for a
 * database that has none; one that the database does not know is refused, so
 * that a lost key file is noticed before anything is sealed by another.  The
 * cause of a refusal is logged.  Both connections are needed meanwhile, the
 * reader's for as long as the logins.
 */
MUST_USE enum err logins_open(const struct config *config, struct db *writer,
			      struct db *reader, struct api_parts *parts,
			      struct logins **ret_logins);

/*
 * On the writer's thread, outside a transaction: writes down, about once a
 * minute, which logins were used and ended.  True while there is more.
 */
bool logins_tidy(struct logins *l, void *seat, struct db *db);

/* After every loop and thread has ended.  NULL is fine. */
void logins_close(struct logins *l);

#endif
