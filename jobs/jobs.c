/* jobs - see jobs.h. */
#include "jobs/jobs.h"

#include <pthread.h>
#include <time.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "config/config.h"
#include "jobs/courier.h"
#include "jobs/smtp.h"
#include "jobs/task.h"
#include "work/figures.h"
#include "work/writer.h"

#define JOB(name, lane, every, words) task_fn task_##name;
#include "jobs/jobs.def"
#undef JOB

enum job_id {
#define JOB(name, lane, every, words) JOB_##name,
#include "jobs/jobs.def"
#undef JOB
	JOB__COUNT
};

_Static_assert(JOB__COUNT <= (int)JOB_FIGURES_MAX, "a figure for each job");

static const struct row {
	const char *name;
	enum lane lane;
	task_fn *run;
} rows[JOB__COUNT] = {
#define JOB(name, lane, every, words) {#name, LANE_##lane, task_##name},
#include "jobs/jobs.def"
#undef JOB
};

struct thread {
	struct jobs *jobs;
	enum lane lane;
	pthread_t thread;
	struct arena *arena;
};

struct jobs {
	struct arena *arena;
	struct jobs_plan plan;
	int64_t every_us[JOB__COUNT];
	int64_t next_us[JOB__COUNT]; /* each its lane's own */
	struct thread threads[LANE__COUNT];
	unsigned started;
	pthread_mutex_t lock;
	pthread_cond_t stopping;
	bool is_stopping;
};

static bool is_stopping(struct jobs *j)
{
	bool is;

	pthread_mutex_lock(&j->lock);
	is = j->is_stopping;
	pthread_mutex_unlock(&j->lock);
	return is;
}

bool task_is_stopping(const struct task *t)
{
	return is_stopping(t->jobs);
}

struct writing {
	const struct task *task;
	task_deed *deed;
	void *arg;
};

static enum err run_deed(void *arg, void *seat)
{
	struct writing *w = arg;
	struct hands h = w->task->hands;

	h.db = w->task->plan->db_of(seat);
	return w->deed(&h, w->arg);
}

enum err task_write(struct task *t, task_deed *deed, void *arg)
{
	struct writing w = {t, deed, arg};

	return writer_run(t->plan->writer, run_deed, &w);
}

enum err task_went(enum err e, enum err *failed)
{
	if (e == ERR_BUSY || e == ERR_STORE_FULL)
		return e;
	if (e != ERR_OK)
		*failed = e;
	return ERR_OK;
}

static void run_one(struct thread *t, enum job_id id)
{
	struct jobs *j = t->jobs;
	struct job_figure *figure = &j->plan.figures->of[id];
	struct task task = {.hands = {.db = j->plan.readers[t->lane],
				      .arena = t->arena,
				      .keys = j->plan.keys,
				      .now_us = clock_now_us()},
			    .plan = &j->plan,
			    .jobs = j};
	enum err e = rows[id].run(&task);

	arena_reset(t->arena);
	atomic_store(&figure->last_us, clock_now_us());
	atomic_fetch_add(&figure->runs, 1);
	if (e == ERR_OK)
		return;
	atomic_fetch_add(&figure->failures, 1);
	log_event(LOG_JOB_FAILED, rows[id].name, err_slug(e));
}

/* Runs what is due; when the next one is. */
static int64_t run_due(struct thread *t)
{
	struct jobs *j = t->jobs;
	int64_t next = INT64_MAX;

	for (int i = 0; i < JOB__COUNT && !is_stopping(j); i++) {
		if (rows[i].lane != t->lane)
			continue;
		if (j->next_us[i] <= clock_monotonic_us()) {
			run_one(t, (enum job_id)i);
			j->next_us[i] = clock_monotonic_us() + j->every_us[i];
		}
		if (j->next_us[i] < next)
			next = j->next_us[i];
	}
	return next;
}

static struct timespec at(int64_t monotonic_us)
{
	return (struct timespec){monotonic_us / 1000000,
				 monotonic_us % 1000000 * 1000};
}

static void *run(void *arg)
{
	struct thread *t = arg;
	struct jobs *j = t->jobs;

	while (!is_stopping(j)) {
		struct timespec until = at(run_due(t));
		int timed_out = 0;

		pthread_mutex_lock(&j->lock);
		while (!j->is_stopping && timed_out == 0)
			timed_out = pthread_cond_timedwait(&j->stopping,
							   &j->lock, &until);
		pthread_mutex_unlock(&j->lock);
	}
	return NULL;
}

static void name_figures(struct jobs *j)
{
	struct job_figures *f = j->plan.figures;

	for (int i = 0; i < JOB__COUNT; i++)
		f->of[i].name = rows[i].name;
	f->count = JOB__COUNT;
}

static void read_intervals(struct jobs *j)
{
#define JOB(name, lane, every, words)                                          \
	j->every_us[JOB_##name] = j->plan.config->every;
#include "jobs/jobs.def"
#undef JOB
}

static void init_lock(struct jobs *j)
{
	pthread_condattr_t monotonic;

	pthread_mutex_init(&j->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&j->stopping, &monotonic);
	pthread_condattr_destroy(&monotonic);
}

static bool has_jobs(enum lane lane)
{
	for (int i = 0; i < JOB__COUNT; i++) {
		if (rows[i].lane == lane)
			return true;
	}
	return false;
}

static enum err start_thread(struct jobs *j, enum lane lane)
{
	struct thread *t = &j->threads[j->started];

	*t = (struct thread){.jobs = j, .lane = lane, .arena = arena_new(0)};
	if (pthread_create(&t->thread, NULL, run, t) != 0) {
		log_event(LOG_SYSTEM_FAILED, "pthread_create", NULL);
		arena_free(t->arena);
		return ERR_INTERNAL;
	}
	j->started++;
	return ERR_OK;
}

enum err jobs_check(const struct config *config)
{
	return courier_check(config);
}

enum err jobs_start(const struct jobs_plan *plan, struct jobs **ret_jobs)
{
	struct arena *a = arena_new(0);
	struct jobs *j = ARENA_NEW(a, struct jobs);
	enum err e = ERR_OK;

	j->arena = a;
	j->plan = *plan;
	smtp_prepare();
	init_lock(j);
	name_figures(j);
	read_intervals(j);
	for (int lane = 0; e == ERR_OK && lane < LANE__COUNT; lane++) {
		if (has_jobs((enum lane)lane))
			e = start_thread(j, (enum lane)lane);
	}
	if (e != ERR_OK) {
		jobs_stop(j);
		return e;
	}
	*ret_jobs = j;
	return ERR_OK;
}

void jobs_stop(struct jobs *j)
{
	if (j == NULL)
		return;
	pthread_mutex_lock(&j->lock);
	j->is_stopping = true;
	pthread_cond_broadcast(&j->stopping);
	pthread_mutex_unlock(&j->lock);
	for (unsigned i = 0; i < j->started; i++) {
		pthread_join(j->threads[i].thread, NULL);
		arena_free(j->threads[i].arena);
	}
	pthread_cond_destroy(&j->stopping);
	pthread_mutex_destroy(&j->lock);
	arena_free(j->arena);
}
