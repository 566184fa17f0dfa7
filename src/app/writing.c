/* writing - see writing.h. */
#include "app/writing.h"

#include <pthread.h>
#include <stdbool.h>

#include "base/clock.h"
#include "config/config.h"
#include "store/store.h"
#include "work/writer.h"

struct wait {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool is_done;
	enum err result;
	writing_fn *fn;
	void *ctx;
};

static enum err op_begin(void *seat)
{
	return db_begin(seat);
}

static enum err op_savepoint(void *seat)
{
	return db_savepoint(seat);
}

static enum err op_release(void *seat)
{
	return db_release(seat);
}

static enum err op_rollback_to(void *seat)
{
	return db_rollback_to(seat);
}

static enum err op_commit(void *seat)
{
	return db_commit(seat);
}

static void op_rollback(void *seat)
{
	db_rollback(seat);
}

/* No snapshot lives in this process: other ones follow the change feed. */
static enum err op_published(void *seat)
{
	(void)seat;
	return ERR_OK;
}

static bool op_idle(void *seat)
{
	return store_idle(seat);
}

static const struct writer_ops ops = {
	.begin = op_begin,
	.savepoint = op_savepoint,
	.release = op_release,
	.rollback_to = op_rollback_to,
	.commit = op_commit,
	.rollback = op_rollback,
	.published = op_published,
	.idle = op_idle,
};

static enum err run(void *arg, void *seat)
{
	struct wait *w = arg;

	return w->fn(w->ctx, seat);
}

static void done(void *arg, enum err result)
{
	struct wait *w = arg;

	pthread_mutex_lock(&w->lock);
	w->is_done = true;
	w->result = result;
	pthread_cond_signal(&w->changed);
	pthread_mutex_unlock(&w->lock);
}

static enum err wait_for(struct writer *writer, struct wait *w)
{
	struct job job = {
		.run = run, .done = done, .arg = w, .deadline_us = INT64_MAX};

	if (!writer_put(writer, &job))
		return ERR_BUSY;
	pthread_mutex_lock(&w->lock);
	while (!w->is_done)
		pthread_cond_wait(&w->changed, &w->lock);
	pthread_mutex_unlock(&w->lock);
	return w->result;
}

enum err writing_run(struct db *db, const struct config *config, writing_fn *fn,
		     void *ctx)
{
	struct writer_plan plan = {.ops = &ops,
				   .seat = db,
				   .group_max = (size_t)config->store_group_max,
				   .group_window_us =
					   config->store_group_window,
				   .queue_limit = 1};
	struct wait w = {.fn = fn, .ctx = ctx};
	struct writer *writer;
	enum err e = writer_open(&plan, &writer);

	if (e != ERR_OK)
		return e;
	pthread_mutex_init(&w.lock, NULL);
	pthread_cond_init(&w.changed, NULL);
	e = wait_for(writer, &w);
	writer_close(writer);
	while (e == ERR_OK && store_idle(db))
		;
	pthread_cond_destroy(&w.changed);
	pthread_mutex_destroy(&w.lock);
	return e;
}
