/* writer_run - see writer.h. */
#include <pthread.h>

#include "work/writer.h"

struct wait {
	pthread_mutex_t lock;
	pthread_cond_t changed;
	bool is_done;
	enum err result;
	job_run *run;
	void *arg;
};

static enum err run_waited(void *arg, void *seat)
{
	struct wait *w = arg;

	return w->run(w->arg, seat);
}

static void done_waited(void *arg, enum err result)
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
	struct job job = {.run = run_waited,
			  .done = done_waited,
			  .arg = w,
			  .deadline_us = INT64_MAX};

	if (!writer_put(writer, &job))
		return ERR_BUSY;
	pthread_mutex_lock(&w->lock);
	while (!w->is_done)
		pthread_cond_wait(&w->changed, &w->lock);
	pthread_mutex_unlock(&w->lock);
	return w->result;
}

enum err writer_run(struct writer *w, job_run *run, void *arg)
{
	struct wait wait = {.run = run, .arg = arg};
	enum err e;

	pthread_mutex_init(&wait.lock, NULL);
	pthread_cond_init(&wait.changed, NULL);
	e = wait_for(w, &wait);
	pthread_cond_destroy(&wait.changed);
	pthread_mutex_destroy(&wait.lock);
	return e;
}
