/*
 * redis_adapter - hiredis on libevent: hiredis tells what it waits for,
 * libevent tells when it is there.
 *
 * An adapter belongs to its context and is freed with it.
 */
#ifndef SESSION_REDIS_ADAPTER_H
#define SESSION_REDIS_ADAPTER_H

#include <stdbool.h>

#include "base/compiler.h"

struct event_base;
struct redisAsyncContext; /* hiredis's */

/* hiredis gives the context up, whoever began it; its callbacks may follow. */
typedef void redis_adapter_gone(void *ctx);

/* False: libevent gives no events, nothing has changed. */
MUST_USE bool redis_adapter_attach(struct redisAsyncContext *c,
				   struct event_base *base,
				   redis_adapter_gone *gone, void *ctx);

#endif
