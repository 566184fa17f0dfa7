/* log: one line an event, as logfmt; values quoted and escaped. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/clock.h"
#include "base/compiler.h"
#include "base/log.h"

enum { LINE_BYTES = 8192 };

/* What one call writes on standard error. */
static struct {
	int saved, read_end;
} capture;

static void begin(void)
{
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	capture.saved = dup(STDERR_FILENO);
	assert_true(capture.saved >= 0);
	assert_true(dup2(ends[1], STDERR_FILENO) >= 0);
	close(ends[1]);
	capture.read_end = ends[0];
}

static void finish(char text[LINE_BYTES])
{
	size_t n = 0;
	ssize_t got = 0;

	assert_true(dup2(capture.saved, STDERR_FILENO) >= 0);
	close(capture.saved);
	do {
		n += (size_t)got;
		got = read(capture.read_end, text + n, LINE_BYTES - 1 - n);
	} while (got > 0);
	text[n] = '\0';
	close(capture.read_end);
}

static struct row {
	const char *name;
	const char *value; /* of start.refused, whose one key is `reason` */
	const char *want;
} rows[] = {
	{"a plain word", "closed", "reason=closed"},
	{"an address", "127.0.0.1:8080", "reason=127.0.0.1:8080"},
	{"a value that is not there", NULL, "reason=-"},
	{"an empty value", "", "reason=\"\""},
	{"with a space", "no such file", "reason=\"no such file\""},
	{"with an equals sign", "a=b", "reason=\"a=b\""},
	{"with quotation marks", "say \"x\"", "reason=\"say \\\"x\\\"\""},
	{"with a backslash", "a\\b", "reason=\"a\\\\b\""},
	{"a line break is no line", "a\nevent=forged",
	 "reason=\"a?event=forged\""},
	{"nor is a return", "a\rb", "reason=\"a?b\""},
	{"an escape that a terminal would obey", "\x1b[31m",
	 "reason=\"?[31m\""},
	{"a delete", "a\x7f", "reason=\"a?\""},
	{"Han as it is", "軟件", "reason=軟件"},
};

static void is_written(void **state)
{
	const struct row *row = *state;
	char text[LINE_BYTES], want[LINE_BYTES];

	clock_set_us(INT64_C(1764000000123456));
	begin();
	log_event(LOG_START_REFUSED, row->value);
	finish(text);
	clock_set_us(-1);
	snprintf(want, sizeof(want),
		 "ts=2025-11-24T16:00:00.123Z level=error event=start.refused "
		 "%s\n",
		 row->want);
	assert_string_equal(text, want);
}

static void keys_stand_in_the_order_of_the_table(void **state)
{
	char text[LINE_BYTES];

	(void)state;
	begin();
	log_event(LOG_REQUEST_DONE, "id", "GET", "opening_get", LOG_NUMBER(200),
		  LOG_NUMBER(-7), LOG_NUMBER(INT64_MAX), NULL);
	finish(text);
	assert_non_null(strstr(text,
			       "level=info event=request.done request=id "
			       "method=GET route=opening_get status=200 us=-7 "
			       "bytes=9223372036854775807 error=-\n"));
}

static struct level {
	const char *name;
	enum log_level least;
	const char *want; /* letters of info, warn, error lines that appear */
} levels[] = {
	{"debug shows all", LOG_DEBUG, "iwe"},
	{"info shows all but debug", LOG_INFO, "iwe"},
	{"warn", LOG_WARN, "we"},
	{"error", LOG_ERROR, "e"},
	{"silent", LOG_SILENT, ""},
};

static void is_shown_from_its_level_on(void **state)
{
	const struct level *row = *state;
	char text[LINE_BYTES], seen[4] = "";

	begin();
	log_set_level(row->least);
	log_event(LOG_SERVER_STOPPED, "1");
	log_event(LOG_QUEUE_FULL, "reader", "64");
	log_event(LOG_START_REFUSED, "x");
	log_set_level(LOG_INFO);
	finish(text);
	if (strstr(text, "event=server.stopped") != NULL)
		snprintf(seen + strlen(seen), 2, "i");
	if (strstr(text, "event=queue.full") != NULL)
		snprintf(seen + strlen(seen), 2, "w");
	if (strstr(text, "event=start.refused") != NULL)
		snprintf(seen + strlen(seen), 2, "e");
	assert_string_equal(seen, row->want);
}

/* A value that is too long is cut; the line still ends, and is one. */
static void a_long_value_is_one_line(void **state)
{
	char text[LINE_BYTES], value[5000];

	(void)state;
	memset(value, 'x', sizeof(value) - 1);
	value[sizeof(value) - 1] = '\0';
	begin();
	log_event(LOG_START_REFUSED, value);
	finish(text);
	assert_true(strlen(text) > 1000);
	assert_ptr_equal(strchr(text, '\n'), text + strlen(text) - 1);
}

/* The quotation mark that opens must close, or the next line is swallowed. */
static void a_long_quoted_value_ends_its_quotes(void **state)
{
	char text[LINE_BYTES], value[5000];

	(void)state;
	memset(value, 'x', sizeof(value) - 1);
	value[3] = ' ';
	value[sizeof(value) - 1] = '\0';
	begin();
	log_event(LOG_START_REFUSED, value);
	finish(text);
	assert_string_equal(text + strlen(text) - 2, "\"\n");
}

int main(void)
{
	struct CMUnitTest tests[COUNT(rows) + COUNT(levels) + 3] = {0};
	size_t n = 0;

	for (size_t i = 0; i < COUNT(rows); i++)
		tests[n++] = (struct CMUnitTest){rows[i].name, is_written, NULL,
						 NULL, &rows[i]};
	for (size_t i = 0; i < COUNT(levels); i++)
		tests[n++] = (struct CMUnitTest){levels[i].name,
						 is_shown_from_its_level_on,
						 NULL, NULL, &levels[i]};
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		keys_stand_in_the_order_of_the_table);
	tests[n++] =
		(struct CMUnitTest)cmocka_unit_test(a_long_value_is_one_line);
	tests[n++] = (struct CMUnitTest)cmocka_unit_test(
		a_long_quoted_value_ends_its_quotes);
	return cmocka_run_group_tests_name("log", tests, NULL, NULL);
}
