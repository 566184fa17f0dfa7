/*
 * writer_seat - what the writer's thread works with, and its operations.
 *
 * One table for the server and for commands.  The first member is what jobs are
 * given.
 */
#ifndef APP_WRITER_SEAT_H
#define APP_WRITER_SEAT_H

#include <stdatomic.h>
#include <stdbool.h>

#include "api/handler.h"
#include "work/writer.h"

struct keys;
struct logins;
struct publisher;

struct writer_seat {
	struct seat seat;
	/* No snapshot lives in this process: other ones follow the feed. */
	bool is_alone;
	_Atomic(struct publisher *) publisher; /* NULL: busy, unless alone */
	struct logins *logins;                 /* NULL: there are none */
	const struct keys *keys;               /* NULL: nobody is erased */
	int64_t rewritten_us; /* monotonic: when erasures were last seen to */
};

/* The seat of the plan is a struct writer_seat. */
extern const struct writer_ops writer_seat_ops;

#endif
