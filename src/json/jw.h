/*
 * jw - writes JSON into a buffer, as it goes.
 *
 * Sticky: a buffer that is over its maximum stays so, callers check it once at
 * the end.  Inside an object each call takes the key; inside an array, and at
 * the top, key is NULL.  Output has no white space and depends on nothing but
 * the calls.
 */
#ifndef JSON_JW_H
#define JSON_JW_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/lang.h"
#include "base/slice.h"

struct arena;
struct jr;

enum { JW_DEPTH_MAX = 64 };

struct json_writer {
	struct buf *to;
	unsigned depth;
	bool has_item[JW_DEPTH_MAX];
	char closing[JW_DEPTH_MAX];
};

void jw_init(struct json_writer *w, struct buf *to);

void jw_object(struct json_writer *w, const char *key);
void jw_array(struct json_writer *w, const char *key);
void jw_end(struct json_writer *w); /* of the innermost */

void jw_text(struct json_writer *w, const char *key, struct slice text);
void jw_word(struct json_writer *w, const char *key, const char *text);
void jw_int(struct json_writer *w, const char *key, int64_t n);
void jw_bool(struct json_writer *w, const char *key, bool truth);
void jw_null(struct json_writer *w, const char *key);

/* n / 100, trailing zeros dropped: 8250 is 82.5. */
void jw_hundredths(struct json_writer *w, const char *key, int64_t n);

/* The shortest decimal that reads back as the same double. */
void jw_real(struct json_writer *w, const char *key, double x);

/* "2026-11-25T13:00:00Z" of microseconds since 1970; null for 0. */
void jw_time(struct json_writer *w, const char *key, int64_t us);
void jw_day(struct json_writer *w, const char *key, int32_t day);

/* A text with LANG_ALL as a map; with a language as one string (text_in). */
void jw_texts(struct json_writer *w, const char *key, const struct text *t,
	      enum lang l);

/* The tree n again, keys in their order. */
void jw_tree(struct json_writer *w, const char *key, const struct jr *n);

/* The tree as a text of its own, without white space. */
struct slice jw_canonical(struct arena *a, const struct jr *n);

/* Members that are JSON already, `"a":1,"b":2`, into the object that is open. */
void jw_members(struct json_writer *w, struct slice members);

/* Bytes that are JSON already. */
void jw_raw(struct json_writer *w, const char *key, struct slice json);

#endif
