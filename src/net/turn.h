/*
 * turn - one request and its reply inside net: the exchange that the service
 * sees, and what the loop keeps beside it.
 *
 * Turns come from a pool of their loop and go back to it, so that the memory
 * of one request serves the next.  All functions are for the thread of the
 * loop; only net_finish() may touch a turn from elsewhere.
 */
#ifndef NET_TURN_H
#define NET_TURN_H

#include <stdbool.h>
#include <stdint.h>

#include "net/body.h"
#include "net/head.h"
#include "net/rules.h"
#include "net/service.h"

struct address;
struct conn;
struct loop;

struct turn {
	struct exchange x; /* first: turn_of() */
	struct loop *loop;
	struct conn *conn; /* NULL: an orphan, its client has left */
	struct turn *prev; /* of the turns in use, or of the pool */
	struct turn *next;
	struct turn *next_finished; /* in the queue of net_finish() */
	struct head head;
	struct rules rules;
	struct body *body_reader;
	struct buf body;
	struct buf compressed;
	int64_t late_us; /* monotonic: the end of work_ms */
	bool is_away;    /* NET_LATER: in other hands until net_finish() */
	bool is_head;    /* no body is sent */
};

struct turn *turn_of(struct exchange *x);

/* A turn with a fresh id, for a request that begins now. */
struct turn *turn_take(struct loop *l, struct conn *c, const struct address *a);

/* Calls done() and gives the turn back; it must not be away. */
void turn_end(struct turn *t, int status, size_t bytes);

/* After everything else, for the pool of a loop that ends. */
void turn_free(struct turn *t);

/* Fills request.fields and .target from the complete head. */
void turn_publish_head(struct turn *t);

#endif
