/* checksum - see checksum.h; as in the specification, with seed 0. */
#include "base/checksum.h"

#include <string.h>

enum { STRIPE_BYTES = 32 };

#define PRIME_1 UINT64_C(0x9E3779B185EBCA87)
#define PRIME_2 UINT64_C(0xC2B2AE3D27D4EB4F)
#define PRIME_3 UINT64_C(0x165667B19E3779F9)
#define PRIME_4 UINT64_C(0x85EBCA77C2B2AE63)
#define PRIME_5 UINT64_C(0x27D4EB2F165667C5)

static uint64_t turn(uint64_t x, int bits)
{
	return x << bits | x >> (64 - bits);
}

static uint64_t eight(const unsigned char *p)
{
	uint64_t x;

	memcpy(&x, p, sizeof(x));
	return x;
}

static uint64_t four(const unsigned char *p)
{
	uint32_t x;

	memcpy(&x, p, sizeof(x));
	return x;
}

static uint64_t mix(uint64_t lane, uint64_t input)
{
	return turn(lane + input * PRIME_2, 31) * PRIME_1;
}

static uint64_t join(uint64_t h, uint64_t lane)
{
	return (h ^ mix(0, lane)) * PRIME_1 + PRIME_4;
}

/* Whole stripes, at least one: four lanes side by side. */
static uint64_t sum_stripes(const unsigned char *p, const unsigned char *end)
{
	uint64_t a = PRIME_1 + PRIME_2, b = PRIME_2, c = 0, d = 0 - PRIME_1;

	for (; end - p >= STRIPE_BYTES; p += STRIPE_BYTES) {
		a = mix(a, eight(p));
		b = mix(b, eight(p + 8));
		c = mix(c, eight(p + 16));
		d = mix(d, eight(p + 24));
	}
	return join(join(join(join(turn(a, 1) + turn(b, 7) + turn(c, 12) +
					   turn(d, 18),
				   a),
			      b),
			 c),
		    d);
}

/* What is left after the stripes. */
static uint64_t sum_rest(uint64_t h, const unsigned char *p, size_t n)
{
	for (; n >= 8; p += 8, n -= 8)
		h = turn(h ^ mix(0, eight(p)), 27) * PRIME_1 + PRIME_4;
	for (; n >= 4; p += 4, n -= 4)
		h = turn(h ^ four(p) * PRIME_1, 23) * PRIME_2 + PRIME_3;
	for (; n > 0; p++, n--)
		h = turn(h ^ *p * PRIME_5, 11) * PRIME_1;
	return h;
}

uint64_t checksum(const void *bytes, size_t n)
{
	const unsigned char *p = bytes;
	size_t stripes = n - n % STRIPE_BYTES;
	uint64_t h = PRIME_5;

	if (stripes > 0)
		h = sum_stripes(p, p + stripes);
	h = n == 0 ? h : sum_rest(h + n, p + stripes, n - stripes);
	h = (h ^ h >> 33) * PRIME_2;
	h = (h ^ h >> 29) * PRIME_3;
	return h ^ h >> 32;
}
