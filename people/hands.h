/*
 * hands - what anyone has who acts on the record: a handler, the clock, a
 * command.
 *
 * people/ is what is true of people and their applications whoever asks, on the
 * floor between the store and crypt below and api/ and jobs/ above.  One thread;
 * whoever writes is inside a transaction.
 */
#ifndef PEOPLE_HANDS_H
#define PEOPLE_HANDS_H

#include <stdint.h>

#include "base/slice.h"

struct arena;
struct db;
struct keys;

struct hands {
	struct db *db;
	struct arena *arena;
	const struct keys *keys;
	int64_t now_us; /* since 1970; the same for all that is done at once */
};

static inline struct slice hands_octets(const void *p, size_t n)
{
	return (struct slice){p, n};
}

#endif
