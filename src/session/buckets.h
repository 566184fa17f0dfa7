/*
 * buckets - rate limits kept in this process: alone, or while Redis is away.
 *
 * A table of fixed size under one lock, 8 keys to a set; a ninth takes the
 * place of the one whose time is nearest, which forgets the least.  Sets are
 * chosen by a seed that nobody outside knows, so that keys cannot be aimed at
 * one another.  Any thread; the lock is held for one set.
 */
#ifndef SESSION_BUCKETS_H
#define SESSION_BUCKETS_H

#include <stddef.h>
#include <stdint.h>

#include "session/limits.h"

struct buckets;

/* Room for about `keys`, rounded up to 8 times a power of two. */
struct buckets *buckets_new(size_t keys);
void buckets_free(struct buckets *b); /* NULL is fine */

struct limit_result buckets_take(struct buckets *b, const struct limit_key *key,
				 int64_t now_us);

#endif
