/*
 * redis - the connection of one loop to Redis: hiredis on the loop's libevent
 * base (redis_adapter.h).
 *
 * Every command is answered exactly once, within its deadline, whatever Redis
 * does.  hiredis is not given the item that waits but the number of its slot
 * and the generation of that slot: a reply that comes after the deadline meets
 * another generation and is dropped, whoever has the slot by then.
 *
 *   DOWN      no connection; the next attempt after 50 ms, doubling to 1 s
 *   GREETING  connecting, AUTH, SELECT, PING, SCRIPT LOAD; 1 s for all
 *   READY     commands are taken
 *   LATE      a command missed its deadline: none is taken until Redis has
 *             answered all there were; after 2 deadlines the connection is cut
 *
 * Commands are taken in READY only: while Redis is away or hangs nobody waits
 * for it.  Everything here is for the thread of the loop.
 */
#ifndef SESSION_REDIS_H
#define SESSION_REDIS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/err.h"
#include "base/slice.h"
#include "session/redis_address.h"
#include "session/scripts.h"

struct event_base;
struct redis;
struct redisReply; /* hiredis's */

enum { REDIS_WORDS_MAX = 16, REDIS_PENDING_MAX = 1000 };

/*
 * The answer to the command that `item` waited for.  NULL: there was none in
 * time.  The reply lives until this returns; it may be an error of Redis.
 */
typedef void redis_answered(void *ctx, void *item,
			    const struct redisReply *reply);

struct redis_plan {
	const struct redis_address *address; /* borrowed */
	struct event_base *base;
	unsigned loop; /* for the log */
	int64_t deadline_us;
	redis_answered *answered;
	void *ctx;
};

/* Starts to connect.  ERR_INTERNAL: libevent gives no timer. */
MUST_USE enum err redis_open(const struct redis_plan *plan,
			     struct redis **ret_redis);

/* Whatever waits is answered with NULL first.  NULL is fine. */
void redis_close(struct redis *r);

bool redis_is_ready(const struct redis *r);

/*
 * Sends a command; the words are copied.  False: it was not sent and will not
 * be answered.  An item of NULL is one that nobody waits for: `answered` is
 * not called.
 */
MUST_USE bool redis_send(struct redis *r, void *item, const struct slice *words,
			 size_t count);

/*
 * The same for a script: words begin with the keys, of which there are `keys`.
 * When Redis has lost the script (NOSCRIPT) the answer says so; send it again
 * with `is_whole`, which Redis then remembers.
 */
struct redis_call {
	enum script script;
	bool is_whole;
	size_t keys;
	const struct slice *words;
	size_t count; /* at most REDIS_WORDS_MAX - 3 */
};
MUST_USE bool redis_call(struct redis *r, void *item,
			 const struct redis_call *call);

/* What it answered cannot be: cut the connection and begin anew. */
void redis_distrust(struct redis *r, const char *why);

/* Late replies that were dropped, for tests and metrics. */
uint64_t redis_dropped(const struct redis *r);

#endif
