/* target - see target.h. */
#include "net/target.h"

#include <string.h>

#include "base/arena.h"
#include "base/utf8.h"
#include "net/token.h"

/* pchar (RFC 3986, 3.3) without "%", and "/". */
static bool is_path_octet(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') ||
	       (c != 0 && strchr("-._~!$&'()*+,;=:@/", c) != NULL);
}

/* The octet that "%XX" stands for, or -1. */
static int read_escape(struct slice s, size_t at)
{
	int high;
	int low;

	if (s.n - at < 3)
		return -1;
	high = token_hex((unsigned char)s.p[at + 1]);
	low = token_hex((unsigned char)s.p[at + 2]);
	return high < 0 || low < 0 ? -1 : high * 16 + low;
}

static bool decode_path(struct slice raw, char *to, size_t *ret_n)
{
	size_t n = 0;

	for (size_t i = 0; i < raw.n; i++) {
		int c = (unsigned char)raw.p[i];

		if (c == '%') {
			c = read_escape(raw, i);
			if (c <= 0 || c == '/')
				return false;
			i += 2;
		} else if (!is_path_octet((unsigned char)c)) {
			return false;
		}
		to[n++] = (char)c;
	}
	*ret_n = n;
	return true;
}

/* Takes the last segment off, with its slash; false at the root. */
static bool step_up(const char *p, size_t *n)
{
	if (*n == 0)
		return false;
	while (p[--*n] != '/')
		;
	return true;
}

/*
 * In place.  `n` octets are done and end before a slash; a dot segment at the
 * end leaves that slash behind, as RFC 3986, 5.2.4 does.
 */
static bool resolve_dots(char *p, size_t *size)
{
	size_t n = 0;
	size_t i = 0;

	while (i < *size) {
		size_t end = i + 1;
		size_t bytes;

		while (end < *size && p[end] != '/')
			end++;
		bytes = end - i;
		if (bytes == 3 && p[i + 1] == '.' && p[i + 2] == '.') {
			if (!step_up(p, &n))
				return false;
		} else if (bytes != 2 || p[i + 1] != '.') {
			memmove(p + n, p + i, bytes);
			n += bytes;
			i = end;
			continue;
		}
		i = end;
		if (end == *size)
			p[n++] = '/';
	}
	*size = n;
	return true;
}

static bool read_path(struct arena *a, struct slice raw, struct slice *ret_path)
{
	char *p = arena_take(a, raw.n + 1);
	size_t ignored;
	size_t n;

	if (!decode_path(raw, p, &n) || !resolve_dots(p, &n))
		return false;
	*ret_path = (struct slice){p, n};
	return utf8_is_valid(*ret_path, &ignored);
}

static bool decode_word(struct arena *a, struct slice raw,
			struct slice *ret_word)
{
	char *p = arena_take(a, raw.n + 1);
	size_t ignored;
	size_t n = 0;

	for (size_t i = 0; i < raw.n; i++) {
		int c = (unsigned char)raw.p[i];

		if (c == '+')
			c = ' ';
		if (c == '%') {
			c = read_escape(raw, i);
			if (c <= 0)
				return false;
			i += 2;
		}
		p[n++] = (char)c;
	}
	*ret_word = (struct slice){p, n};
	return utf8_is_valid(*ret_word, &ignored);
}

static bool read_parameter(struct arena *a, struct slice item,
			   struct net_pair *ret)
{
	struct slice value;
	struct slice name = slice_split(item, '=', &value);

	return decode_word(a, name, &ret->name) &&
	       decode_word(a, value, &ret->value);
}

static bool read_query(struct arena *a, struct slice raw, struct target *t)
{
	struct slice rest = raw;
	size_t most = 1;

	for (size_t i = 0; i < raw.n; i++)
		most += raw.p[i] == '&';
	t->parameters = ARENA_ARRAY(a, struct net_pair, most);
	while (rest.n > 0) {
		struct slice item = slice_split(rest, '&', &rest);

		if (item.n == 0)
			continue;
		if (!read_parameter(a, item,
				    &t->parameters[t->parameter_count]))
			return false;
		t->parameter_count++;
	}
	return true;
}

/* Cuts "http://authority" off; what is left may be empty, a path or "?". */
static enum err read_absolute(struct slice *raw, struct target *t,
			      const char **words)
{
	struct slice after;
	struct slice scheme = slice_split(*raw, ':', &after);
	size_t n;

	*words = "The target is neither a path nor an absolute address";
	if (!token_is(scheme) || !slice_starts(after, SLICE("//")))
		return ERR_MALFORMED;
	after = slice_cut(after, 2, after.n);
	for (n = 0; n < after.n; n++)
		if (after.p[n] == '/' || after.p[n] == '?')
			break;
	t->authority = slice_cut(after, 0, n);
	if (!authority_read(t->authority, &t->parts))
		return ERR_MALFORMED;
	t->is_absolute = true;
	t->is_https = token_eq_text(scheme, "https");
	*raw = slice_cut(after, n, after.n);
	if (t->is_https || token_eq_text(scheme, "http"))
		return ERR_OK;
	*words = "Only http and https are answered here";
	return ERR_MISDIRECTED;
}

/* An absolute target without a path means the root (RFC 9110, 4.2.3). */
static enum err read_path_and_query(struct arena *a, struct slice raw,
				    struct target *t, const char **words)
{
	struct slice query;
	struct slice path = slice_split(raw, '?', &query);

	if (path.n == 0)
		path = SLICE("/");
	if (!read_path(a, path, &t->path)) {
		*words = "The path is not written as it should be";
		return ERR_MALFORMED;
	}
	if (!read_query(a, query, t)) {
		*words = "The query is not written as it should be";
		return ERR_MALFORMED;
	}
	return ERR_OK;
}

enum err target_read(struct arena *a, struct slice raw, enum net_method method,
		     struct target *ret_target, const char **reterr_words)
{
	struct target t = {0};
	enum err e = ERR_OK;

	if (slice_is(raw, "*")) {
		*reterr_words = "The target * is for OPTIONS only";
		if (method != NET_OPTIONS)
			return ERR_MALFORMED;
		t.path = SLICE("*");
		*ret_target = t;
		return ERR_OK;
	}
	if (raw.p[0] != '/')
		e = read_absolute(&raw, &t, reterr_words);
	if (e == ERR_OK)
		e = read_path_and_query(a, raw, &t, reterr_words);
	if (e == ERR_OK)
		*ret_target = t;
	return e;
}
