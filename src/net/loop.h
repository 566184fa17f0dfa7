/*
 * loop - one event loop: its thread, its connections, its memory.
 *
 * Everything in a loop belongs to its thread but the queue of finished turns,
 * which has a lock, and `wake_fd`, which anybody may write to.
 */
#ifndef NET_LOOP_H
#define NET_LOOP_H

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/compiler.h"
#include "base/err.h"
#include "net/date.h"
#include "net/server.h"
#include "net/service.h"

struct authorities;
struct conn;
struct event;
struct event_base;
struct gzip;
struct listener;
struct peers;
struct proxies;
struct turn;

enum { LOOP_SCRATCH_BYTES = 64 * 1024, LOOP_POOL_MAX = 64 };

/* What the loops of a server have in common; read-only but the atomics. */
struct shared {
	struct net_options options;
	const struct net_service *service;
	struct authorities *authorities;
	struct proxies *proxies;
	struct peers *peers;
	size_t connections_max;
	atomic_size_t connections;
	atomic_bool is_draining;
};

struct loop {
	struct shared *shared;
	unsigned index;
	pthread_t thread;
	struct event_base *base;
	struct listener *listener;
	struct event *wake_event;
	int wake_fd;
	struct event *drain_timer;
	bool is_draining;   /* this loop has seen it */
	struct conn *conns; /* open ones, a list */
	struct turn *turns; /* in use, a list */
	struct turn *pool;
	size_t pool_count;
	size_t away; /* turns in other hands */
	struct gzip *gzip;
	int64_t date_second;
	char date[DATE_BYTES];
	char *scratch; /* LOOP_SCRATCH_BYTES, for the read at hand */
	pthread_mutex_t lock;
	struct turn *finished; /* under the lock, oldest first */
	struct turn **finished_end;
};

/* Takes the listening socket; ERR_INTERNAL when the system refuses. */
MUST_USE enum err loop_open(struct shared *shared, unsigned index,
			    int listen_fd, struct loop **ret_loop);

/* After the thread has ended: what is still in use is ended with it. */
void loop_close(struct loop *l); /* NULL is fine */

/* The thread: pthread_create() takes it. */
void *loop_run(void *loop);

/* Any thread, signal handlers too: look at the queue and at is_draining. */
void loop_wake(struct loop *l);

/* "Date" for the present second. */
const char *loop_date(struct loop *l);

/* A connection or a turn of a draining loop is gone: perhaps the last one. */
void loop_check_end(struct loop *l);

#endif
