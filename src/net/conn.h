/*
 * conn - one connection: an explicit state machine.
 *
 *   IDLE -> HEAD -> BODY -> WORK -> SEND -> IDLE, or LINGER -> closed
 *
 * conn.c speaks with libevent and the socket; what a state does with the
 * octets is in steps.c.  Requests are served one after the other: a pipelined
 * one waits as octets in the input, so that it sees what those before it did
 * and its answer cannot overtake theirs (RFC 9112, section 9.3.2).  For the
 * thread of the loop only.
 */
#ifndef NET_CONN_H
#define NET_CONN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "net/address.h"
#include "net/output.h"

struct event;
struct loop;
struct turn;

enum conn_state {
	CONN_IDLE,   /* between requests; the idle deadline runs */
	CONN_HEAD,   /* inside a head; its deadline runs from its first octet */
	CONN_BODY,   /* inside a body; the same */
	CONN_WORK,   /* the service has the turn; the work deadline runs */
	CONN_SEND,   /* too much is unsent to go on, or it is the last reply */
	CONN_LINGER, /* shut down for writing, reads and forgets for a moment */
	CONN_GONE    /* run() will free it */
};

struct conn {
	struct loop *loop;
	struct conn *prev;
	struct conn *next;
	int fd;
	struct address peer;
	bool is_counted; /* in peers */
	enum conn_state state;
	struct event *readable;
	struct event *writable;
	struct event *timer;
	bool is_reading;     /* readable is added */
	bool is_writing;     /* writable is added */
	int64_t timer_us;    /* when it fires; 0: not set */
	int64_t deadline_us; /* of the state; 0: none */
	int64_t stall_us;    /* of the unsent output; 0: all is sent */
	struct buf in;       /* octets not yet understood, from in_at on */
	size_t in_at;
	bool has_ended;    /* the client has shut down writing */
	struct turn *turn; /* being read or worked on */
	struct output out;
	struct turn *tail_turn; /* owns the tail of the output */
	size_t tail_bytes;      /* of that whole body */
	bool closes;            /* nothing will follow what is unsent */
	size_t lingered_bytes;
	unsigned round; /* requests begun since the last event */
};

/*
 * Takes an accepted, non-blocking socket.  One above its share for that
 * address is told 503 and closed.
 */
void conn_open(struct loop *l, int fd, const struct address *peer);

/* The turn at hand was away and is back, its reply filled in. */
void conn_finish(struct conn *c);

/* The server drains: close what is idle, let the rest end. */
void conn_drain(struct conn *c);

/* At once, whatever it is doing. */
void conn_cut(struct conn *c);

#endif
