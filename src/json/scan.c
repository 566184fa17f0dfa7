/*
 * scan - one pass over the octets with a stack of open containers; see scan.h.
 *
 * Keys are compared after their escapes are resolved, since "a" and "\u0061"
 * are the same key.
 */
#include "json/scan.h"

#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "base/map.h"
#include "base/utf8.h"
#include "json/jr.h"

struct level {
	bool is_object;
	bool wants_key; /* the next string is a key */
	unsigned index;
	struct slice key;
	struct map *keys;
};

struct scanner {
	struct arena *arena;
	struct slice text;
	size_t at;
	unsigned depth;
	struct level levels[JR_DEPTH_MAX];
	struct faults *faults;
};

static void append_escaped(struct buf *to, struct slice key)
{
	for (size_t i = 0; i < key.n; i++) {
		if (key.p[i] == '~')
			buf_add_text(to, "~0");
		else if (key.p[i] == '/')
			buf_add_text(to, "~1");
		else
			buf_add_char(to, key.p[i]);
	}
}

static void refuse(struct scanner *s, enum fault_code code, const char *arg)
{
	struct buf pointer;

	buf_init(&pointer, 64 * 1024);
	for (unsigned i = 0; i < s->depth; i++) {
		const struct level *l = &s->levels[i];

		buf_add_char(&pointer, '/');
		if (l->is_object)
			append_escaped(&pointer, l->key);
		else
			buf_print(&pointer, "%u", l->index);
	}
	buf_add_char(&pointer, '\0');
	fault_at_pointer(s->faults, code,
			 buf_is_over(&pointer) ? "" : pointer.p, arg);
	buf_done(&pointer);
}

static int hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	if (c >= 'a' && c <= 'f')
		return c - 'a' + 10;
	return c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

static bool hex4(const char *p, size_t n, uint32_t *ret)
{
	*ret = 0;
	if (n < 4)
		return false;
	for (int i = 0; i < 4; i++) {
		int v = hex(p[i]);

		if (v < 0)
			return false;
		*ret = *ret << 4 | (uint32_t)v;
	}
	return true;
}

/* One escape at p (after the backslash); returns the octets it took. */
static size_t unescape(const char *p, size_t n, char *to, size_t *to_n)
{
	static const char from[] = "\"\\/bfnrt";
	static const char into[] = "\"\\/\b\f\n\r\t";
	const char *at = n == 0 ? NULL : memchr(from, p[0], 8);
	uint32_t code, low;
	size_t took = 5;

	if (at != NULL) {
		to[(*to_n)++] = into[at - from];
		return 1;
	}
	if (n == 0 || p[0] != 'u' || !hex4(p + 1, n - 1, &code))
		return n == 0 ? 0 : 1;
	if (code >= 0xD800 && code < 0xDC00 && n >= 11 && p[5] == '\\' &&
	    p[6] == 'u' && hex4(p + 7, n - 7, &low) && low >= 0xDC00 &&
	    low < 0xE000) {
		code = 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00);
		took = 11;
	}
	/* Alone it is no character; jansson will refuse the text. */
	if (code >= 0xD800 && code < 0xE000)
		code = 0xFFFD;
	*to_n += (size_t)utf8_encode(code, to + *to_n);
	return took;
}

/* The string whose opening quote is at s->at; leaves s->at after the closing. */
static struct slice take_string(struct scanner *s)
{
	size_t from = ++s->at;
	char *to;
	size_t n = 0;

	while (s->at < s->text.n && s->text.p[s->at] != '"')
		s->at += s->text.p[s->at] == '\\' ? 2 : 1;
	if (s->at > s->text.n)
		s->at = s->text.n;
	to = arena_take(s->arena, s->at - from + 1);
	for (size_t i = from; i < s->at;) {
		if (s->text.p[i] == '\\') {
			i++;
			i += unescape(s->text.p + i, s->at - i, to, &n);
		} else {
			to[n++] = s->text.p[i++];
		}
	}
	s->at++;
	return (struct slice){to, n};
}

static void skip_string(struct scanner *s)
{
	s->at++;
	while (s->at < s->text.n && s->text.p[s->at] != '"')
		s->at += s->text.p[s->at] == '\\' ? 2 : 1;
	s->at++;
}

static enum err take_key(struct scanner *s, struct level *l)
{
	l->key = take_string(s);
	l->wants_key = false;
	if (map_put(l->keys, l->key, l))
		return ERR_OK;
	refuse(s, FAULT_JSON_DUPLICATE, NULL);
	return ERR_MALFORMED;
}

static enum err open_level(struct scanner *s, bool is_object)
{
	struct level *l;

	if (s->depth == JR_DEPTH_MAX) {
		char limit[16];

		snprintf(limit, sizeof(limit), "%d", JR_DEPTH_MAX);
		refuse(s, FAULT_JSON_DEPTH, limit);
		return ERR_MALFORMED;
	}
	l = &s->levels[s->depth++];
	*l = (struct level){.is_object = is_object, .wants_key = is_object};
	if (is_object)
		l->keys = map_new(s->arena);
	s->at++;
	return ERR_OK;
}

static enum err step(struct scanner *s)
{
	struct level *l = s->depth == 0 ? NULL : &s->levels[s->depth - 1];
	char c = s->text.p[s->at];

	if (c == '"' && l != NULL && l->is_object && l->wants_key)
		return take_key(s, l);
	if (c == '"') {
		skip_string(s);
		return ERR_OK;
	}
	if (c == '{' || c == '[')
		return open_level(s, c == '{');
	if ((c == '}' || c == ']') && s->depth > 0)
		s->depth--;
	if (c == ',' && l != NULL) {
		l->wants_key = l->is_object;
		l->index++;
	}
	s->at++;
	return ERR_OK;
}

/* Walks up to the bad octet, so that its place has a pointer. */
static enum err refuse_bad(struct scanner *s, size_t bad, const char *where)
{
	s->text.n = bad;
	while (s->at < bad) {
		enum err e = step(s);

		if (e != ERR_OK)
			return e;
	}
	refuse(s, FAULT_UTF8, where);
	return ERR_MALFORMED;
}

enum err scan_json(struct arena *a, struct slice text,
		   struct faults *reterr_faults)
{
	struct scanner s = {.arena = a, .text = text, .faults = reterr_faults};
	size_t bad;

	if (!utf8_is_valid(text, &bad)) {
		char where[24];

		snprintf(where, sizeof(where), "%zu", bad);
		return refuse_bad(&s, bad, where);
	}
	while (s.at < text.n) {
		enum err e = step(&s);

		if (e != ERR_OK)
			return e;
	}
	return ERR_OK;
}
