/* follow - see follow.h. */
#include "app/follow.h"

#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdlib.h>
#include <time.h>

#include "app/record.h"
#include "app/world.h"
#include "base/clock.h"
#include "base/log.h"
#include "matcher/epoch.h"
#include "matcher/snapshot.h"
#include "store/check.h"
#include "store/feed.h"

struct follower {
	struct follow_plan plan;
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t stopping;
	bool is_stopping;
	int64_t seq;
	_Atomic size_t openings;
};

static enum err publish(struct follower *f)
{
	int64_t start_us = clock_monotonic_us();
	struct snapshot *s;
	size_t refused;
	enum err e = record_snapshot(f->plan.world, f->plan.db, &s, &refused);

	if (e != ERR_OK)
		return e;
	atomic_store(&f->openings, s->count);
	log_event(LOG_SNAPSHOT_PUBLISHED, s->name.p, LOG_NUMBER(s->count),
		  LOG_NUMBER(clock_monotonic_us() - start_us));
	epoch_publish(f->plan.snapshots, s);
	return ERR_OK;
}

/* A change between the look and the build is only seen twice. */
static enum err look(struct follower *f)
{
	int64_t seq;
	enum err e = feed_position(f->plan.db, &seq);

	if (e != ERR_OK || seq == f->seq)
		return e;
	e = publish(f);
	if (e == ERR_OK)
		f->seq = seq;
	return e;
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

	look_for_damage(f);

	pthread_mutex_lock(&f->lock);
	while (!f->is_stopping) {
		struct timespec until = after(f->plan.interval_us);
		enum err e;

		pthread_cond_timedwait(&f->stopping, &f->lock, &until);
		if (f->is_stopping)
			break;
		pthread_mutex_unlock(&f->lock);
		/* What failed was logged where it failed; the next look may
		 * do better, and the old snapshot serves on. */
		e = look(f);
		(void)e;
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
	enum err e;

	if (f == NULL)
		out_of_memory(sizeof(*f));
	f->plan = *plan;
	f->seq = -1;
	pthread_mutex_init(&f->lock, NULL);
	pthread_condattr_init(&monotonic);
	pthread_condattr_setclock(&monotonic, CLOCK_MONOTONIC);
	pthread_cond_init(&f->stopping, &monotonic);
	pthread_condattr_destroy(&monotonic);
	e = look(f);
	if (e == ERR_OK && pthread_create(&f->thread, NULL, run, f) != 0) {
		log_event(LOG_SYSTEM_FAILED, "pthread_create", NULL);
		e = ERR_INTERNAL;
	}
	if (e != ERR_OK) {
		destroy(f);
		return e;
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

size_t follow_openings(const struct follower *f)
{
	return atomic_load(&f->openings);
}
