/*
 * job - one piece of work that changes threads.
 *
 * Whoever puts a job into a pool or the writer owns its memory and leaves it
 * alone until `done`, which is called exactly once for every job accepted, on
 * the thread that worked.  A job refused by the queue was never there: its
 * `done` is not called.
 */
#ifndef WORK_JOB_H
#define WORK_JOB_H

#include <stdint.h>

#include "base/err.h"

/*
 * seat: what the thread works with and no other thread touches meanwhile, such
 * as its own connection.  The result is handed to `done`.
 */
typedef enum err job_run(void *arg, void *seat);

/*
 * ERR_BUSY, and `run` was not called or its effect was undone: the deadline
 * had passed, or (writer) the group could not be committed.
 */
typedef void job_done(void *arg, enum err result);

struct job {
	job_run *run;
	job_done *done;
	void *arg;
	int64_t deadline_us; /* clock_monotonic_us(); not worked on after it */
};

/* For those who run jobs: its result, ERR_BUSY when it came too late. */
MUST_USE enum err job_work(const struct job *job, void *seat);

#endif
