/*
 * log - one logfmt line an event, on standard error.
 *
 * Events and their keys are rows of log_events.def; values are text, quoted
 * and escaped here.  Any thread; a line is written with one write().  Floors 0
 * to 2 never log.
 */
#ifndef BASE_LOG_H
#define BASE_LOG_H

enum log_level { LOG_DEBUG, LOG_INFO, LOG_WARN, LOG_ERROR, LOG_SILENT };

enum log_event_id {
#define EVENT(name, level, event, keys) LOG_##name,
#include "base/log_events.def"
#undef EVENT
	LOG__COUNT
};

enum { LOG_VALUES_MAX = 8, LOG_NUMBER_BYTES = 24 };

void log_set_level(enum log_level least);

/* As many values, each a C string or NULL, as the event has keys. */
#define log_event(id, ...)                                                     \
	log_event_values((id), (const char *const[]){__VA_ARGS__},             \
			 sizeof((const char *const[]){__VA_ARGS__}) /          \
				 sizeof(const char *))
void log_event_values(enum log_event_id id, const char *const *values,
		      unsigned long count);

/* A number as a value: log_event(LOG_X, LOG_NUMBER(n)). */
#define LOG_NUMBER(n) log_number((char[LOG_NUMBER_BYTES]){0}, (long long)(n))
const char *log_number(char text[LOG_NUMBER_BYTES], long long n);

#endif
