/* queue and pool: nothing lost, nothing twice, full means no. */
#include <pthread.h>
#include <semaphore.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/clock.h"
#include "work/pool.h"
#include "work/queue.h"

enum { PRODUCERS = 4, CONSUMERS = 4, ITEMS_EACH = 2000 };

static struct queue *queue_of(size_t limit)
{
	struct queue *q;

	assert_int_equal(queue_open(limit, &q), ERR_OK);
	return q;
}

static void what_goes_in_comes_out_in_the_same_order(void **state)
{
	struct queue *q = queue_of(3);
	int items[7];

	(void)state;
	assert_true(queue_put(q, &items[0]));
	for (int i = 1; i < 7; i++) {
		assert_true(queue_put(q, &items[i]));
		assert_ptr_equal(queue_take(q, 0), &items[i - 1]);
	}
	assert_int_equal(queue_depth(q), 1);
	queue_close(q);
}

static void a_full_queue_refuses_at_once_and_takes_again(void **state)
{
	struct queue *q = queue_of(2);
	int item;

	(void)state;
	assert_true(queue_put(q, &item));
	assert_true(queue_put(q, &item));
	assert_false(queue_put(q, &item));
	assert_ptr_equal(queue_take(q, 0), &item);
	assert_true(queue_put(q, &item));
	queue_close(q);
}

static void a_take_waits_until_its_time_and_no_longer(void **state)
{
	struct queue *q = queue_of(1);
	int64_t until = clock_monotonic_us() + 5000;

	(void)state;
	assert_null(queue_take(q, 0));
	assert_null(queue_take(q, until));
	assert_true(clock_monotonic_us() >= until);
	queue_close(q);
}

static void a_stopped_queue_gives_what_it_holds_and_takes_no_more(void **state)
{
	struct queue *q = queue_of(2);
	int item;

	(void)state;
	assert_true(queue_put(q, &item));
	queue_stop(q);
	assert_false(queue_put(q, &item));
	assert_false(queue_is_drained(q));
	assert_ptr_equal(queue_take(q, QUEUE_FOREVER), &item);
	assert_true(queue_is_drained(q));
	assert_null(queue_take(q, QUEUE_FOREVER));
	queue_close(q);
}

struct traffic {
	struct queue *queue;
	_Atomic int taken[PRODUCERS * ITEMS_EACH];
};

struct producer {
	struct traffic *traffic;
	int first;
};

static void *produce(void *arg)
{
	const struct producer *p = arg;

	for (int i = 0; i < ITEMS_EACH; i++) {
		void *item = &p->traffic->taken[p->first + i];

		while (!queue_put(p->traffic->queue, item))
			continue;
	}
	return NULL;
}

static void *consume(void *arg)
{
	struct traffic *t = arg;
	_Atomic int *item;

	while ((item = queue_take(t->queue, QUEUE_FOREVER)) != NULL)
		atomic_fetch_add(item, 1);
	return NULL;
}

static void each_item_is_taken_once_by_whichever_thread(void **state)
{
	static struct traffic traffic;
	struct producer producers[PRODUCERS];
	pthread_t in[PRODUCERS];
	pthread_t out[CONSUMERS];

	(void)state;
	traffic.queue = queue_of(16);
	for (int i = 0; i < CONSUMERS; i++)
		pthread_create(&out[i], NULL, consume, &traffic);
	for (int i = 0; i < PRODUCERS; i++) {
		producers[i] = (struct producer){&traffic, i * ITEMS_EACH};
		pthread_create(&in[i], NULL, produce, &producers[i]);
	}
	for (int i = 0; i < PRODUCERS; i++)
		pthread_join(in[i], NULL);
	queue_stop(traffic.queue);
	for (int i = 0; i < CONSUMERS; i++)
		pthread_join(out[i], NULL);
	for (int i = 0; i < PRODUCERS * ITEMS_EACH; i++)
		assert_int_equal(atomic_load(&traffic.taken[i]), 1);
	queue_close(traffic.queue);
}

/* A job that tells when it runs, waits to be let go, and notes its result. */
struct task {
	struct job job;
	sem_t started;
	sem_t go;
	_Atomic int runs;
	_Atomic int dones;
	enum err gives;
	enum err result;
	void *seat;
};

static enum err run(void *arg, void *seat)
{
	struct task *t = arg;

	t->seat = seat;
	sem_post(&t->started);
	sem_wait(&t->go);
	atomic_fetch_add(&t->runs, 1);
	return t->gives;
}

static void done(void *arg, enum err result)
{
	struct task *t = arg;

	t->result = result;
	atomic_fetch_add(&t->dones, 1);
}

static void task_init(struct task *t, unsigned lets_go)
{
	*t = (struct task){
		.job = {run, done, t, clock_monotonic_us() + 60000000},
	};
	sem_init(&t->started, 0, 0);
	sem_init(&t->go, 0, lets_go);
}

static struct pool *pool_of(size_t threads, void *const *seats, size_t limit)
{
	struct pool_plan plan = {threads, seats, limit};
	struct pool *p;

	assert_int_equal(pool_open(&plan, &p), ERR_OK);
	return p;
}

static void threads_work_side_by_side_each_on_its_own_seat(void **state)
{
	int seats[2];
	void *const borrowed[] = {&seats[0], &seats[1]};
	struct pool *p = pool_of(2, borrowed, 4);
	struct task tasks[2];

	(void)state;
	for (int i = 0; i < 2; i++) {
		task_init(&tasks[i], 0);
		assert_true(pool_put(p, &tasks[i].job));
	}
	for (int i = 0; i < 2; i++)
		sem_wait(&tasks[i].started);
	assert_ptr_not_equal(tasks[0].seat, tasks[1].seat);
	for (int i = 0; i < 2; i++)
		sem_post(&tasks[i].go);
	pool_close(p);
}

static void a_full_pool_refuses_and_never_calls_done(void **state)
{
	void *const seats[] = {NULL};
	struct pool *p = pool_of(1, seats, 1);
	struct task tasks[3];

	(void)state;
	for (int i = 0; i < 3; i++)
		task_init(&tasks[i], 1);
	sem_trywait(&tasks[0].go);
	assert_true(pool_put(p, &tasks[0].job));
	sem_wait(&tasks[0].started); /* so that the queue is empty again */
	assert_true(pool_put(p, &tasks[1].job));
	assert_int_equal(pool_depth(p), 1);
	assert_false(pool_put(p, &tasks[2].job));
	sem_post(&tasks[0].go);
	pool_close(p);
	assert_int_equal(tasks[0].dones, 1);
	assert_int_equal(tasks[1].dones, 1);
	assert_int_equal(tasks[2].dones, 0);
}

static void a_job_after_its_deadline_is_answered_busy_and_not_run(void **state)
{
	void *const seats[] = {NULL};
	struct pool *p = pool_of(1, seats, 1);
	struct task t;

	(void)state;
	task_init(&t, 1);
	t.job.deadline_us = clock_monotonic_us() - 1;
	assert_true(pool_put(p, &t.job));
	pool_close(p);
	assert_int_equal(t.runs, 0);
	assert_int_equal(t.dones, 1);
	assert_int_equal(t.result, ERR_BUSY);
}

static void closing_finishes_what_was_accepted(void **state)
{
	enum { JOBS = 50 };
	void *const seats[] = {NULL, NULL};
	struct pool *p = pool_of(2, seats, JOBS);
	struct task tasks[JOBS];

	(void)state;
	for (int i = 0; i < JOBS; i++) {
		task_init(&tasks[i], 1);
		tasks[i].gives = i % 2 ? ERR_NOT_FOUND : ERR_OK;
		assert_true(pool_put(p, &tasks[i].job));
	}
	pool_close(p);
	for (int i = 0; i < JOBS; i++) {
		assert_int_equal(tasks[i].dones, 1);
		assert_int_equal(tasks[i].result, tasks[i].gives);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(what_goes_in_comes_out_in_the_same_order),
		cmocka_unit_test(a_full_queue_refuses_at_once_and_takes_again),
		cmocka_unit_test(a_take_waits_until_its_time_and_no_longer),
		cmocka_unit_test(
			a_stopped_queue_gives_what_it_holds_and_takes_no_more),
		cmocka_unit_test(each_item_is_taken_once_by_whichever_thread),
		cmocka_unit_test(
			threads_work_side_by_side_each_on_its_own_seat),
		cmocka_unit_test(a_full_pool_refuses_and_never_calls_done),
		cmocka_unit_test(
			a_job_after_its_deadline_is_answered_busy_and_not_run),
		cmocka_unit_test(closing_finishes_what_was_accepted),
	};

	return cmocka_run_group_tests_name("queue", tests, NULL, NULL);
}
