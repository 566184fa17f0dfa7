/* clock - see clock.h. */
#include "base/clock.h"

#include <stdatomic.h>
#include <time.h>

static _Atomic int64_t set_us = -1;

static int64_t read_clock(clockid_t id)
{
	struct timespec t;

	clock_gettime(id, &t);
	return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

int64_t clock_now_us(void)
{
	int64_t fixed = atomic_load(&set_us);

	return fixed >= 0 ? fixed : read_clock(CLOCK_REALTIME);
}

int64_t clock_monotonic_us(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

int32_t clock_day_of_us(int64_t us)
{
	int64_t seconds = us / 1000000 + 8 * 3600;

	return (int32_t)(seconds / 86400 - (seconds % 86400 < 0));
}

int32_t clock_today(void)
{
	return clock_day_of_us(clock_now_us());
}

void clock_set_us(int64_t us)
{
	atomic_store(&set_us, us);
}
