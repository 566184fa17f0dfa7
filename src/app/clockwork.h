/*
 * clockwork - the jobs of the server (jobs/), with what they work with.
 *
 * One thread opens and closes it.
 */
#ifndef APP_CLOCKWORK_H
#define APP_CLOCKWORK_H

#include "base/err.h"

struct api_parts;
struct clockwork;
struct config;

/* How many slots of the epoch it needs. */
enum { CLOCKWORK_SLOTS = 1 };

/*
 * Once the writer publishes.  `parts` names writer, keys and snapshots; `slot`
 * is its own.  Logs what fails.
 */
MUST_USE enum err clockwork_open(const struct config *config,
				 const struct api_parts *parts, unsigned slot,
				 struct clockwork **ret_clockwork);

/* While the writer still works.  NULL is fine. */
void clockwork_close(struct clockwork *c);

#endif
