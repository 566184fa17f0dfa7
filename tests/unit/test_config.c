/* config: presets, units, bounds, and that later sources win. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/arena.h"
#include "config/config.h"

static struct arena *arena;

static int open_arena(void **state)
{
	(void)state;
	arena = arena_new(0);
	return 0;
}

static int close_arena(void **state)
{
	(void)state;
	arena_free(arena);
	return 0;
}

static void presets_are_those_of_the_table(void **state)
{
	struct config c;

	(void)state;
	config_defaults(&c);
	assert_string_equal(c.server_listen, "127.0.0.1:8080");
	assert_false(c.server_public);
	assert_true(c.server_idle_timeout == 60 * INT64_C(1000000));
	assert_true(c.server_body_max == 1024 * 1024);
	assert_true(c.store_group_window == 2000);
	assert_true(c.store_group_max == 64);
	assert_string_equal(c.store_db, "baybridge.db");
	assert_true(c.limits_enabled);
}

static struct row {
	const char *name;
	const char *option, *value;
	long long want; /* of the option; -1: refused */
} rows[] = {
	{"milliseconds", "store.group_window", "100ms", 100000},
	{"none of them", "store.group_window", "0ms", 0},
	{"one too many", "store.group_window", "101ms", -1},
	{"the same in a larger unit is too many", "store.group_window", "1s",
	 -1},
	{"seconds", "server.idle_timeout", "1s", 1000000},
	{"minutes", "server.idle_timeout", "10m", 600000000},
	{"the same in seconds", "server.idle_timeout", "600s", 600000000},
	{"above the most", "server.idle_timeout", "601s", -1},
	{"below the least", "server.idle_timeout", "999ms", -1},
	{"hours are above the most", "server.idle_timeout", "1h", -1},
	{"no unit", "server.idle_timeout", "60", -1},
	{"an unknown unit", "server.idle_timeout", "60x", -1},
	{"a unit alone", "server.idle_timeout", "s", -1},
	{"a fraction", "server.idle_timeout", "1.5s", -1},
	{"a sign", "server.idle_timeout", "+5s", -1},
	{"a space", "server.idle_timeout", "5 s", -1},
	{"empty", "server.idle_timeout", "", -1},
	{"kibibytes", "server.body_max", "64K", 65536},
	{"mebibytes", "server.body_max", "64M", 67108864},
	{"bytes", "server.body_max", "1024", 1024},
	{"bytes below the least", "server.body_max", "1023", -1},
	{"above the most by one", "server.body_max", "67108865", -1},
	{"gibibytes", "server.body_max", "1G", -1},
	{"more than fits", "server.body_max", "99999999999999999999", -1},
	{"more than fits, by its unit", "server.body_max", "18014398509483008K",
	 -1},
	{"a count", "store.group_max", "1024", 1024},
	{"a count below the least", "store.group_max", "0", -1},
	{"a count above the most", "store.group_max", "1025", -1},
	{"a count below zero", "store.group_max", "-1", -1},
	{"a count with a unit", "store.group_max", "1K", -1},
	{"a count in hexadecimal", "store.group_max", "0x10", -1},
};

static long long value_of(const struct config *c, const char *option)
{
	if (strcmp(option, "store.group_window") == 0)
		return c->store_group_window;
	if (strcmp(option, "server.idle_timeout") == 0)
		return c->server_idle_timeout;
	if (strcmp(option, "server.body_max") == 0)
		return c->server_body_max;
	return c->store_group_max;
}

static void is_read(void **state)
{
	const struct row *row = *state;
	char words[CONFIG_WORDS_BYTES] = "";
	struct config c;
	long long before;
	enum err e;

	config_defaults(&c);
	before = value_of(&c, row->option);
	e = config_set(arena, &c, slice_of(row->option), slice_of(row->value),
		       words);
	if (row->want >= 0) {
		assert_int_equal(e, ERR_OK);
		assert_true(value_of(&c, row->option) == row->want);
		return;
	}
	assert_int_equal(e, ERR_INVALID);
	assert_non_null(strstr(words, row->option));
	assert_true(value_of(&c, row->option) == before);
}

static void a_refusal_says_what_is_accepted(void **state)
{
	char words[CONFIG_WORDS_BYTES] = "";
	struct config c;

	(void)state;
	config_defaults(&c);
	assert_int_equal(config_set(arena, &c, SLICE("store.group_max"),
				    SLICE("0"), words),
			 ERR_INVALID);
	assert_non_null(strstr(words, "1 to 1024"));
	assert_int_equal(config_set(arena, &c, SLICE("limits.enabled"),
				    SLICE("true"), words),
			 ERR_INVALID);
	assert_non_null(strstr(words, "yes or no"));
	assert_int_equal(config_set(arena, &c, SLICE("server.colour"),
				    SLICE("red"), words),
			 ERR_INVALID);
	assert_non_null(strstr(words, "server.colour"));
	assert_int_equal(
		config_set(arena, &c, SLICE("listen"), SLICE("x"), words),
		ERR_INVALID);
	assert_null(strstr(words, "red"));
}

static void flags_are_yes_or_no(void **state)
{
	char words[CONFIG_WORDS_BYTES];
	struct config c;

	(void)state;
	config_defaults(&c);
	assert_int_equal(config_set(arena, &c, SLICE("limits.enabled"),
				    SLICE("no"), words),
			 ERR_OK);
	assert_false(c.limits_enabled);
	assert_int_equal(config_set(arena, &c, SLICE("limits.enabled"),
				    SLICE("yes"), words),
			 ERR_OK);
	assert_true(c.limits_enabled);
}

/* Written to a temporary file; removed by the caller. */
static void write_file(char path[64], const char *text)
{
	int fd;

	snprintf(path, 64, "/tmp/test_config.XXXXXX");
	fd = mkstemp(path);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, text, strlen(text)), strlen(text));
	close(fd);
}

static enum err read_text(struct config *c, const char *text,
			  char words[CONFIG_WORDS_BYTES])
{
	char path[64];
	enum err e;

	write_file(path, text);
	e = config_read_file(arena, c, path, words);
	unlink(path);
	return e;
}

static void later_wins(void **state)
{
	char words[CONFIG_WORDS_BYTES];
	struct config c;

	(void)state;
	config_defaults(&c);
	assert_int_equal(read_text(&c,
				   "; a comment\n[store]\ndb = file.db\n"
				   "group_max = 2\n[log]\nlevel = warn\n",
				   words),
			 ERR_OK);
	assert_string_equal(c.store_db, "file.db");
	assert_true(c.store_group_max == 2);
	assert_string_equal(c.log_level, "warn");
	assert_string_equal(c.server_listen, "127.0.0.1:8080");

	setenv("BAYBRIDGE_STORE_DB", "environment.db", 1);
	setenv("BAYBRIDGE_STORE_GROUP_MAX", "3", 1);
	assert_int_equal(config_read_environment(arena, &c, words), ERR_OK);
	assert_string_equal(c.store_db, "environment.db");
	assert_true(c.store_group_max == 3);
	assert_string_equal(c.log_level, "warn");

	assert_int_equal(config_set(arena, &c, SLICE("store.db"),
				    SLICE("line.db"), words),
			 ERR_OK);
	assert_string_equal(c.store_db, "line.db");
	assert_true(c.store_group_max == 3);
	unsetenv("BAYBRIDGE_STORE_DB");
	unsetenv("BAYBRIDGE_STORE_GROUP_MAX");
}

static void the_environment_is_held_to_the_bounds(void **state)
{
	char words[CONFIG_WORDS_BYTES] = "";
	struct config c;

	(void)state;
	config_defaults(&c);
	setenv("BAYBRIDGE_SERVER_IDLE_TIMEOUT", "forever", 1);
	assert_int_equal(config_read_environment(arena, &c, words),
			 ERR_INVALID);
	assert_non_null(strstr(words, "server.idle_timeout"));
	unsetenv("BAYBRIDGE_SERVER_IDLE_TIMEOUT");
}

static struct file {
	const char *name;
	const char *text;
	const char *want; /* in the sentence */
} files[] = {
	{"an unknown option", "[store]\ncolour = red\n", "store.colour"},
	{"an unknown section", "[shop]\ndb = x\n", "shop.db"},
	{"an option before any section", "db = x\n", "db"},
	{"a value out of bounds", "[store]\ngroup_max = 0\n",
	 "store.group_max"},
	{"a line that is nothing", "[store]\ndb = x\nnothing\n", "Line 3"},
};

static void is_refused(void **state)
{
	const struct file *file = *state;
	char words[CONFIG_WORDS_BYTES] = "";
	struct config c;

	config_defaults(&c);
	assert_int_equal(read_text(&c, file->text, words), ERR_INVALID);
	assert_non_null(strstr(words, file->want));
}

static void a_file_that_is_not_there_is_refused(void **state)
{
	char words[CONFIG_WORDS_BYTES] = "";
	struct config c;

	(void)state;
	config_defaults(&c);
	assert_int_equal(config_read_file(arena, &c, "/nowhere/at.conf", words),
			 ERR_INVALID);
	assert_non_null(strstr(words, "/nowhere/at.conf"));
}

/* --help-config prints a file that is read back, to the same values. */
static void help_is_a_file_at_its_defaults(void **state)
{
	char words[CONFIG_WORDS_BYTES] = "";
	struct config c, presets;
	struct buf b;

	(void)state;
	buf_init(&b, 64 * 1024);
	config_help(&b);
	buf_add(&b, "", 1);
	config_defaults(&presets);
	config_defaults(&c);
	c.store_group_max = 7;
	c.server_idle_timeout = 7;
	c.limits_enabled = false;
	c.server_listen = "elsewhere";
	assert_int_equal(read_text(&c, b.p, words), ERR_OK);
	buf_done(&b);
	assert_true(c.store_group_max == presets.store_group_max);
	assert_true(c.server_idle_timeout == presets.server_idle_timeout);
	assert_true(c.limits_enabled);
	assert_string_equal(c.server_listen, presets.server_listen);
	assert_string_equal(c.server_user, "");
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + COUNT(files) + 7] = {0};
	size_t n = 0;

	for (size_t i = 0; i < COUNT(rows); i++)
		tests[n++] = (struct CMUnitTest){rows[i].name, is_read, NULL,
						 NULL, &rows[i]};
	for (size_t i = 0; i < COUNT(files); i++)
		tests[n++] = (struct CMUnitTest){files[i].name, is_refused,
						 NULL, NULL, &files[i]};
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		presets_are_those_of_the_table);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		a_refusal_says_what_is_accepted);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(flags_are_yes_or_no);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(later_wins);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		the_environment_is_held_to_the_bounds);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		a_file_that_is_not_there_is_refused);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		help_is_a_file_at_its_defaults);
	return cmocka_run_group_tests_name("config", tests, open_arena,
					   close_arena);
}
