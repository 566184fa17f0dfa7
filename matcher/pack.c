/* pack - see pack.h. */
#include "matcher/pack.h"

#include <math.h>
#include <string.h>

enum { SMALL_MAX = 1 << 28 };

void pack_count(struct buf *to, uint64_t n)
{
	while (n >= 0x80) {
		buf_add_char(to, (char)(n | 0x80));
		n >>= 7;
	}
	buf_add_char(to, (char)n);
}

uint64_t unpack_count(const uint8_t **at)
{
	uint64_t n = 0;

	for (unsigned shift = 0;; shift += 7) {
		uint8_t byte = *(*at)++;

		n |= (uint64_t)(byte & 0x7F) << shift;
		if (byte < 0x80)
			return n;
	}
}

static bool is_small(double x)
{
	return x == floor(x) && fabs(x) < SMALL_MAX && !(x == 0 && signbit(x));
}

/* 4n for n, 4n + 2 for -n, 1 before eight bytes. */
void pack_number(struct buf *to, double x)
{
	if (is_small(x)) {
		pack_count(to, x < 0 ? (uint64_t)-x * 4 + 2 : (uint64_t)x * 4);
		return;
	}
	pack_count(to, 1);
	buf_add(to, &x, sizeof(x));
}

double unpack_number(const uint8_t **at)
{
	uint64_t n = unpack_count(at);
	double x;

	if (n != 1)
		return (n & 2) != 0 ? -(double)(n / 4) : (double)(n / 4);
	memcpy(&x, *at, sizeof(x));
	*at += sizeof(x);
	return x;
}

void pack_text(struct buf *to, struct slice s)
{
	pack_count(to, s.n);
	buf_add_slice(to, s);
}

struct slice unpack_text(const uint8_t **at)
{
	size_t n = unpack_count(at);
	struct slice s = {(const char *)*at, n};

	*at += n;
	return s;
}
