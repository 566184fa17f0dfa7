/*
 * redis_logins - asks as commands of Redis, on the connection of one loop.
 *
 * A login is one string, <prefix>s:<digest in hexadecimal>, which holds its
 * record (record.h) and expires by itself; the logins of an account are named
 * in a sorted set, <prefix>u:<account>, by the end of their whole life; a
 * limit is <prefix>l:<key>.  Nothing of it is believed beyond what the record
 * says itself: an answer with another digest or account cuts the connection.
 *
 * For the thread of the loop.
 */
#ifndef SESSION_REDIS_LOGINS_H
#define SESSION_REDIS_LOGINS_H

#include "session/session.h"

struct embedded;
struct redis_address;
struct redis_logins;

/* The ask has its result, ERR_BUSY when Redis gave none. */
typedef void redis_logins_done(void *ctx, struct session_ask *ask);

struct redis_logins_plan {
	const struct session_plan *session; /* borrowed, like the next */
	const struct redis_address *address;
	struct embedded *marks; /* of ended logins */
	struct event_base *base;
	unsigned loop;
	redis_logins_done *done;
	void *ctx;
};

MUST_USE enum err redis_logins_open(const struct redis_logins_plan *plan,
				    struct redis_logins **ret_logins);

/* What waits is done with ERR_BUSY.  NULL is fine. */
void redis_logins_close(struct redis_logins *rl);

/* False: refused, and done() will not follow. */
MUST_USE bool redis_logins_start(struct redis_logins *rl,
				 struct session_ask *ask);

bool redis_logins_are_up(const struct redis_logins *rl);
uint64_t redis_logins_dropped(const struct redis_logins *rl);

#endif
