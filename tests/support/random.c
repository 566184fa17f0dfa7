/* random - see random.h. */
#include "support/random.h"

void random_seed(struct random *r, uint64_t seed)
{
	/* splitmix64: neighbouring seeds must not give neighbouring states. */
	uint64_t z = seed + UINT64_C(0x9e3779b97f4a7c15);

	z = (z ^ (z >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	z = (z ^ (z >> 27)) * UINT64_C(0x94d049bb133111eb);
	r->state = (z ^ (z >> 31)) | 1;
}

uint64_t random_next(struct random *r)
{
	uint64_t x = r->state;

	x ^= x >> 12;
	x ^= x << 25;
	x ^= x >> 27;
	r->state = x;
	return x * UINT64_C(2685821657736338717);
}

int random_below(struct random *r, int n)
{
	return (int)((random_next(r) >> 33) % (uint64_t)n);
}

int random_range(struct random *r, int lo, int hi)
{
	return lo + random_below(r, hi - lo + 1);
}

bool random_chance(struct random *r, int percent)
{
	return random_below(r, 100) < percent;
}
