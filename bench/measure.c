/* measure - see measure.h. */
#include "measure.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/compiler.h"

enum { STREAM_BYTES = 512 * 1024 * 1024, TRIES = 5 };

static volatile size_t kept;

void keep(size_t value)
{
	kept = kept + value;
}

static double read_clock(clockid_t clock)
{
	struct timespec t;

	clock_gettime(clock, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

double now_us(void)
{
	return read_clock(CLOCK_MONOTONIC);
}

double core_us(void)
{
	return read_clock(CLOCK_THREAD_CPUTIME_ID);
}

static int ascending(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

double quantile(double *numbers, size_t n, double share)
{
	size_t at = (size_t)(share * (double)(n - 1) + 0.5);

	qsort(numbers, n, sizeof(*numbers), ascending);
	return numbers[at];
}

static uint64_t read_all(const uint64_t *words, size_t n)
{
	uint64_t sums[8] = {0};
	uint64_t sum = 0;

	for (size_t i = 0; i < n; i += 8) {
		for (size_t k = 0; k < 8; k++)
			sums[k] ^= words[i + k];
	}
	for (size_t k = 0; k < 8; k++)
		sum ^= sums[k];
	return sum;
}

double stream_bandwidth(void)
{
	uint64_t *words = malloc(STREAM_BYTES);
	double best = 0;

	if (words == NULL)
		out_of_memory(STREAM_BYTES);
	memset(words, 0x5a, STREAM_BYTES);
	for (int i = 0; i < TRIES; i++) {
		double from = core_us(), speed;

		keep(read_all(words, STREAM_BYTES / sizeof(*words)));
		speed = STREAM_BYTES / (core_us() - from);
		best = speed > best ? speed : best;
	}
	free(words);
	return best;
}

double resident_bytes(void)
{
	FILE *f = fopen("/proc/self/statm", "r");
	unsigned long pages = 0;

	if (f == NULL || fscanf(f, "%*u %lu", &pages) != 1) {
		perror("/proc/self/statm");
		exit(EXIT_FAILURE);
	}
	fclose(f);
	return (double)pages * (double)sysconf(_SC_PAGESIZE);
}

void say_target(const char *what, double got, double limit)
{
	printf("  %-4s %s: %.3g, limit %.3g\n", got <= limit ? "pass" : "FAIL",
	       what, got, limit);
}
