/* jw - see jw.h. */
#include "json/jw.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/day.h"
#include "json/jr.h"

void jw_init(struct json_writer *w, struct buf *to)
{
	*w = (struct json_writer){.to = to};
}

static void put_string(struct buf *to, struct slice s)
{
	size_t from = 0;

	buf_add_char(to, '"');
	for (size_t i = 0; i < s.n; i++) {
		unsigned char c = (unsigned char)s.p[i];

		if (c >= 0x20 && c != '"' && c != '\\')
			continue;
		buf_add(to, s.p + from, i - from);
		from = i + 1;
		if (c == '"' || c == '\\')
			buf_add(to, (char[]){'\\', (char)c}, 2);
		else if (c == '\n')
			buf_add_text(to, "\\n");
		else
			buf_print(to, "\\u%04x", c);
	}
	buf_add(to, s.p + from, s.n - from);
	buf_add_char(to, '"');
}

static void begin_item(struct json_writer *w, const char *key)
{
	if (w->depth > 0) {
		if (w->has_item[w->depth - 1])
			buf_add_char(w->to, ',');
		w->has_item[w->depth - 1] = true;
	}
	if (key != NULL) {
		put_string(w->to, slice_of(key));
		buf_add_char(w->to, ':');
	}
}

static void open_level(struct json_writer *w, const char *key, char opening,
		       char closing)
{
	begin_item(w, key);
	buf_add_char(w->to, opening);
	ASSERT(w->depth < JW_DEPTH_MAX);
	w->closing[w->depth] = closing;
	w->has_item[w->depth] = false;
	w->depth++;
}

void jw_object(struct json_writer *w, const char *key)
{
	open_level(w, key, '{', '}');
}

void jw_array(struct json_writer *w, const char *key)
{
	open_level(w, key, '[', ']');
}

void jw_end(struct json_writer *w)
{
	ASSERT(w->depth > 0);
	w->depth--;
	buf_add_char(w->to, w->closing[w->depth]);
}

void jw_text(struct json_writer *w, const char *key, struct slice text)
{
	begin_item(w, key);
	put_string(w->to, text);
}

void jw_word(struct json_writer *w, const char *key, const char *text)
{
	jw_text(w, key, slice_of(text));
}

void jw_int(struct json_writer *w, const char *key, int64_t n)
{
	begin_item(w, key);
	buf_print(w->to, "%lld", (long long)n);
}

void jw_bool(struct json_writer *w, const char *key, bool truth)
{
	begin_item(w, key);
	buf_add_text(w->to, truth ? "true" : "false");
}

void jw_null(struct json_writer *w, const char *key)
{
	begin_item(w, key);
	buf_add_text(w->to, "null");
}

void jw_hundredths(struct json_writer *w, const char *key, int64_t n)
{
	long long whole = llabs((long long)n) / 100;
	long long part = llabs((long long)n) % 100;

	begin_item(w, key);
	if (n < 0)
		buf_add_char(w->to, '-');
	if (part == 0)
		buf_print(w->to, "%lld", whole);
	else if (part % 10 == 0)
		buf_print(w->to, "%lld.%lld", whole, part / 10);
	else
		buf_print(w->to, "%lld.%02lld", whole, part);
}

void jw_real(struct json_writer *w, const char *key, double x)
{
	char text[40];

	begin_item(w, key);
	if (!isfinite(x)) {
		buf_add_text(w->to, "null");
		return;
	}
	if (x == 0)
		x = 0; /* without its sign, which reading would lose */
	for (int precision = 1; precision <= 17; precision++) {
		snprintf(text, sizeof(text), "%.*g", precision, x);
		if (strtod(text, NULL) == x)
			break;
	}
	buf_add_text(w->to, text);
}

void jw_day(struct json_writer *w, const char *key, int32_t day)
{
	char text[DAY_TEXT_BYTES];

	day_write(day, text);
	jw_word(w, key, text);
}

void jw_time(struct json_writer *w, const char *key, int64_t us)
{
	enum { DAY_S = 86400 };
	int64_t s = us / 1000000;
	char day[DAY_TEXT_BYTES], text[DAY_TEXT_BYTES + 16];
	int left = (int)(s % DAY_S);

	if (us <= 0) {
		jw_null(w, key);
		return;
	}
	day_write((int32_t)(s / DAY_S), day);
	snprintf(text, sizeof(text), "%sT%02d:%02d:%02dZ", day, left / 3600,
		 left / 60 % 60, left % 60);
	jw_word(w, key, text);
}

void jw_texts(struct json_writer *w, const char *key, const struct text *t,
	      enum lang l)
{
	if (l != LANG_ALL) {
		jw_text(w, key, text_in(t, l, &l));
		return;
	}
	jw_object(w, key);
	for (int i = 0; i < LANG__COUNT; i++) {
		if (t->in[i].p != NULL)
			jw_text(w, lang_code((enum lang)i), t->in[i]);
	}
	jw_end(w);
}

static void write_leaf(struct json_writer *w, const char *key,
		       const struct jr *n)
{
	switch (n->type) {
	case JR_NULL:
		jw_null(w, key);
		return;
	case JR_BOOL:
		jw_bool(w, key, n->truth);
		return;
	case JR_INT:
		jw_int(w, key, n->integer);
		return;
	case JR_REAL:
		jw_real(w, key, n->real);
		return;
	case JR_TEXT:
		jw_text(w, key, n->text);
		return;
	case JR_ARRAY:
		jw_array(w, key);
		return;
	case JR_OBJECT:
		jw_object(w, key);
		return;
	}
}

void jw_tree(struct json_writer *w, const char *key, const struct jr *n)
{
	/* Keys come from jr_parse(), which ends each in NUL. */
	write_leaf(w, key, n);
	if (n->type != JR_ARRAY && n->type != JR_OBJECT)
		return;
	for (const struct jr *c = n->first; c != NULL; c = c->next)
		jw_tree(w, n->type == JR_OBJECT ? c->key.p : NULL, c);
	jw_end(w);
}

struct slice jw_canonical(struct arena *a, const struct jr *n)
{
	struct json_writer w;
	struct buf b;
	struct slice copy;

	buf_init(&b, SIZE_MAX / 2);
	jw_init(&w, &b);
	jw_tree(&w, NULL, n);
	copy = arena_copy(a, buf_slice(&b));
	buf_done(&b);
	return copy;
}

void jw_raw(struct json_writer *w, const char *key, struct slice json)
{
	begin_item(w, key);
	buf_add_slice(w->to, json);
}

void jw_members(struct json_writer *w, struct slice members)
{
	if (members.n > 0)
		jw_raw(w, NULL, members);
}
