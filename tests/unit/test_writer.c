/*
 * writer - the order of steps, on a record that only notes what it is asked.
 *
 * A trace has one letter a step: b begin, s savepoint, r run, R release,
 * u rollback_to, c commit, x rollback, p published, d done.  Jobs that stand
 * in the queue while the first one is held make one group.
 */
#include <semaphore.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/clock.h"
#include "work/writer.h"

enum { JOBS_MAX = 40 };

/* What the job that holds the writer adds after it was let go: "ux". */
enum { GATE_TAIL = 2 };

struct record {
	char trace[1024];
	size_t n;
	bool notes_idle; /* as the letter i */
	char fails;      /* the step that fails, by its letter */
	enum err fails_how;
};

static enum err step(void *seat, char letter)
{
	struct record *r = seat;

	r->trace[r->n++] = letter;
	return r->fails == letter && r->n > GATE_TAIL ? r->fails_how : ERR_OK;
}

static enum err begin(void *seat)
{
	return step(seat, 'b');
}

static enum err savepoint(void *seat)
{
	return step(seat, 's');
}

static enum err release(void *seat)
{
	return step(seat, 'R');
}

static enum err rollback_to(void *seat)
{
	return step(seat, 'u');
}

static enum err commit(void *seat)
{
	return step(seat, 'c');
}

static void rollback(void *seat)
{
	(void)!step(seat, 'x');
}

static enum err published(void *seat)
{
	return step(seat, 'p');
}

static bool idle(void *seat)
{
	struct record *r = seat;

	if (r->notes_idle)
		(void)!step(seat, 'i');
	return false;
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

struct task {
	struct job job;
	struct record *record;
	sem_t *started; /* not NULL: says so, then waits for go */
	sem_t *go;
	enum err gives;
	enum err result;
	int dones;
};

static enum err run(void *arg, void *seat)
{
	struct task *t = arg;

	(void)!step(seat, 'r');
	if (t->started != NULL) {
		sem_post(t->started);
		sem_wait(t->go);
	}
	return t->gives;
}

static void done(void *arg, enum err result)
{
	struct task *t = arg;

	(void)!step(t->record, 'd');
	t->result = result;
	t->dones++;
}

static struct writer *writer_of(struct record *r, size_t group_max)
{
	struct writer_plan plan = {
		.ops = &ops,
		.seat = r,
		.group_max = group_max,
		.queue_limit = JOBS_MAX,
	};
	struct writer *w;

	assert_int_equal(writer_open(&plan, &w), ERR_OK);
	return w;
}

static void task_init(struct task *t, struct record *r, enum err gives)
{
	*t = (struct task){
		.job = {run, done, t, clock_monotonic_us() + 60000000},
		.record = r,
		.gives = gives,
	};
}

/* A job that holds the writer, so that what is put meanwhile is one group. */
struct gate {
	struct record record; /* where it says that it is done */
	struct task task;
	sem_t started;
	sem_t go;
};

static void gate_shut(struct gate *g, struct writer *w)
{
	g->record = (struct record){.n = 0};
	sem_init(&g->started, 0, 0);
	sem_init(&g->go, 0, 0);
	task_init(&g->task, &g->record, ERR_CONFLICT);
	g->task.started = &g->started;
	g->task.go = &g->go;
	assert_true(writer_put(w, &g->task.job));
	sem_wait(&g->started);
}

/* Runs the tasks as one group and leaves its part of the trace. */
static void run_group(struct record *r, struct task *tasks, size_t count)
{
	struct writer *w = writer_of(r, JOBS_MAX);
	struct gate gate;

	gate_shut(&gate, w);
	for (size_t i = 0; i < count; i++)
		assert_true(writer_put(w, &tasks[i].job));
	r->n = 0;
	sem_post(&gate.go);
	writer_close(w);
	r->trace[r->n] = '\0';
}

static struct row {
	const char *name;
	enum err gives[3];
	char fails;
	enum err fails_how;
	const char *trace;
	enum err results[3];
} rows[] = {
	{"jobs share a commit and are told after it is published",
	 {ERR_OK, ERR_OK, ERR_OK},
	 0,
	 ERR_OK,
	 "bsrRsrRsrRcpddd",
	 {ERR_OK, ERR_OK, ERR_OK}},
	{"a job that fails is undone alone",
	 {ERR_OK, ERR_CONFLICT, ERR_OK},
	 0,
	 ERR_OK,
	 "bsrRsrusrRcpddd",
	 {ERR_OK, ERR_CONFLICT, ERR_OK}},
	{"without a good job nothing is committed",
	 {ERR_STALE, ERR_CONFLICT, ERR_NOT_FOUND},
	 0,
	 ERR_OK,
	 "bsrusrusruxddd",
	 {ERR_STALE, ERR_CONFLICT, ERR_NOT_FOUND}},
	{"a failed commit fails every job, the failed ones too",
	 {ERR_OK, ERR_NOT_FOUND, ERR_OK},
	 'c',
	 ERR_INTERNAL,
	 "bsrRsrusrRcddd",
	 {ERR_BUSY, ERR_BUSY, ERR_BUSY}},
	{"a full disk at the commit is named",
	 {ERR_OK, ERR_OK, ERR_OK},
	 'c',
	 ERR_STORE_FULL,
	 "bsrRsrRsrRcddd",
	 {ERR_STORE_FULL, ERR_STORE_FULL, ERR_STORE_FULL}},
	{"what could not be published is not acknowledged",
	 {ERR_OK, ERR_OK, ERR_OK},
	 'p',
	 ERR_INTERNAL,
	 "bsrRsrRsrRcpddd",
	 {ERR_BUSY, ERR_BUSY, ERR_BUSY}},
	{"a transaction that cannot begin runs no job",
	 {ERR_OK, ERR_OK, ERR_OK},
	 'b',
	 ERR_BUSY,
	 "bddd",
	 {ERR_BUSY, ERR_BUSY, ERR_BUSY}},
	{"what cannot be undone alone is undone with its group",
	 {ERR_OK, ERR_NOT_FOUND, ERR_OK},
	 'u',
	 ERR_BUSY,
	 "bsrRsruxddd",
	 {ERR_BUSY, ERR_BUSY, ERR_BUSY}},
	{"a full disk in a job is named to its whole group",
	 {ERR_OK, ERR_STORE_FULL, ERR_OK},
	 'u',
	 ERR_BUSY,
	 "bsrRsruxddd",
	 {ERR_STORE_FULL, ERR_STORE_FULL, ERR_STORE_FULL}},
	{"a lost transaction stops the group where it was lost",
	 {ERR_OK, ERR_OK, ERR_OK},
	 'R',
	 ERR_BUSY,
	 "bsrRxddd",
	 {ERR_BUSY, ERR_BUSY, ERR_BUSY}},
};

static void gives_trace_and_results(void **state)
{
	const struct row *row = *state;
	struct record r = {.fails = row->fails, .fails_how = row->fails_how};
	struct task tasks[3];

	for (int i = 0; i < 3; i++)
		task_init(&tasks[i], &r, row->gives[i]);
	run_group(&r, tasks, 3);
	assert_string_equal(r.trace + GATE_TAIL, row->trace);
	for (int i = 0; i < 3; i++) {
		assert_int_equal(tasks[i].result, row->results[i]);
		assert_int_equal(tasks[i].dones, 1);
	}
}

static void a_job_after_its_deadline_is_not_run(void **state)
{
	struct record r = {.fails = 0};
	struct task tasks[2];

	(void)state;
	task_init(&tasks[0], &r, ERR_OK);
	task_init(&tasks[1], &r, ERR_OK);
	tasks[0].job.deadline_us = clock_monotonic_us() - 1;
	run_group(&r, tasks, 2);
	assert_string_equal(r.trace + GATE_TAIL, "bsusrRcpdd");
	assert_int_equal(tasks[0].result, ERR_BUSY);
	assert_int_equal(tasks[1].result, ERR_OK);
}

static void a_group_has_at_most_group_max_jobs(void **state)
{
	struct record r = {.fails = 0};
	struct writer *w = writer_of(&r, 2);
	struct gate gate;
	struct task tasks[5];

	(void)state;
	gate_shut(&gate, w);
	for (int i = 0; i < 5; i++) {
		task_init(&tasks[i], &r, ERR_OK);
		assert_true(writer_put(w, &tasks[i].job));
	}
	r.n = 0;
	sem_post(&gate.go);
	writer_close(w);
	r.trace[r.n] = '\0';
	assert_string_equal(r.trace + GATE_TAIL,
			    "bsrRsrRcpddbsrRsrRcpddbsrRcpd");
}

static void it_rests_after_every_eight_commits(void **state)
{
	const char *eight = "bsrRcpdbsrRcpdbsrRcpdbsrRcpd"
			    "bsrRcpdbsrRcpdbsrRcpdbsrRcpdi";
	struct record r = {.fails = 0};
	struct writer *w = writer_of(&r, 1);
	struct gate gate;
	struct task tasks[16];

	(void)state;
	gate_shut(&gate, w);
	for (int i = 0; i < 16; i++) {
		task_init(&tasks[i], &r, ERR_OK);
		assert_true(writer_put(w, &tasks[i].job));
	}
	r.n = 0;
	r.notes_idle = true;
	sem_post(&gate.go);
	writer_close(w);
	assert_memory_equal(r.trace + GATE_TAIL, eight, strlen(eight));
	assert_memory_equal(r.trace + GATE_TAIL + strlen(eight), eight,
			    strlen(eight));
}

static void a_full_writer_refuses_and_closing_finishes_the_rest(void **state)
{
	struct record r = {.fails = 0};
	struct writer *w = writer_of(&r, 8);
	struct gate gate;
	struct task tasks[JOBS_MAX + 1];

	(void)state;
	gate_shut(&gate, w);
	for (int i = 0; i <= JOBS_MAX; i++)
		task_init(&tasks[i], &r, ERR_OK);
	for (int i = 0; i < JOBS_MAX; i++)
		assert_true(writer_put(w, &tasks[i].job));
	assert_false(writer_put(w, &tasks[JOBS_MAX].job));
	assert_int_equal(writer_depth(w), JOBS_MAX);
	sem_post(&gate.go);
	writer_close(w);
	for (int i = 0; i < JOBS_MAX; i++)
		assert_int_equal(tasks[i].dones, 1);
	assert_int_equal(tasks[JOBS_MAX].dones, 0);
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + 4] = {
		cmocka_unit_test(a_job_after_its_deadline_is_not_run),
		cmocka_unit_test(a_group_has_at_most_group_max_jobs),
		cmocka_unit_test(it_rests_after_every_eight_commits),
		cmocka_unit_test(
			a_full_writer_refuses_and_closing_finishes_the_rest),
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		tests[i + 4].name = rows[i].name;
		tests[i + 4].test_func = gives_trace_and_results;
		tests[i + 4].initial_state = &rows[i];
	}
	return cmocka_run_group_tests_name("writer", tests, NULL, NULL);
}
