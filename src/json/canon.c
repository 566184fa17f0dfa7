/* canon - see canon.h. */
#include "json/canon.h"

#include <stddef.h>
#include <string.h>

#include "base/arena.h"
#include "json/jw.h"

struct slice canon_inside(struct slice value)
{
	return slice_cut(value, 1, value.n - 1);
}

struct slice canon_key(const struct canon_member *m)
{
	return (struct slice){m->key.p - 1, m->key.n + sizeof("\"\":") - 1};
}

/* Of several backslashes before it, each second one is escaped itself. */
static bool is_escaped(const char *quote)
{
	size_t n = 0;

	while (quote[-1 - (ptrdiff_t)n] == '\\')
		n++;
	return n % 2 == 1;
}

/*
 * The bytes of the string that s begins with, its quotes among them.  Most of a
 * document is inside of strings, and quotes in them are few.
 */
static size_t string_length(struct slice s)
{
	const char *at = s.p;

	do
		at = memchr(at + 1, '"', s.n - (size_t)(at + 1 - s.p));
	while (is_escaped(at));
	return (size_t)(at - s.p) + 1;
}

static size_t value_length(struct slice s)
{
	size_t depth = 0, i = 0;

	while (i < s.n) {
		char c = s.p[i];

		if (c == '"') {
			i += string_length(slice_cut(s, i, s.n));
			continue;
		}
		if (depth == 0 && c == ',')
			break;
		depth += c == '{' || c == '[';
		depth -= c == '}' || c == ']';
		i++;
	}
	return i;
}

bool canon_item(struct slice *rest, struct slice *ret)
{
	size_t n;

	if (rest->n == 0)
		return false;
	n = value_length(*rest);
	*ret = slice_cut(*rest, 0, n);
	*rest = slice_cut(*rest, n < rest->n ? n + 1 : n, rest->n);
	return true;
}

bool canon_member(struct slice *rest, struct canon_member *ret)
{
	size_t n;

	if (rest->n == 0)
		return false;
	n = string_length(*rest);
	ret->key = slice_cut(*rest, 1, n - 1);
	*rest = slice_cut(*rest, n + 1, rest->n);
	return canon_item(rest, &ret->value);
}

static unsigned hex(char c)
{
	return (unsigned)(c <= '9' ? c - '0' : c - 'a' + 10);
}

/* What the escape at p says; *ret_n is its length. */
static char unescape(const char *p, size_t *ret_n)
{
	*ret_n = p[1] == 'u' ? 6 : 2;
	if (p[1] == 'u')
		return (char)(hex(p[4]) << 4 | hex(p[5]));
	return p[1] == 'n' ? '\n' : p[1];
}

struct slice canon_text(struct arena *a, struct slice inside)
{
	const char *p = inside.p, *end = inside.p + inside.n;
	const char *mark = inside.n == 0 ? NULL : memchr(p, '\\', inside.n);
	char *out;
	size_t n = 0, length;

	if (mark == NULL)
		return inside;
	out = arena_take(a, inside.n);
	while (mark != NULL) {
		memcpy(out + n, p, (size_t)(mark - p));
		n += (size_t)(mark - p);
		out[n++] = unescape(mark, &length);
		p = mark + length;
		mark = memchr(p, '\\', (size_t)(end - p));
	}
	memcpy(out + n, p, (size_t)(end - p));
	return (struct slice){out, n + (size_t)(end - p)};
}

void canon_escape(struct buf *to, struct slice text)
{
	struct json_writer w;
	size_t before = to->n;

	jw_init(&w, to);
	jw_text(&w, NULL, text);
	if (buf_is_over(to))
		return;
	/* Without its quotes. */
	memmove(to->p + before, to->p + before + 1, to->n - before - 2);
	to->n -= 2;
}
