/* Letters of the outbox, through the real threads of jobs/, into a folder. */
#include <dirent.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "base/clock.h"
#include "config/config.h"
#include "jobs/jobs.h"
#include "people/letters.h"
#include "store/outbox.h"
#include "store/store.h"
#include "support/key_folder.h"
#include "support/store_folder.h"
#include "work/figures.h"
#include "work/writer.h"

enum { DEADLINE_US = 60 * 1000 * 1000, PATH_BYTES = 512, TEXT_BYTES = 4096 };

struct fixture {
	struct store_folder folder;
	char outbox[STORE_FOLDER_PATH_BYTES + 8];
	struct arena *arena;
	struct db *db; /* the writer's */
	struct keys *keys;
	struct config config;
	struct job_figures figures;
	struct writer *writer;
	struct jobs_plan plan;
	struct jobs *jobs;
};

static enum err op_begin(void *seat)
{
	return db_begin(seat);
}

static enum err op_savepoint(void *seat)
{
	return db_savepoint(seat);
}

static enum err op_release(void *seat)
{
	return db_release(seat);
}

static enum err op_rollback_to(void *seat)
{
	return db_rollback_to(seat);
}

static enum err op_commit(void *seat)
{
	return db_commit(seat);
}

static void op_rollback(void *seat)
{
	db_rollback(seat);
}

static enum err op_published(void *seat)
{
	(void)seat;
	return ERR_OK;
}

static bool op_idle(void *seat)
{
	(void)seat;
	return false;
}

static const struct writer_ops ops = {op_begin,       op_savepoint, op_release,
				      op_rollback_to, op_commit,    op_rollback,
				      op_published,   op_idle};

static struct db *db_of(void *seat)
{
	return seat;
}

static int set_up(void **state)
{
	static struct fixture f;

	f = (struct fixture){.arena = arena_new(0)};
	store_folder_init(&f.folder);
	snprintf(f.outbox, sizeof(f.outbox), "%s.outbox", f.folder.path);
	f.db = store_folder_open(&f.folder, DB_WRITER);
	f.keys = keys_of(7, -1);
	config_defaults(&f.config);
	f.config.store_db = f.folder.path;
	f.config.mail_look = 10 * 1000;
	f.config.mail_retry = 10 * 1000;
	f.config.mail_retry_max = 10 * 1000;
	*state = &f;
	return 0;
}

/* From now on only the jobs touch the database. */
static void start(struct fixture *f)
{
	struct writer_plan plan = {
		.ops = &ops, .seat = f->db, .group_max = 1, .queue_limit = 16};

	assert_int_equal(writer_open(&plan, &f->writer), ERR_OK);
	f->plan = (struct jobs_plan){.config = &f->config,
				     .keys = f->keys,
				     .writer = f->writer,
				     .db_of = db_of,
				     .figures = &f->figures};
	for (int i = 0; i < LANE__COUNT; i++)
		f->plan.readers[i] = store_folder_open(&f->folder, DB_READER);
	assert_int_equal(jobs_start(&f->plan, &f->jobs), ERR_OK);
}

static void stop(struct fixture *f)
{
	jobs_stop(f->jobs);
	writer_close(f->writer);
	for (int i = 0; i < LANE__COUNT; i++)
		store_close(f->plan.readers[i]);
}

static int tear_down(void **state)
{
	struct fixture *f = *state;
	char command[PATH_BYTES];
	DIR *folder = opendir(f->outbox);
	const struct dirent *file;

	while (folder != NULL && (file = readdir(folder)) != NULL) {
		snprintf(command, sizeof(command), "%s/%.200s", f->outbox,
			 file->d_name);
		unlink(command);
	}
	if (folder != NULL)
		closedir(folder);
	rmdir(f->outbox);
	unlink(f->outbox);
	store_close(f->db);
	keys_close(f->keys);
	store_folder_done(&f->folder);
	arena_free(f->arena);
	return 0;
}

static void put(struct fixture *f, const char *id, const char *link)
{
	struct hands h = {f->db, f->arena, f->keys, clock_now_us()};
	struct letter_value value = {"link", slice_of(link)};
	struct letter l = {.kind = LETTER_VERIFY,
			   .id = slice_of(id),
			   .email = SLICE("ann@example.org"),
			   .lang = LANG_PT,
			   .values = &value,
			   .count = 1};

	assert_int_equal(db_begin(f->db), ERR_OK);
	assert_int_equal(letter_put(&h, &l), ERR_OK);
	assert_int_equal(db_commit(f->db), ERR_OK);
}

/* How many whole letters there are; the last one's text. */
static int letters(const struct fixture *f, char text[TEXT_BYTES])
{
	DIR *folder = opendir(f->outbox);
	const struct dirent *file;
	char path[PATH_BYTES];
	int count = 0;

	while (folder != NULL && (file = readdir(folder)) != NULL) {
		ssize_t n;
		int fd;

		if (file->d_name[0] == '.')
			continue;
		assert_non_null(strstr(file->d_name, ".eml"));
		snprintf(path, sizeof(path), "%s/%.200s", f->outbox,
			 file->d_name);
		fd = open(path, O_RDONLY);
		n = read(fd, text, TEXT_BYTES - 1);
		assert_true(n > 0);
		text[n] = '\0';
		close(fd);
		count++;
	}
	if (folder != NULL)
		closedir(folder);
	return count;
}

/* Until the figure is reached. */
static void await(const _Atomic int64_t *figure, int64_t wanted)
{
	int64_t end = clock_monotonic_us() + DEADLINE_US;

	while (*figure != wanted)
		assert_true(clock_monotonic_us() < end);
}

static void await_letters(const struct fixture *f, int wanted,
			  char text[TEXT_BYTES])
{
	int64_t end = clock_monotonic_us() + DEADLINE_US;

	while (letters(f, text) != wanted)
		assert_true(clock_monotonic_us() < end);
}

static void a_letter_is_a_file_that_nobody_else_may_read(void **state)
{
	struct fixture *f = *state;
	char text[TEXT_BYTES];
	struct stat st;

	put(f, "one", "http://b/#/verify?token=bv_x");
	start(f);
	await_letters(f, 1, text);
	await(&f->figures.letters_waiting, 0);
	stop(f);
	assert_int_equal(stat(f->outbox, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0700);
	assert_non_null(strstr(text, "To: <ann@example.org>\r\n"));
	assert_non_null(strstr(text, "\r\n\r\nOlá,\r\n\r\n"));
	assert_non_null(strstr(text, "\r\nhttp://b/#/verify?token=bv_x\r\n"));
	assert_non_null(strstr(text, "\r\nBaybridge\r\n"));
	assert_null(strstr(text, "deixar de as receber"));
	assert_int_equal(
		store_folder_ask(&f->folder,
				 "SELECT count(*) FROM outbox WHERE state = "
				 "'sent' AND payload = '' AND to_sealed = ''"),
		1);
}

static void what_cannot_be_delivered_is_tried_until_it_is(void **state)
{
	struct fixture *f = *state;
	char text[TEXT_BYTES];
	int fd = open(f->outbox, O_CREAT | O_WRONLY, 0600);
	int64_t end = clock_monotonic_us() + DEADLINE_US;

	assert_true(fd >= 0);
	close(fd);
	put(f, "one", "x");
	put(f, "two", "y");
	start(f);
	while (f->figures.of[0].runs < 5)
		assert_true(clock_monotonic_us() < end);
	assert_int_equal(f->figures.letters_waiting, 2);
	assert_int_equal(unlink(f->outbox), 0);
	await_letters(f, 2, text);
	await(&f->figures.letters_waiting, 0);
	stop(f);
	assert_true(store_folder_ask(&f->folder,
				     "SELECT min(tries) FROM outbox") > 1);
}

static void what_is_given_up_is_kept_and_counted(void **state)
{
	struct fixture *f = *state;
	int fd = open(f->outbox, O_CREAT | O_WRONLY, 0600);

	assert_true(fd >= 0);
	close(fd);
	f->config.mail_give_up = 20 * 1000;
	put(f, "one", "x");
	start(f);
	await(&f->figures.letters_failed, 1);
	stop(f);
	assert_int_equal(
		store_folder_ask(&f->folder,
				 "SELECT count(*) FROM outbox WHERE state = "
				 "'failed' AND error = 'folder' AND "
				 "length(payload) > 0"),
		1);
}

static void what_cannot_be_opened_holds_nothing_up(void **state)
{
	struct fixture *f = *state;
	char text[TEXT_BYTES];

	put(f, "broken", "x");
	store_folder_run(&f->folder, "UPDATE outbox SET payload = x'00'");
	put(f, "whole", "y");
	start(f);
	await_letters(f, 1, text);
	await(&f->figures.letters_failed, 1);
	stop(f);
	assert_non_null(strstr(text, "\r\ny\r\n"));
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_letter_is_a_file_that_nobody_else_may_read),
		TEST(what_cannot_be_delivered_is_tried_until_it_is),
		TEST(what_is_given_up_is_kept_and_counted),
		TEST(what_cannot_be_opened_holds_nothing_up),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
