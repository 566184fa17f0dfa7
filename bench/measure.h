/* measure - time, order statistics and the speed of memory, for benchmarks. */
#ifndef BENCH_MEASURE_H
#define BENCH_MEASURE_H

#include <stdbool.h>
#include <stddef.h>

double now_us(void);
double core_us(void); /* spent by this thread, not by others beside it */

/* Of n numbers, which are sorted on the way; share 0.5 is the median. */
double quantile(double *numbers, size_t n, double share);

/* Bytes a microsecond that one core reads from memory; best of five. */
double stream_bandwidth(void);

/* Of memory, that this process holds. */
double resident_bytes(void);

/* "pass" or "FAIL" with both numbers. */
void say_target(const char *what, double got, double limit);

/* The value is used: what computes it is not optimised away. */
void keep(size_t value);

#endif
