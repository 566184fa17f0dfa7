/* pool - see pool.h. */
#include "work/pool.h"

#include <pthread.h>
#include <stdlib.h>

#include "work/queue.h"
#include "work/thread.h"

struct worker {
	pthread_t thread;
	struct queue *queue;
	void *seat;
};

struct pool {
	struct queue *queue;
	size_t started;
	struct worker workers[];
};

static void *work(void *arg)
{
	struct worker *me = arg;
	struct job *job = queue_take(me->queue, QUEUE_FOREVER);

	while (job != NULL) {
		job->done(job->arg, job_work(job, me->seat));
		job = queue_take(me->queue, QUEUE_FOREVER);
	}
	return NULL;
}

static enum err start(struct pool *p, const struct pool_plan *plan)
{
	enum err e = ERR_OK;

	while (p->started < plan->threads) {
		struct worker *w = &p->workers[p->started];

		w->queue = p->queue;
		w->seat = plan->seats[p->started];
		e = thread_start(work, w, &w->thread);
		if (e != ERR_OK)
			break;
		p->started++;
	}
	return e;
}

enum err pool_open(const struct pool_plan *plan, struct pool **ret_pool)
{
	size_t bytes =
		sizeof(struct pool) + plan->threads * sizeof(struct worker);
	struct pool *p = calloc(1, bytes);
	enum err e;

	ASSERT(plan->threads > 0);
	if (p == NULL)
		out_of_memory(bytes);
	e = queue_open(plan->queue_limit, &p->queue);
	if (e != ERR_OK)
		goto fail_pool;
	e = start(p, plan);
	if (e != ERR_OK)
		goto fail_threads;
	*ret_pool = p;
	return ERR_OK;
fail_threads:
	pool_close(p);
	return e;
fail_pool:
	free(p);
	return e;
}

bool pool_put(struct pool *p, struct job *job)
{
	return queue_put(p->queue, job);
}

size_t pool_depth(struct pool *p)
{
	return queue_depth(p->queue);
}

void pool_close(struct pool *p)
{
	if (p == NULL)
		return;
	queue_stop(p->queue);
	for (size_t i = 0; i < p->started; i++)
		pthread_join(p->workers[i].thread, NULL);
	queue_close(p->queue);
	free(p);
}
