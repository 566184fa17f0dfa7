/* slice - see slice.h. */
#include "base/slice.h"

#include <string.h>

#include "base/compiler.h"

struct slice slice_of(const char *text)
{
	return (struct slice){text, text == NULL ? 0 : strlen(text)};
}

bool slice_eq(struct slice a, struct slice b)
{
	return a.n == b.n && (a.n == 0 || memcmp(a.p, b.p, a.n) == 0);
}

bool slice_is(struct slice a, const char *text)
{
	return slice_eq(a, slice_of(text));
}

int slice_cmp(struct slice a, struct slice b)
{
	size_t n = a.n < b.n ? a.n : b.n;
	int order = n == 0 ? 0 : memcmp(a.p, b.p, n);

	if (order != 0)
		return order;
	return (a.n > b.n) - (a.n < b.n);
}

bool slice_starts(struct slice a, struct slice prefix)
{
	return a.n >= prefix.n &&
	       (prefix.n == 0 || memcmp(a.p, prefix.p, prefix.n) == 0);
}

struct slice slice_cut(struct slice a, size_t from, size_t to)
{
	ASSERT(from <= to && to <= a.n);
	return (struct slice){a.p + from, to - from};
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

struct slice slice_trim(struct slice a)
{
	while (a.n > 0 && is_blank(a.p[0])) {
		a.p++;
		a.n--;
	}
	while (a.n > 0 && is_blank(a.p[a.n - 1]))
		a.n--;
	return a;
}

static bool is_space(char c)
{
	return is_blank(c) || c == '\r' || c == '\n';
}

struct slice slice_strip(struct slice a)
{
	while (a.n > 0 && is_space(a.p[0])) {
		a.p++;
		a.n--;
	}
	while (a.n > 0 && is_space(a.p[a.n - 1]))
		a.n--;
	return a;
}

struct slice slice_split(struct slice a, char mark, struct slice *rest)
{
	const char *at = a.n == 0 ? NULL : memchr(a.p, mark, a.n);
	size_t n;

	if (at == NULL) {
		*rest = (struct slice){NULL, 0};
		return a;
	}
	n = (size_t)(at - a.p);
	*rest = slice_cut(a, n + 1, a.n);
	return slice_cut(a, 0, n);
}
