/*
 * writer - the one thread that changes the record, with group commit.
 *
 * It drains up to group_max jobs, or what comes within group_window_us of the
 * first; then one transaction: a savepoint for each job, which fails alone; one
 * COMMIT; `published` puts the changes into the snapshot; and only then is any
 * job told that it is done.  Acknowledged means durable and visible.
 *
 * When the group as a whole fails every job of it is told so, also those that
 * had failed on their own: what they saw may have been undone.
 *
 * The writer knows no database: src/app fills the operations in.
 */
#ifndef WORK_WRITER_H
#define WORK_WRITER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"
#include "work/job.h"

enum { WRITER_COMMITS_A_REST = 8, WRITER_QUIET_US = 10000 };

struct writer;

/* All on the writer's thread; seat is also what jobs are given. */
struct writer_ops {
	enum err (*begin)(void *seat);
	enum err (*savepoint)(void *seat);
	enum err (*release)(void *seat);
	enum err (*rollback_to)(void *seat); /* fails: all is lost */
	enum err (*commit)(void *seat);
	void (*rollback)(void *seat);

	/* After each COMMIT.  Fails: durable, but nobody is told that it is. */
	enum err (*published)(void *seat);

	/*
	 * A slice of housekeeping; true while there is more.  Called after
	 * every WRITER_COMMITS_A_REST commits; and at the start and after
	 * commits, each time no job came for WRITER_QUIET_US, until it says
	 * false.
	 */
	bool (*idle)(void *seat);
};

struct writer_plan {
	const struct writer_ops *ops; /* borrowed, like the seat */
	void *seat;
	size_t group_max;        /* at least 1 */
	int64_t group_window_us; /* 0: whatever is there already */
	size_t queue_limit;
};

MUST_USE enum err writer_open(const struct writer_plan *plan,
			      struct writer **ret_writer);

/* Any thread.  False at once when the queue is full or the writer closes. */
MUST_USE bool writer_put(struct writer *w, struct job *job);
/*
 * The same, and waits until it is done; not on the writer's own thread.
 * ERR_BUSY: as above; else what job_done() would be told.
 */
MUST_USE enum err writer_run(struct writer *w, job_run *run, void *arg);
size_t writer_depth(struct writer *w); /* jobs that wait */

/* Takes no more, commits what was accepted, ends the thread.  NULL is fine. */
void writer_close(struct writer *w);

#endif
