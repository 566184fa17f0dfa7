/* log - see log.h. */
#include "base/log.h"

#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/clock.h"
#include "base/compiler.h"
#include "base/slice.h"

enum { LINE_BYTES = 2048 };

static const struct {
	enum log_level level;
	const char *event;
	const char *keys;
} table[LOG__COUNT] = {
#define EVENT(name, level, event, keys)                                        \
	[LOG_##name] = {LOG_##level, event, keys},
#include "base/log_events.def"
#undef EVENT
};

static const char *const level_words[] = {"debug", "info", "warn", "error"};

static _Atomic int least_level = LOG_INFO;

struct line {
	char text[LINE_BYTES];
	size_t n;
};

static void put(struct line *l, char c)
{
	if (l->n < LINE_BYTES - 1)
		l->text[l->n++] = c;
}

static void put_slice(struct line *l, struct slice s)
{
	for (size_t i = 0; i < s.n; i++)
		put(l, s.p[i]);
}

static bool is_plain(const char *value)
{
	if (*value == '\0')
		return false;
	for (; *value != '\0'; value++) {
		unsigned char c = (unsigned char)*value;

		if (c <= ' ' || c == '"' || c == '\\' || c == '=' || c == 0x7F)
			return false;
	}
	return true;
}

static void put_value(struct line *l, const char *value)
{
	if (value == NULL)
		value = "-";
	if (is_plain(value)) {
		put_slice(l, slice_of(value));
		return;
	}
	put(l, '"');
	/* A value that does not fit is cut, but its quotes are closed. */
	for (; *value != '\0' && l->n < LINE_BYTES - 4; value++) {
		unsigned char c = (unsigned char)*value;

		if (c == '"' || c == '\\')
			put(l, '\\');
		put(l, c < ' ' || c == 0x7F ? '?' : (char)c);
	}
	put(l, '"');
}

static void put_time(struct line *l)
{
	int64_t now = clock_now_us();
	time_t seconds = (time_t)(now / 1000000);
	struct tm parts;
	char text[40];
	size_t n;

	gmtime_r(&seconds, &parts);
	n = strftime(text, sizeof(text), "%Y-%m-%dT%H:%M:%S", &parts);
	put_slice(l, SLICE("ts="));
	put_slice(l, (struct slice){text, n});
	snprintf(text, sizeof(text), ".%03dZ", (int)(now / 1000 % 1000));
	put_slice(l, slice_of(text));
}

void log_set_level(enum log_level least)
{
	atomic_store(&least_level, (int)least);
}

void log_event_values(enum log_event_id id, const char *const *values,
		      unsigned long count)
{
	struct slice keys = slice_of(table[id].keys);
	struct line l = {.n = 0};
	ssize_t written;

	if ((int)table[id].level < atomic_load(&least_level))
		return;
	put_time(&l);
	put_slice(&l, SLICE(" level="));
	put_slice(&l, slice_of(level_words[table[id].level]));
	put_slice(&l, SLICE(" event="));
	put_slice(&l, slice_of(table[id].event));
	for (unsigned long i = 0; i < count; i++) {
		struct slice key = slice_split(keys, ' ', &keys);

		ASSERT(key.n > 0);
		put(&l, ' ');
		put_slice(&l, key);
		put(&l, '=');
		put_value(&l, values[i]);
	}
	ASSERT(keys.n == 0);
	l.text[l.n++] = '\n';
	written = write(STDERR_FILENO, l.text, l.n);
	(void)written; /* there is nowhere left to complain */
}

const char *log_number(char text[LOG_NUMBER_BYTES], long long n)
{
	snprintf(text, LOG_NUMBER_BYTES, "%lld", n);
	return text;
}
