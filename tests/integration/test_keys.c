/* keys: the master key file is made whole, kept to its owner, and known. */
#include <fcntl.h>
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <sodium.h>

#include "base/arena.h"
#include "base/log.h"
#include "support/key_folder.h"

static struct key_folder f;

static int make_folder(void **state)
{
	(void)state;
	umask(0); /* so that only the program's own mode protects the file */
	key_folder_init(&f);
	return 0;
}

static int remove_folder(void **state)
{
	(void)state;
	key_folder_done(&f);
	return 0;
}

static void an_absent_file_is_made_for_its_owner_alone(void **state)
{
	struct keys *k;
	struct stat st;

	(void)state;
	assert_int_equal(keys_open(f.path, KEYS_MAKE, &k), ERR_OK);
	assert_int_equal(stat(f.path, &st), 0);
	assert_int_equal(st.st_mode & 07777, 0600);
	assert_int_equal(st.st_size, KEY_BYTES);
	assert_int_equal(st.st_nlink, 1); /* nothing half done lies beside it */
	assert_false(keys_have_old(k));
	keys_close(k);
}

static void an_absent_file_is_refused_where_one_must_be(void **state)
{
	struct keys *k;

	(void)state;
	assert_int_equal(keys_open(f.path, KEYS_REFUSE, &k), ERR_NOT_FOUND);
	assert_int_equal(access(f.path, F_OK), -1);
}

static void what_was_made_is_read_again(void **state)
{
	struct keys *made, *read;

	(void)state;
	assert_int_equal(keys_open(f.path, KEYS_MAKE, &made), ERR_OK);
	assert_int_equal(keys_open(f.path, KEYS_MAKE, &read), ERR_OK);
	for (int use = 0; use < KEY__COUNT; use++)
		assert_memory_equal(
			keys_get(made, KEYS_PRESENT, (enum key_use)use),
			keys_get(read, KEYS_PRESENT, (enum key_use)use),
			KEY_BYTES);
	assert_true(slice_eq(keys_name(made, KEYS_PRESENT),
			     keys_name(read, KEYS_PRESENT)));
	keys_close(made);
	keys_close(read);
}

static void two_files_are_never_the_same(void **state)
{
	struct keys *one, *two;

	(void)state;
	assert_int_equal(keys_open(f.path, KEYS_MAKE, &one), ERR_OK);
	assert_int_equal(keys_open(f.old, KEYS_MAKE, &two), ERR_OK);
	assert_false(slice_eq(keys_name(one, KEYS_PRESENT),
			      keys_name(two, KEYS_PRESENT)));
	keys_close(one);
	keys_close(two);
}

/* The octets of libsodium's own derivation, by the words of keys.h. */
static void each_use_has_the_key_that_libsodium_derives(void **state)
{
	unsigned char master[KEY_BYTES];
	unsigned char want[KEY_BYTES];
	struct keys *k;

	(void)state;
	memset(master, 7, sizeof(master));
	key_folder_write(f.path, 7, KEY_BYTES, 0400);
	k = key_folder_open(&f);
	for (unsigned use = 0; use < KEY__COUNT; use++) {
		crypto_kdf_derive_from_key(want, sizeof(want), 2 + use,
					   "baybridg", master);
		assert_memory_equal(
			keys_get(k, KEYS_PRESENT, (enum key_use)use), want,
			sizeof(want));
	}
	keys_close(k);
}

static void the_one_before_is_read_beside_it(void **state)
{
	struct keys *both, *before;

	(void)state;
	key_folder_write(f.path, 1, KEY_BYTES, 0600);
	before = key_folder_open(&f);
	key_folder_write(f.path, 2, KEY_BYTES, 0600);
	key_folder_write(f.old, 1, KEY_BYTES, 0600);
	both = key_folder_open(&f);
	assert_true(keys_have_old(both));
	assert_memory_equal(keys_get(both, KEYS_OLD, KEY_WRAP),
			    keys_get(before, KEYS_PRESENT, KEY_WRAP),
			    KEY_BYTES);
	assert_memory_not_equal(keys_get(both, KEYS_PRESENT, KEY_WRAP),
				keys_get(before, KEYS_PRESENT, KEY_WRAP),
				KEY_BYTES);
	keys_close(both);
	keys_close(before);
}

static void an_old_file_that_others_read_is_refused(void **state)
{
	struct keys *k;

	(void)state;
	key_folder_write(f.path, 2, KEY_BYTES, 0600);
	key_folder_write(f.old, 1, KEY_BYTES, 0640);
	assert_int_equal(keys_open(f.path, KEYS_REFUSE, &k), ERR_FORBIDDEN);
}

static void what_is_no_file_is_refused(void **state)
{
	struct keys *k;

	(void)state;
	assert_int_equal(mkfifo(f.path, 0600), 0);
	assert_int_equal(keys_open(f.path, KEYS_MAKE, &k), ERR_INVALID);
	assert_int_equal(keys_open(f.folder, KEYS_MAKE, &k), ERR_INVALID);
}

static void a_folder_that_is_not_there_is_the_system_s_failure(void **state)
{
	struct keys *k;
	char path[KEY_FOLDER_PATH_BYTES + 16];

	(void)state;
	snprintf(path, sizeof(path), "%s/no/db.key", f.folder);
	log_set_level(LOG_SILENT);
	assert_int_equal(keys_open(path, KEYS_MAKE, &k), ERR_INTERNAL);
	log_set_level(LOG_INFO);
}

static void without_an_option_it_lies_beside_the_database(void **state)
{
	struct arena *a = arena_new(0);

	(void)state;
	assert_string_equal(keys_path(a, "", "/data/b.db"), "/data/b.db.key");
	assert_string_equal(keys_path(a, "/etc/key", "/data/b.db"), "/etc/key");
	arena_free(a);
}

static void *open_keys(void *arg)
{
	struct keys **k = arg;

	return keys_open(f.path, KEYS_MAKE, k) == ERR_OK ? arg : NULL;
}

static void of_two_that_start_together_one_key_wins(void **state)
{
	enum { STARTERS = 8 };
	struct keys *keys[STARTERS];
	pthread_t threads[STARTERS];
	void *worked;

	(void)state;
	for (int i = 0; i < STARTERS; i++)
		assert_int_equal(
			pthread_create(&threads[i], NULL, open_keys, &keys[i]),
			0);
	for (int i = 0; i < STARTERS; i++) {
		pthread_join(threads[i], &worked);
		assert_non_null(worked);
	}
	for (int i = 0; i < STARTERS; i++)
		assert_true(slice_eq(keys_name(keys[0], KEYS_PRESENT),
				     keys_name(keys[i], KEYS_PRESENT)));
	for (int i = 0; i < STARTERS; i++)
		keys_close(keys[i]);
}

static struct row {
	const char *name;
	int octet;
	size_t n;
	mode_t mode;
	enum err want;
} rows[] = {
	{"mode 0600 is taken", 1, 32, 0600, ERR_OK},
	{"mode 0400 is taken", 1, 32, 0400, ERR_OK},
	{"readable by the group is refused", 1, 32, 0640, ERR_FORBIDDEN},
	{"readable by all is refused", 1, 32, 0604, ERR_FORBIDDEN},
	{"writable by the group is refused", 1, 32, 0620, ERR_FORBIDDEN},
	{"writable by all is refused", 1, 32, 0602, ERR_FORBIDDEN},
	{"an empty file is refused", 1, 0, 0600, ERR_INVALID},
	{"31 octets are refused", 1, 31, 0600, ERR_INVALID},
	{"33 octets are refused", 1, 33, 0600, ERR_INVALID},
	{"64 octets are refused", 1, 64, 0600, ERR_INVALID},
	{"nothing but zeros is refused", 0, 32, 0600, ERR_INVALID},
};

static void a_file_is_taken_or_refused(void **state)
{
	const struct row *row = *state;
	struct keys *k = NULL;

	key_folder_init(&f);
	key_folder_write(f.path, row->octet, row->n, row->mode);
	assert_int_equal(keys_open(f.path, KEYS_MAKE, &k), row->want);
	if (row->want == ERR_OK)
		keys_close(k);
	key_folder_done(&f);
}

#define CASE(name)                                                             \
	cmocka_unit_test_setup_teardown(name, make_folder, remove_folder)

static const struct CMUnitTest cases[] = {
	CASE(an_absent_file_is_made_for_its_owner_alone),
	CASE(an_absent_file_is_refused_where_one_must_be),
	CASE(what_was_made_is_read_again),
	CASE(two_files_are_never_the_same),
	CASE(each_use_has_the_key_that_libsodium_derives),
	CASE(the_one_before_is_read_beside_it),
	CASE(an_old_file_that_others_read_is_refused),
	CASE(what_is_no_file_is_refused),
	CASE(a_folder_that_is_not_there_is_the_system_s_failure),
	CASE(without_an_option_it_lies_beside_the_database),
	CASE(of_two_that_start_together_one_key_wins),
};

int main(void)
{
	struct CMUnitTest tests[COUNT(cases) + COUNT(rows)] = {0};

	memcpy(tests, cases, sizeof(cases));
	for (size_t i = 0; i < COUNT(rows); i++) {
		tests[COUNT(cases) + i].name = rows[i].name;
		tests[COUNT(cases) + i].test_func = a_file_is_taken_or_refused;
		tests[COUNT(cases) + i].initial_state = &rows[i];
	}
	return cmocka_run_group_tests_name("keys", tests, NULL, NULL);
}
