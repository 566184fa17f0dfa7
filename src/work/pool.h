/*
 * pool - threads that run jobs in the order in which they came.
 *
 * Each thread has a seat of its own (a read-only connection, a hash memory)
 * which it hands to every job it runs.  The pool borrows the seats and what is
 * in them.
 */
#ifndef WORK_POOL_H
#define WORK_POOL_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "work/job.h"

struct pool;

struct pool_plan {
	size_t threads;
	void *const *seats; /* as many as threads; must outlive the pool */
	size_t queue_limit;
};

MUST_USE enum err pool_open(const struct pool_plan *plan,
			    struct pool **ret_pool);

/* Any thread.  False at once when the queue is full or the pool is closing. */
MUST_USE bool pool_put(struct pool *p, struct job *job);
size_t pool_depth(struct pool *p); /* jobs that wait */

/* Takes no more, finishes what was accepted, ends the threads.  NULL is fine. */
void pool_close(struct pool *p);

#endif
