/*
 * writer - group commit; see writer.h.
 *
 * A group: gather -> begin -> (savepoint, run, release or rollback_to) of each
 * -> commit -> published -> done of each.  Any step of the group that fails
 * undoes all of it and every job is told so.
 */
#include "work/writer.h"

#include <pthread.h>
#include <stdlib.h>

#include "base/clock.h"
#include "work/queue.h"
#include "work/thread.h"

struct member {
	struct job *job;
	enum err result;
};

struct writer {
	struct writer_plan plan;
	struct queue *queue;
	pthread_t thread;
	unsigned commits;  /* since the last rest */
	bool is_unsettled; /* housekeeping had more to do */
	size_t count;
	struct member group[];
};

static void add(struct writer *w, struct job *job)
{
	w->group[w->count++] = (struct member){job, ERR_OK};
}

/*
 * Waits for a first job; in the gaps it rests, a slice at a time, so that a
 * stream of single writes is never behind its own housekeeping.  False: the
 * writer closes and the queue is empty.
 */
static bool wait_for_first(struct writer *w)
{
	struct job *job = NULL;

	while (job == NULL) {
		int64_t until = QUEUE_FOREVER;

		if (w->is_unsettled)
			until = clock_monotonic_us() + WRITER_QUIET_US;
		job = queue_take(w->queue, until);
		if (job == NULL && queue_is_drained(w->queue))
			return false;
		if (job == NULL)
			w->is_unsettled = w->plan.ops->idle(w->plan.seat);
	}
	add(w, job);
	return true;
}

static void gather(struct writer *w)
{
	int64_t until = clock_monotonic_us() + w->plan.group_window_us;

	while (w->count < w->plan.group_max) {
		struct job *job = queue_take(w->queue, until);

		if (job == NULL)
			return;
		add(w, job);
	}
}

/* One job in its savepoint.  Not ERR_OK: the whole group is lost. */
static enum err work(struct writer *w, struct member *m)
{
	const struct writer_ops *ops = w->plan.ops;
	enum err e = ops->savepoint(w->plan.seat);

	if (e != ERR_OK)
		return e;
	m->result = job_work(m->job, w->plan.seat);
	if (m->result == ERR_OK)
		return ops->release(w->plan.seat);
	e = ops->rollback_to(w->plan.seat);
	/* A full disk is why SQLite gives up a transaction: say so. */
	return e != ERR_OK && m->result == ERR_STORE_FULL ? m->result : e;
}

static enum err work_all(struct writer *w, size_t *ret_good)
{
	enum err e = ERR_OK;

	for (size_t i = 0; i < w->count && e == ERR_OK; i++) {
		e = work(w, &w->group[i]);
		*ret_good += w->group[i].result == ERR_OK;
	}
	return e;
}

static enum err commit(struct writer *w)
{
	const struct writer_ops *ops = w->plan.ops;
	enum err e = ops->commit(w->plan.seat);

	if (e == ERR_OK) {
		w->commits++;
		e = ops->published(w->plan.seat);
	}
	return e;
}

/* Without one good job there is nothing to commit. */
static enum err transact(struct writer *w)
{
	const struct writer_ops *ops = w->plan.ops;
	size_t good = 0;
	enum err e = ops->begin(w->plan.seat);

	if (e != ERR_OK)
		return e;
	e = work_all(w, &good);
	if (e == ERR_OK && good > 0)
		return commit(w);
	ops->rollback(w->plan.seat);
	return e;
}

/* When the group failed nobody knows more than: not now. */
static enum err result_of(enum err group, const struct member *m)
{
	if (group == ERR_OK)
		return m->result;
	return group == ERR_STORE_FULL ? ERR_STORE_FULL : ERR_BUSY;
}

static void answer(struct writer *w, enum err group)
{
	for (size_t i = 0; i < w->count; i++) {
		const struct member *m = &w->group[i];

		m->job->done(m->job->arg, result_of(group, m));
	}
	w->count = 0;
}

static void *run(void *arg)
{
	struct writer *w = arg;

	while (wait_for_first(w)) {
		gather(w);
		answer(w, transact(w));
		w->is_unsettled = true;
		if (w->commits >= WRITER_COMMITS_A_REST) {
			w->commits = 0;
			w->is_unsettled = w->plan.ops->idle(w->plan.seat);
		}
	}
	return NULL;
}

enum err writer_open(const struct writer_plan *plan, struct writer **ret_writer)
{
	size_t bytes =
		sizeof(struct writer) + plan->group_max * sizeof(struct member);
	struct writer *w = calloc(1, bytes);
	enum err e;

	ASSERT(plan->group_max > 0);
	if (w == NULL)
		out_of_memory(bytes);
	w->plan = *plan;
	w->is_unsettled = true; /* what the last process left to do */
	e = queue_open(plan->queue_limit, &w->queue);
	if (e != ERR_OK)
		goto fail_writer;
	e = thread_start(run, w, &w->thread);
	if (e != ERR_OK)
		goto fail_queue;
	*ret_writer = w;
	return ERR_OK;
fail_queue:
	queue_close(w->queue);
fail_writer:
	free(w);
	return e;
}

bool writer_put(struct writer *w, struct job *job)
{
	return queue_put(w->queue, job);
}

size_t writer_depth(struct writer *w)
{
	return queue_depth(w->queue);
}

void writer_close(struct writer *w)
{
	if (w == NULL)
		return;
	queue_stop(w->queue);
	pthread_join(w->thread, NULL);
	queue_close(w->queue);
	free(w);
}
