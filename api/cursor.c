/* cursor - see cursor.h. */
#include "api/cursor.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/arena.h"
#include "json/jr.h"

static const char digits[] =
	"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

enum { TEXT_MAX = 512 };

uint64_t cursor_hash(uint64_t h, struct slice bytes)
{
	if (h == 0)
		h = 14695981039346656037u;
	for (size_t i = 0; i < bytes.n; i++)
		h = (h ^ (unsigned char)bytes.p[i]) * 1099511628211u;
	/* So that "a" "bc" is not "ab" "c". */
	return (h ^ 0xFF) * 1099511628211u;
}

static struct slice encode(struct arena *a, struct slice in)
{
	char *out = arena_take(a, in.n / 3 * 4 + 5);
	size_t n = 0;

	for (size_t i = 0; i < in.n; i += 3) {
		size_t left = in.n - i < 3 ? in.n - i : 3;
		uint32_t bits = 0;

		for (size_t k = 0; k < 3; k++)
			bits = bits << 8 |
			       (k < left ? (unsigned char)in.p[i + k] : 0u);
		for (size_t k = 0; k <= left; k++)
			out[n++] = digits[bits >> (18 - 6 * k) & 63u];
	}
	return (struct slice){out, n};
}

static bool decode(struct arena *a, struct slice in, struct slice *ret)
{
	char *out = arena_take(a, in.n + 1);
	uint32_t bits = 0;
	unsigned held = 0;
	size_t n = 0;

	for (size_t i = 0; i < in.n; i++) {
		const char *at =
			in.p[i] == '\0' ? NULL : strchr(digits, in.p[i]);

		if (at == NULL)
			return false;
		bits = bits << 6 | (uint32_t)(at - digits);
		held += 6;
		if (held >= 8) {
			held -= 8;
			out[n++] = (char)(bits >> held & 0xFFu);
		}
	}
	*ret = (struct slice){out, n};
	return true;
}

struct slice cursor_write(struct arena *a, const struct cursor *c)
{
	struct slice body =
		arena_print(a,
			    "%016" PRIx64 " %" PRId64 " %" PRId64 " %" PRId64
			    " %" PRId64 " %.*s",
			    c->query, c->numbers[0], c->numbers[1],
			    c->numbers[2], c->stats, SLICE_ARG(c->id));

	return encode(a, arena_print(a, "%016" PRIx64 " %.*s",
				     cursor_hash(0, body), SLICE_ARG(body)));
}

bool cursor_read(struct arena *a, struct slice text, uint64_t query,
		 struct cursor *ret_cursor)
{
	struct slice plain, body;
	uint64_t check;
	int at = 0;

	if (text.n > TEXT_MAX || !decode(a, text, &plain) || plain.n < 18)
		return false;
	/* decode() leaves a NUL after the text, so sscanf stays inside. */
	body = slice_cut(plain, 17, plain.n);
	if (sscanf(plain.p, "%16" SCNx64, &check) != 1 ||
	    check != cursor_hash(0, body))
		return false;
	if (sscanf(body.p,
		   "%16" SCNx64 " %" SCNd64 " %" SCNd64 " %" SCNd64 " %" SCNd64
		   " %n",
		   &ret_cursor->query, &ret_cursor->numbers[0],
		   &ret_cursor->numbers[1], &ret_cursor->numbers[2],
		   &ret_cursor->stats, &at) != 5 ||
	    at == 0)
		return false;
	ret_cursor->id = slice_cut(body, (size_t)at, body.n);
	/* sscanf and base64 take several spellings; we wrote just one. */
	return ret_cursor->query == query && jr_id_is_valid(ret_cursor->id) &&
	       slice_eq(text, cursor_write(a, ret_cursor));
}
