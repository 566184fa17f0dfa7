/*
 * mailbox - asks that other threads hand to a loop.
 *
 * Any thread puts, the thread of the loop takes: libevent wakes it by an
 * eventfd and `deliver` is called for each, oldest first.
 */
#ifndef SESSION_MAILBOX_H
#define SESSION_MAILBOX_H

#include <stdbool.h>

#include "base/compiler.h"
#include "base/err.h"

struct event_base;
struct mailbox;
struct session_ask;

typedef void mailbox_deliver(void *ctx, struct session_ask *ask);

/* Closed at first: puts are refused until it is opened on a loop. */
struct mailbox *mailbox_new(mailbox_deliver *deliver, void *ctx);
void mailbox_free(struct mailbox *m); /* NULL is fine; closed before */

/* On the thread of the loop.  ERR_INTERNAL: the system refuses (logged). */
MUST_USE enum err mailbox_open(struct mailbox *m, struct event_base *base);

/* Delivers what is inside; all later puts are refused. */
void mailbox_close(struct mailbox *m);

/* Any thread; false: it is closed. */
MUST_USE bool mailbox_put(struct mailbox *m, struct session_ask *ask);

#endif
