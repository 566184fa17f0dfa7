/*
 * workers - the threads that requests wait for: readers, hashers, the writer.
 *
 * One thread opens and closes them.  Each has a connection and an analyser of
 * its own (struct seat of api/handler.h).
 */
#ifndef APP_WORKERS_H
#define APP_WORKERS_H

#include "base/err.h"

struct api_parts;
struct config;
struct publisher;
struct workers;

/* Their slots of the epoch come after those of the loops. */
unsigned workers_slots(const struct config *config);

/*
 * Opens connections and threads and names them in `parts`, whose loops and
 * snapshots are set.  Logs what fails.
 */
MUST_USE enum err workers_open(const struct config *config,
			       struct api_parts *parts,
			       struct workers **ret_workers);

/*
 * From now on what is written is published before it is answered; until then
 * the writer answers that it is busy.  NULL: again until then.
 */
void workers_publish(struct workers *w, struct publisher *p);

/* Finishes what was accepted.  NULL is fine. */
void workers_close(struct workers *w);

#endif
