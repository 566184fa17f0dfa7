/*
 * task - what a job is given.
 *
 * A straight line on the thread of its lane: it reads with its hands, writes
 * with task_write() and returns.  Its arena is empty again for the next run.
 */
#ifndef JOBS_TASK_H
#define JOBS_TASK_H

#include <stdbool.h>

#include "base/err.h"
#include "jobs/jobs.h"
#include "people/hands.h"

struct courier;

struct task {
	struct hands hands; /* of a connection that cannot write */
	const struct jobs_plan *plan;
	struct jobs *jobs;
};

/* The first failure ends it; it runs again when its time comes. */
typedef enum err task_fn(struct task *t);

/*
 * One transaction: `deed` is called on the writer's thread with hands that can
 * write, while this one waits.  A failure undoes all of it.
 */
typedef enum err task_deed(const struct hands *h, void *arg);
MUST_USE enum err task_write(struct task *t, task_deed *deed, void *arg);

/*
 * How one of many went: a failure is kept in *failed and the others have their
 * turn.  Not ERR_OK: nothing can be written now, so that they need not try.
 */
MUST_USE enum err task_went(enum err e, enum err *failed);

/* Somebody waits for the end: leave what can be done another time. */
bool task_is_stopping(const struct task *t);

#endif
