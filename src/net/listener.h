/*
 * listener - a listening socket on a loop, and when it rests.
 *
 * Accepting pauses when the server has as many connections as it may or the
 * system has no descriptor left; it goes on when a connection of this loop
 * has closed, or after a moment.  It never spins.
 */
#ifndef NET_LISTENER_H
#define NET_LISTENER_H

#include "base/compiler.h"
#include "base/err.h"

struct event_base;
struct listener;
struct loop;

/* Takes the descriptor, which listens already. */
struct listener *listener_new(struct loop *l, int fd);

/* Whoever has connected already is still accepted, then it closes. */
void listener_close(struct listener *li); /* NULL is fine */

/* A connection has closed: there may be room again. */
void listener_resume(struct listener *li); /* NULL is fine */

#endif
