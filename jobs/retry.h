/*
 * retry - when to try again what could not be sent.
 *
 * Waits double from the first to the longest; when they add up to `give_up_us`
 * it has failed.  Pure.
 */
#ifndef JOBS_RETRY_H
#define JOBS_RETRY_H

#include <stdbool.h>
#include <stdint.h>

struct config;

struct retry {
	int64_t first_us;
	int64_t most_us;
	int64_t give_up_us;
};

struct retry retry_of(const struct config *c);

/* After `tries` tries, the one that just failed among them (at least 1). */
int64_t retry_wait(const struct retry *r, int64_t tries);
bool retry_is_over(const struct retry *r, int64_t tries);

#endif
