/*
 * queue - a bounded first-in first-out queue between threads.
 *
 * Any thread may put and take.  A full queue refuses at once: waiting is the
 * client's decision (503 with Retry-After), never a loop's.  Items are
 * borrowed pointers, never NULL.
 */
#ifndef WORK_QUEUE_H
#define WORK_QUEUE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct queue;

#define QUEUE_FOREVER INT64_MAX

MUST_USE enum err queue_open(size_t limit, struct queue **ret_queue);
void queue_close(struct queue *q); /* NULL is fine; nobody may use it now */

/* False when it is full or stopped. */
MUST_USE bool queue_put(struct queue *q, void *item);

/*
 * The oldest item; waits until clock_monotonic_us() is until_us (0: not at
 * all).  NULL: there was none in time, or the queue is stopped and empty.
 */
void *queue_take(struct queue *q, int64_t until_us);

/* No more puts; what is inside can still be taken.  Wakes all who wait. */
void queue_stop(struct queue *q);

/* Stopped and empty: nothing will ever come out again. */
bool queue_is_drained(struct queue *q);
size_t queue_depth(struct queue *q);

#endif
