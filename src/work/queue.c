/* queue - a ring under a mutex; see queue.h. */
#include "work/queue.h"

#include <errno.h>
#include <pthread.h>
#include <stdlib.h>
#include <time.h>

#include "base/clock.h"

struct queue {
	pthread_mutex_t lock;
	pthread_cond_t filled; /* an item came, or the queue was stopped */
	bool is_stopped;
	size_t limit;
	size_t first;
	size_t count;
	void *items[];
};

enum err queue_open(size_t limit, struct queue **ret_queue)
{
	pthread_condattr_t attributes;
	struct queue *q;

	ASSERT(limit > 0);
	q = calloc(1, sizeof(*q) + limit * sizeof(q->items[0]));
	if (q == NULL)
		out_of_memory(limit * sizeof(q->items[0]));
	q->limit = limit;
	pthread_mutex_init(&q->lock, NULL);
	pthread_condattr_init(&attributes);
	pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC);
	pthread_cond_init(&q->filled, &attributes);
	pthread_condattr_destroy(&attributes);
	*ret_queue = q;
	return ERR_OK;
}

void queue_close(struct queue *q)
{
	if (q == NULL)
		return;
	pthread_cond_destroy(&q->filled);
	pthread_mutex_destroy(&q->lock);
	free(q);
}

bool queue_put(struct queue *q, void *item)
{
	bool fits;

	ASSERT(item != NULL);
	pthread_mutex_lock(&q->lock);
	fits = !q->is_stopped && q->count < q->limit;
	if (fits) {
		q->items[(q->first + q->count) % q->limit] = item;
		q->count++;
		pthread_cond_signal(&q->filled);
	}
	pthread_mutex_unlock(&q->lock);
	return fits;
}

/* False when the time has come; a false alarm is true. */
static bool wait_until(struct queue *q, int64_t until_us)
{
	struct timespec until = {
		.tv_sec = (time_t)(until_us / 1000000),
		.tv_nsec = (long)(until_us % 1000000 * 1000),
	};

	if (until_us == QUEUE_FOREVER) {
		pthread_cond_wait(&q->filled, &q->lock);
		return true;
	}
	if (clock_monotonic_us() >= until_us)
		return false;
	return pthread_cond_timedwait(&q->filled, &q->lock, &until) !=
	       ETIMEDOUT;
}

void *queue_take(struct queue *q, int64_t until_us)
{
	void *item = NULL;
	bool in_time = true;

	pthread_mutex_lock(&q->lock);
	while (q->count == 0 && !q->is_stopped && in_time)
		in_time = wait_until(q, until_us);
	if (q->count > 0) {
		item = q->items[q->first];
		q->first = (q->first + 1) % q->limit;
		q->count--;
	}
	pthread_mutex_unlock(&q->lock);
	return item;
}

void queue_stop(struct queue *q)
{
	pthread_mutex_lock(&q->lock);
	q->is_stopped = true;
	pthread_cond_broadcast(&q->filled);
	pthread_mutex_unlock(&q->lock);
}

bool queue_is_drained(struct queue *q)
{
	bool is_drained;

	pthread_mutex_lock(&q->lock);
	is_drained = q->is_stopped && q->count == 0;
	pthread_mutex_unlock(&q->lock);
	return is_drained;
}

size_t queue_depth(struct queue *q)
{
	size_t depth;

	pthread_mutex_lock(&q->lock);
	depth = q->count;
	pthread_mutex_unlock(&q->lock);
	return depth;
}
