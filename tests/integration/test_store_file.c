/* The file itself: whose it is, how old, damaged, on a failing disk. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>
#include <sqlite3.h>

#include "base/arena.h"
#include "base/log.h"
#include "store/check.h"
#include "store/feed.h"
#include "store/migrate.h"
#include "store/store.h"
#include "support/faulty_vfs.h"
#include "support/store_folder.h"

static struct {
	struct store_folder folder;
	struct arena *arena;
} f;

static int set_up(void **state)
{
	(void)state;
	store_folder_init(&f.folder);
	f.arena = arena_new(0);
	return 0;
}

static int tear_down(void **state)
{
	(void)state;
	(void)faulty_vfs_disarm();
	arena_free(f.arena);
	store_folder_done(&f.folder);
	return 0;
}

struct said {
	char parts[128]; /* each followed by a space */
};

static void note(void *ctx, const char *part, const char *words)
{
	struct said *said = ctx;
	size_t n = strlen(said->parts);

	assert_true(strlen(words) > 0);
	snprintf(said->parts + n, sizeof(said->parts) - n, "%s ", part);
}

static struct said check(struct db *db)
{
	struct said said = {""};
	size_t problems;

	assert_int_equal(check_all(db, note, &said, &problems), ERR_OK);
	assert_int_equal(problems == 0, said.parts[0] == '\0');
	return said;
}

static size_t hits(struct db *db, const char *words)
{
	struct opening_hits found;

	assert_int_equal(
		openings_find(db, f.arena, slice_of(words), 100, &found),
		ERR_OK);
	return found.count;
}

static enum err open_as(enum db_mode mode)
{
	struct db *db = NULL;
	enum err e = store_open(f.folder.path, mode, &db);

	store_close(db);
	return e;
}

/* A file with one opening titled "baker", closed. */
static void make_file(void)
{
	struct db *db = store_folder_open(&f.folder, DB_WRITER);
	struct stored_opening o = opening_titled("o", "baker");

	opening_put(db, &o);
	store_close(db);
}

static void a_new_file_is_private_and_at_the_newest_schema(void **state)
{
	struct stat st;

	(void)state;
	make_file();
	assert_int_equal(stat(f.folder.path, &st), 0);
	assert_int_equal(st.st_mode & 0777, 0600);
	assert_int_equal(store_folder_ask(&f.folder, "PRAGMA user_version"),
			 migrate_newest());
}

static void what_was_committed_is_there_after_reopening(void **state)
{
	struct db *db;

	(void)state;
	make_file();
	db = store_folder_open(&f.folder, DB_WRITER);
	assert_int_equal(hits(db, "baker"), 1);
	assert_string_equal(check(db).parts, "");
	store_close(db);
}

static void a_newer_schema_is_refused_and_left_as_it_is(void **state)
{
	(void)state;
	make_file();
	store_folder_run(&f.folder, "PRAGMA user_version = 999");
	assert_int_equal(open_as(DB_WRITER), ERR_CONFLICT);
	assert_int_equal(open_as(DB_READER), ERR_CONFLICT);
	assert_int_equal(store_folder_ask(&f.folder, "PRAGMA user_version"),
			 999);
}

static void an_older_schema_is_refused_to_a_reader(void **state)
{
	(void)state;
	make_file();
	store_folder_run(&f.folder, "PRAGMA user_version = 0");
	assert_int_equal(open_as(DB_READER), ERR_CONFLICT);
}

static void another_programs_database_is_refused_and_left(void **state)
{
	(void)state;
	store_folder_run(&f.folder, "CREATE TABLE theirs (x)");
	assert_int_equal(open_as(DB_WRITER), ERR_CONFLICT);
	assert_int_equal(open_as(DB_READER), ERR_CONFLICT);
	assert_int_equal(store_folder_ask(&f.folder,
					  "SELECT count(*) FROM sqlite_schema"),
			 1);
}

static void a_file_that_is_no_database_is_refused(void **state)
{
	FILE *file = fopen(f.folder.path, "w");

	(void)state;
	for (int i = 0; i < 1000; i++)
		fputs("these are words", file);
	fclose(file);
	assert_int_equal(open_as(DB_WRITER), ERR_CONFLICT);
	assert_int_equal(open_as(DB_READER), ERR_CONFLICT);
}

static void a_reader_makes_no_file(void **state)
{
	(void)state;
	assert_int_equal(open_as(DB_READER), ERR_NOT_FOUND);
	assert_int_equal(access(f.folder.path, F_OK), -1);
}

static void a_second_writer_waits_its_turn_and_is_told_busy(void **state)
{
	struct db *first;
	struct db *second;

	(void)state;
	first = store_folder_open(&f.folder, DB_WRITER);
	second = store_folder_open(&f.folder, DB_WRITER);
	assert_int_equal(db_begin(first), ERR_OK);
	assert_int_equal(db_begin(second), ERR_BUSY);
	assert_int_equal(db_commit(first), ERR_OK);
	assert_int_equal(db_begin(second), ERR_OK);
	assert_int_equal(db_commit(second), ERR_OK);
	store_close(second);
	store_close(first);
}

/*
 * The terms in the index are not those that the words give today: what an
 * index of another analyser is.
 */
static void make_index_of_another_analyser(void)
{
	make_file();
	store_folder_run(&f.folder, "UPDATE opening_text SET title = 'cook';"
				    "UPDATE setting SET value = '00' "
				    "WHERE name = 'analyser_version'");
}

static void an_index_of_another_analyser_is_made_anew(void **state)
{
	struct stored_opening o = opening_titled("o", "teacher");
	struct db *db;

	(void)state;
	make_index_of_another_analyser();
	db = store_folder_open(&f.folder, DB_WRITER);
	assert_int_equal(hits(db, "baker"), 0);
	assert_int_equal(hits(db, "cook"), 1);
	opening_put(db, &o);
	assert_int_equal(hits(db, "cook"), 0);
	assert_int_equal(hits(db, "teacher"), 1);
	assert_string_equal(check(db).parts, "");
	store_close(db);
	assert_int_equal(open_as(DB_READER), ERR_OK);
}

static void a_reader_refuses_an_index_of_another_analyser(void **state)
{
	(void)state;
	make_index_of_another_analyser();
	assert_int_equal(open_as(DB_READER), ERR_CONFLICT);
}

static struct row {
	const char *name;
	const char *sql;
	const char *parts;
} rows[] = {
	{"a check finds words that the index does not have",
	 "UPDATE opening_text SET title = 'cook'", "index "},
	{"a check finds an index without its terms",
	 "DELETE FROM opening_fts_data WHERE id > 1000;"
	 "DELETE FROM opening_fts_idx",
	 "index "},
	{"a check finds an opening without words",
	 "INSERT INTO feed VALUES (0, 2, 'opening', 'p');"
	 "UPDATE feed_counter SET seq = 2;"
	 "INSERT INTO opening VALUES "
	 "('p', 'opening', 'open', '', '{}', 1, 0, 0, 0)",
	 "openings "},
	{"a check finds words of no opening", "DELETE FROM opening", "file "},
	{"a check finds an opening that was never fed",
	 "DELETE FROM feed; UPDATE feed_counter SET seq = 0", "feed "},
	{"a check finds an account that was never fed",
	 "INSERT INTO account VALUES ('a', x'01', '', '', 'seeker', 'en', "
	 "'active', 1, '', 0, 0, 0, 0)",
	 "feed "},
	{"a check finds an application without its event",
	 "INSERT INTO application VALUES ('a', 'o', '', '', 'p', '', 0, '', "
	 "'', '', '', '', '', 'maybe', '', 0, 'seen', '', 0, 0, 0, 0, 1)",
	 "feed applications "},
	{"a check finds a gap in the feed", "UPDATE feed_counter SET seq = 2",
	 "feed "},
	{"a check finds a feed ahead of its counter",
	 "INSERT INTO feed VALUES (0, 7, 'opening', 'o')", "feed "},
	{"a check finds an organisation that was never fed",
	 "INSERT INTO organisation VALUES ('acme', '{}', 1, 0, 0)", "feed "},
};

static void is_found_by_a_check(void **state)
{
	const struct row *row = *state;
	struct db *db;

	store_folder_init(&f.folder);
	f.arena = arena_new(0);
	make_file();
	store_folder_run(&f.folder, row->sql);
	db = store_folder_open(&f.folder, DB_WRITER);
	assert_string_equal(check(db).parts, row->parts);
	store_close(db);
	(void)tear_down(state);
}

static void a_quick_check_finds_a_damaged_page(void **state)
{
	struct db *db;
	struct said said = {""};
	size_t problems = 0;
	long page;
	FILE *file;

	(void)state;
	make_file();
	page = (long)store_folder_ask(&f.folder,
				      "SELECT rootpage FROM sqlite_schema "
				      "WHERE name = 'organisation'");
	file = fopen(f.folder.path, "r+");
	fseek(file, (page - 1) * 4096, SEEK_SET);
	fwrite("\x0D\xFF\xFF\x00\x09", 1, 5, file);
	fclose(file);
	db = store_folder_open(&f.folder, DB_READER);
	assert_int_equal(check_quick(db, note, &said, &problems), ERR_OK);
	assert_true(problems > 0);
	store_close(db);
}

/* Three openings in three savepoints of one transaction. */
static enum err put_three(struct db *db, const char *title)
{
	static const char *const ids[] = {"a", "b", "c"};
	enum err e = db_begin(db);

	for (size_t i = 0; i < COUNT(ids) && e == ERR_OK; i++) {
		struct stored_opening o = opening_titled(ids[i], title);
		enum change change;

		e = db_savepoint(db);
		if (e == ERR_OK)
			e = openings_put(db, &o, &change);
		if (e == ERR_OK)
			e = db_release(db);
	}
	if (e == ERR_OK)
		return db_commit(db);
	db_rollback(db);
	return e;
}

/*
 * Every n-th write fails once, until a run needs fewer: the three are all
 * there or none is, and the next try goes well.
 */
static void sweep_writes(int code, enum err expected)
{
	struct db *db = store_folder_open(&f.folder, DB_WRITER);
	bool has_failed = true;
	size_t before = 0;

	for (int n = 1; has_failed; n++) {
		char title[24];
		enum err e;

		snprintf(title, sizeof(title), "word%d", n);
		faulty_vfs_arm(FAULTY_WRITE, n, code);
		e = put_three(db, title);
		has_failed = faulty_vfs_disarm();
		assert_int_equal(e, has_failed ? expected : ERR_OK);
		assert_int_equal(hits(db, title), has_failed ? before : 3);
		assert_string_equal(check(db).parts, "");
		assert_int_equal(put_three(db, "again"), ERR_OK);
		assert_int_equal(hits(db, "again"), 3);
		assert_true(n < 1000);
	}
	store_close(db);
}

static void a_full_disk_fails_whole_and_recovers(void **state)
{
	(void)state;
	sweep_writes(SQLITE_FULL, ERR_STORE_FULL);
}

static void a_failing_disk_fails_whole_and_recovers(void **state)
{
	(void)state;
	sweep_writes(SQLITE_IOERR_WRITE, ERR_BUSY);
}

static void a_failed_fsync_ends_the_process_and_loses_nothing(void **state)
{
	struct db *db;
	pid_t child;
	int status;

	(void)state;
	make_file();
	child = fork();
	if (child == 0) {
		signal(SIGABRT, SIG_DFL);
		db = store_folder_open(&f.folder, DB_WRITER);
		faulty_vfs_arm(FAULTY_SYNC, 1, SQLITE_IOERR_FSYNC);
		_exit(put_three(db, "cook") == ERR_OK ? 0 : 1);
	}
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) && WTERMSIG(status) == SIGABRT);
	db = store_folder_open(&f.folder, DB_WRITER);
	assert_int_equal(hits(db, "baker"), 1);
	assert_string_equal(check(db).parts, "");
	store_close(db);
}

static void a_start_on_a_full_disk_leaves_a_file_that_starts_later(void **state)
{
	bool has_failed = true;

	(void)state;
	for (int n = 1; has_failed; n++) {
		enum err e;

		faulty_vfs_arm(FAULTY_WRITE, n, SQLITE_FULL);
		e = open_as(DB_WRITER);
		has_failed = faulty_vfs_disarm();
		if (!has_failed)
			assert_int_equal(e, ERR_OK);
		assert_int_equal(open_as(DB_WRITER), ERR_OK);
		store_folder_done(&f.folder);
		store_folder_init(&f.folder);
		assert_true(n < 1000);
	}
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int main(void)
{
	enum { PLAIN = 15 };
	struct CMUnitTest tests[PLAIN + COUNT(rows)] = {
		TEST(a_new_file_is_private_and_at_the_newest_schema),
		TEST(what_was_committed_is_there_after_reopening),
		TEST(a_newer_schema_is_refused_and_left_as_it_is),
		TEST(an_older_schema_is_refused_to_a_reader),
		TEST(another_programs_database_is_refused_and_left),
		TEST(a_file_that_is_no_database_is_refused),
		TEST(a_reader_makes_no_file),
		TEST(a_second_writer_waits_its_turn_and_is_told_busy),
		TEST(an_index_of_another_analyser_is_made_anew),
		TEST(a_reader_refuses_an_index_of_another_analyser),
		TEST(a_quick_check_finds_a_damaged_page),
		TEST(a_full_disk_fails_whole_and_recovers),
		TEST(a_failing_disk_fails_whole_and_recovers),
		TEST(a_failed_fsync_ends_the_process_and_loses_nothing),
		TEST(a_start_on_a_full_disk_leaves_a_file_that_starts_later),
	};

	for (size_t i = 0; i < COUNT(rows); i++) {
		tests[PLAIN + i].name = rows[i].name;
		tests[PLAIN + i].test_func = is_found_by_a_check;
		tests[PLAIN + i].initial_state = &rows[i];
	}
	log_set_level(LOG_SILENT); /* refusals are expected here */
	faulty_vfs_install();
	return cmocka_run_group_tests_name("store_file", tests, NULL, NULL);
}
