/* The writer over the real record: what is acknowledged is there. */
#include <pthread.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/clock.h"
#include "base/log.h"
#include "store/check.h"
#include "store/feed.h"
#include "store/store.h"
#include "support/store_folder.h"
#include "work/queue.h"
#include "work/writer.h"

enum { CLIENTS = 8, JOBS_EACH = 150, KILLS = 5, ACKS_BEFORE_KILL = 100 };

static struct store_folder folder;

/* The number of the newest change that a reader may see. */
static _Atomic int64_t visible;
static _Atomic int commits;

static enum err begin(void *seat)
{
	return db_begin(seat);
}

static enum err savepoint(void *seat)
{
	return db_savepoint(seat);
}

static enum err release(void *seat)
{
	return db_release(seat);
}

static enum err rollback_to(void *seat)
{
	return db_rollback_to(seat);
}

static enum err commit(void *seat)
{
	atomic_fetch_add(&commits, 1);
	return db_commit(seat);
}

static void rollback(void *seat)
{
	db_rollback(seat);
}

static enum err published(void *seat)
{
	int64_t seq;
	enum err e = feed_position(seat, &seq);

	if (e == ERR_OK)
		atomic_store(&visible, seq);
	return e;
}

static bool idle(void *seat)
{
	return store_idle(seat);
}

static const struct writer_ops ops = {
	.begin = begin,
	.savepoint = savepoint,
	.release = release,
	.rollback_to = rollback_to,
	.commit = commit,
	.rollback = rollback,
	.published = published,
	.idle = idle,
};

static struct writer *writer_over(struct db *db)
{
	struct writer_plan plan = {
		.ops = &ops,
		.seat = db,
		.group_max = 64,
		.group_window_us = 2000,
		.queue_limit = 256,
	};
	struct writer *w;

	assert_int_equal(writer_open(&plan, &w), ERR_OK);
	return w;
}

/* How a task ends after it has written its opening. */
enum ending { GOOD, REFUSED, CONFLICTING };

struct task {
	struct job job;
	char id[32];
	enum ending ending;
	int64_t seq;
	enum err result;
	struct queue *answers;
};

static enum err write_opening(void *arg, void *seat)
{
	struct task *t = arg;
	struct stored_opening o = opening_titled(t->id, "baker");
	enum change change;
	enum err e = openings_put(seat, &o, &change);

	if (e == ERR_OK)
		e = feed_position(seat, &t->seq);
	if (e != ERR_OK || t->ending == GOOD)
		return e;
	if (t->ending == REFUSED)
		return ERR_STALE;
	o.status = SLICE("ajar");
	return openings_put(seat, &o, &change);
}

static void answer(void *arg, enum err result)
{
	struct task *t = arg;

	t->result = result;
	if (result == ERR_OK)
		ASSERT(atomic_load(&visible) >= t->seq);
	ASSERT(queue_put(t->answers, t));
}

static void task_init(struct task *t, struct queue *answers)
{
	t->job = (struct job){write_opening, answer, t,
			      clock_monotonic_us() + 60000000};
	t->answers = answers;
}

struct client {
	pthread_t thread;
	int number;
	struct writer *writer;
	struct task tasks[JOBS_EACH];
};

/* One job after the other, as a client that waits for its reply. */
static void *be_client(void *arg)
{
	struct client *c = arg;
	struct queue *answers;

	ASSERT(queue_open(1, &answers) == ERR_OK);
	for (int i = 0; i < JOBS_EACH; i++) {
		struct task *t = &c->tasks[i];

		task_init(t, answers);
		t->ending = (enum ending)((i + c->number) % 3);
		snprintf(t->id, sizeof(t->id), "o-%d-%d", c->number, i);
		ASSERT(writer_put(c->writer, &t->job));
		ASSERT(queue_take(answers, QUEUE_FOREVER) == t);
	}
	queue_close(answers);
	return NULL;
}

static void say(void *ctx, const char *part, const char *words)
{
	(void)ctx;
	print_message("%s: %s\n", part, words);
}

static void assert_sound(struct db *db)
{
	size_t problems = 1;

	assert_int_equal(check_all(db, say, NULL, &problems), ERR_OK);
	assert_int_equal(problems, 0);
}

static void assert_there(struct db *db, const char *id, bool is_there)
{
	struct arena *a = arena_new(0);
	struct stored_opening o;

	assert_int_equal(openings_get(db, a, slice_of(id), &o),
			 is_there ? ERR_OK : ERR_NOT_FOUND);
	arena_free(a);
}

static void assert_told_the_truth(struct db *db, const struct task *t)
{
	static const enum err results[] = {
		[GOOD] = ERR_OK,
		[REFUSED] = ERR_STALE,
		[CONFLICTING] = ERR_CONFLICT,
	};

	assert_int_equal(t->result, results[t->ending]);
	assert_there(db, t->id, t->result == ERR_OK);
}

static void every_reply_matches_the_record(void **state)
{
	static struct client clients[CLIENTS];
	struct db *db = store_folder_open(&folder, DB_WRITER);
	struct writer *w = writer_over(db);

	(void)state;
	atomic_store(&commits, 0);
	for (int i = 0; i < CLIENTS; i++) {
		clients[i].number = i;
		clients[i].writer = w;
		pthread_create(&clients[i].thread, NULL, be_client,
			       &clients[i]);
	}
	for (int i = 0; i < CLIENTS; i++)
		pthread_join(clients[i].thread, NULL);
	writer_close(w);
	for (int i = 0; i < CLIENTS; i++) {
		for (int j = 0; j < JOBS_EACH; j++)
			assert_told_the_truth(db, &clients[i].tasks[j]);
	}
	assert_sound(db);
	/* A third of the jobs are good; they shared their commits. */
	assert_true(atomic_load(&commits) < CLIENTS * JOBS_EACH / 3);
	store_close(db);
}

/* In the child: writes for ever, and tells each acknowledged number. */
static void write_until_killed(int round, int pipe_end)
{
	enum { IN_FLIGHT = 16 };
	static struct task tasks[IN_FLIGHT];
	struct db *db = store_folder_open(&folder, DB_WRITER);
	struct writer *w = writer_over(db);
	struct queue *answers;

	ASSERT(queue_open(IN_FLIGHT, &answers) == ERR_OK);
	for (int n = 0;; n++) {
		struct task *t = &tasks[n % IN_FLIGHT];

		if (n >= IN_FLIGHT) {
			t = queue_take(answers, QUEUE_FOREVER);
			ASSERT(t->result == ERR_OK);
			ASSERT(write(pipe_end, t->id, sizeof(t->id)) ==
			       (ssize_t)sizeof(t->id));
		}
		task_init(t, answers);
		snprintf(t->id, sizeof(t->id), "k-%d-%d", round, n);
		ASSERT(writer_put(w, &t->job));
	}
}

static int kill_after_acks(pid_t child, int pipe_end, char (*ids)[32], int max)
{
	int count = 0;

	while (count < max && read(pipe_end, ids[count], 32) == 32) {
		if (++count == ACKS_BEFORE_KILL)
			kill(child, SIGKILL);
	}
	return count;
}

static void what_was_acknowledged_survives_kill_9(void **state)
{
	enum { IDS_MAX = 20000 };
	static char ids[IDS_MAX][32];

	(void)state;
	for (int round = 0; round < KILLS; round++) {
		struct db *db;
		int ends[2];
		int count;
		pid_t child;

		assert_int_equal(pipe(ends), 0);
		child = fork();
		if (child == 0)
			write_until_killed(round, ends[1]);
		close(ends[1]);
		count = kill_after_acks(child, ends[0], ids, IDS_MAX);
		close(ends[0]);
		assert_int_equal(waitpid(child, NULL, 0), child);
		assert_true(count >= ACKS_BEFORE_KILL);
		db = store_folder_open(&folder, DB_WRITER);
		for (int i = 0; i < count; i++)
			assert_there(db, ids[i], true);
		assert_sound(db);
		store_close(db);
	}
}

static int set_up(void **state)
{
	(void)state;
	store_folder_init(&folder);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	store_folder_done(&folder);
	return 0;
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup_teardown(every_reply_matches_the_record,
						set_up, tear_down),
		cmocka_unit_test_setup_teardown(
			what_was_acknowledged_survives_kill_9, set_up,
			tear_down),
	};

	log_set_level(LOG_WARN);
	return cmocka_run_group_tests_name("store_writer", tests, NULL, NULL);
}
