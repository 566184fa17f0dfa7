/*
 * courier - takes letters where mail.smtp says, or puts them into a folder.
 *
 * A courier is for a few letters one after the other: to a mail server they
 * share one connection.  One thread.
 */
#ifndef JOBS_COURIER_H
#define JOBS_COURIER_H

#include "base/err.h"
#include "base/slice.h"
#include "jobs/task.h"

struct config;
struct courier;

struct parcel {
	struct slice from, to; /* sound addresses */
	struct slice name;     /* of its file; the same letter, the same name */
	struct slice octets;
};

enum delivery {
	DELIVERED,
	DELIVERY_REFUSED, /* this one */
	DELIVERY_AWAY     /* and so would be every other one now */
};

enum { DELIVERY_REASON_BYTES = 48 };

/*
 * What options can be wrong about, at start.  ERR_INVALID: the address of the
 * server, the sender's, or the file of the password; logged.
 */
MUST_USE enum err courier_check(const struct config *c);

/* Lives in the arena of the task, of which it is. */
struct courier *courier_open(struct task *t);
void courier_close(struct courier *c);

/* `reason` is a code for an administrator: "refused-550", "away-7". */
enum delivery courier_send(struct courier *c, const struct parcel *p,
			   char reason[DELIVERY_REASON_BYTES]);

/* mail.outbox, or beside the database. */
const char *courier_folder(struct arena *a, const struct config *c);

#endif
