/* live - see live.h. */
#include "live.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include "app/follow.h"
#include "app/publish.h"
#include "base/arena.h"
#include "base/log.h"
#include "matcher/epoch.h"
#include "measure.h"
#include "store/store.h"
#include "work/writer.h"

enum { QUEUE = 65536, FILE_LOOKS = 600 };

static void give_up(const char *what)
{
	fprintf(stderr, "%s\n", what);
	exit(EXIT_FAILURE);
}

static enum err op_begin(void *seat)
{
	struct live *l = seat;

	if (l->spent.groups > 0)
		l->spent.keeping_us += l->kept_us;
	l->kept_us = 0;
	l->core_from_us = core_us();
	l->from_us = now_us();
	return db_begin(l->written);
}

static enum err op_savepoint(void *seat)
{
	return db_savepoint(((struct live *)seat)->written);
}

static enum err op_release(void *seat)
{
	return db_release(((struct live *)seat)->written);
}

static enum err op_rollback_to(void *seat)
{
	return db_rollback_to(((struct live *)seat)->written);
}

static enum err op_commit(void *seat)
{
	struct live *l = seat;
	double from = now_us();
	enum err e = db_commit(l->written);

	l->spent.jobs_us += from - l->from_us;
	l->spent.commit_us += now_us() - from;
	return e;
}

static void op_rollback(void *seat)
{
	db_rollback(((struct live *)seat)->written);
}

static enum err op_published(void *seat)
{
	struct live *l = seat;
	double from = now_us();
	enum err e = publisher_apply(l->publisher, l->written);

	l->spent.publish_us += now_us() - from;
	l->spent.core_us += core_us() - l->core_from_us;
	l->spent.groups++;
	return e;
}

static bool op_idle(void *seat)
{
	struct live *l = seat;
	double from = now_us();
	bool has_more = store_idle(l->written);

	l->kept_us += now_us() - from;
	return has_more;
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

static void free_snapshot(void *object)
{
	snapshot_free(object);
}

static void start_following(struct live *l)
{
	struct follow_plan plan = {&l->world, l->followed, l->publisher,
				   l->config.store_follow};

	if (follow_start(&plan, &l->follower) != ERR_OK)
		give_up("the follower does not start");
}

static void start_writing(struct live *l)
{
	struct writer_plan plan = {
		.ops = &ops,
		.seat = l,
		.group_max = (size_t)l->config.store_group_max,
		.group_window_us = l->config.store_group_window,
		.queue_limit = QUEUE};

	if (writer_open(&plan, &l->writer) != ERR_OK)
		give_up("the writer does not start");
}

/* The first base is written down by the follower; not while we measure. */
static void wait_for_file(const char *path)
{
	struct timespec tenth = {0, 100000000};

	for (int i = 0; i < FILE_LOOKS && access(path, F_OK) != 0; i++)
		nanosleep(&tenth, NULL);
}

void live_open(const char *db, size_t readers, struct live *ret_live)
{
	struct live *l = ret_live;
	struct publish_plan plan = {.world = &l->world};

	/* As the program does (src/app/main.c). */
	mallopt(M_MMAP_THRESHOLD, 32 * 1024 * 1024);
	mallopt(M_TRIM_THRESHOLD, 64 * 1024 * 1024);
	log_set_level(LOG_ERROR);
	*l = (struct live){.arena = arena_new(0)};
	config_defaults(&l->config);
	if (world_read(l->arena, &l->config, &l->world) != ERR_OK)
		exit(EXIT_FAILURE);
	if (store_open(db, DB_WRITER, &l->written) != ERR_OK ||
	    store_open(db, DB_READER, &l->followed) != ERR_OK)
		give_up("the database cannot be opened");
	l->snapshots = epoch_new(readers, free_snapshot);
	plan.snapshots = l->snapshots;
	plan.file = arena_print(l->arena, "%s.snapshot", db).p;
	if (publisher_open(&plan, l->followed, &l->publisher) != ERR_OK)
		give_up("the database cannot be read");
	start_following(l);
	wait_for_file(plan.file);
	start_writing(l);
}

void live_close(struct live *l)
{
	writer_close(l->writer);
	follow_stop(l->follower);
	publisher_close(l->publisher);
	epoch_free(l->snapshots);
	store_close(l->followed);
	store_close(l->written);
	world_done(&l->world);
	arena_free(l->arena);
}

void live_put(struct live *l, struct job *job)
{
	if (!writer_put(l->writer, job))
		give_up("the writer's queue is full");
}

void live_run(struct live *l, job_run *run, void *arg)
{
	enum err e = writer_run(l->writer, run, arg);

	if (e != ERR_OK)
		give_up(err_title(e, LANG_EN));
}
