/* follow - see follow.h. */
#include "app/follow.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

#include "app/publish.h"
#include "base/clock.h"
#include "base/log.h"
#include "store/check.h"

struct follower {
	struct follow_plan plan;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t stopping;
	bool is_stopping;
};

/*
 * What failed was logged where it failed: the next look may do better, and the
 * old snapshot serves on.
 */
static bool is_stopping(struct follower *f)
{
	bool is;

	pthread_mutex_lock(&f->lock);
	is = f->is_stopping;
	pthread_mutex_unlock(&f->lock);
	return is;
}

static void look(struct follower *f)
{
	const struct follow_plan *p = &f->plan;
	enum err e = ERR_OK;
	bool did = true;

	while (e == ERR_OK && did && !is_stopping(f))
		e = publisher_tend(p->publisher, p->world, p->db, &did);
}

static struct timespec after(int64_t us)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	t.tv_sec += us / 1000000;
	t.tv_nsec += us % 1000000 * 1000;
	if (t.tv_nsec >= 1000000000) {
		t.tv_nsec -= 1000000000;
		t.tv_sec++;
	}
	return t;
}

static void say(void *ctx, const char *part, const char *words)
{
	(void)ctx;
	(void)part;
	log_event(LOG_RECORD_DAMAGED, words);
}

/* The whole file is read, so not before the server serves. */
static void look_for_damage(struct follower *f)
{
	size_t problems;
	enum err e = check_quick(f->plan.db, say, NULL, &problems);

	/* A check that could not be made was logged where it failed. */
	(void)e;
}

static void *run(void *arg)
{
	struct follower *f = arg;

	look(f);
	look_for_damage(f);

	pthread_mutex_lock(&f->lock);
	while (!f->is_stopping) {
		struct timespec until = after(f->plan.interval_us);

		pthread_cond_timedwait(&f->stopping, &f->lock, &until);
		if (f->is_stopping)
			break;
		pthread_mutex_unlock(&f->lock);
		look(f);
		pthread_mutex_lock(&f->lock);
	}
	pthread_mutex_unlock(&f->lock);
	return NULL;
}

static void destroy(struct follower *f)
{
	pthread_cond_destroy(&f->stopping);
	pthread_mutex_destroy(&f->lock);
	free(f);
}

enum err follow_start(const struct follow_plan *plan,
		      struct follower **ret_follower)
{
	struct follower *f = calloc(1, sizeof(*f));
	pthread_condattr_t monotonic;

	if (f == NULL)
		out_of_memory(sizeof(*f));
	f->plan = *plan;
	pthread_mutex_init(&f->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&f->stopping, &monotonic);
	pthread_condattr_destroy(&monotonic);
	if (pthread_create(&f->thread, NULL, run, f) != 0) {
		log_event(LOG_SYSTEM_FAILED, "pthread_create", NULL);
		destroy(f);
		return ERR_INTERNAL;
	}
	*ret_follower = f;
	return ERR_OK;
}

void follow_stop(struct follower *f)
{
	pthread_mutex_lock(&f->lock);
	f->is_stopping = true;
	pthread_cond_signal(&f->stopping);
	pthread_mutex_unlock(&f->lock);
	pthread_join(f->thread, NULL);
	destroy(f);
}
