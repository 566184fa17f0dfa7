/*
 * clock - the only source of time, replaceable by tests.
 *
 * Floors 0 and 2 compute with times that they are given; they never ask.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

int64_t clock_now_us(void);       /* microseconds since 1970, UTC */
int64_t clock_monotonic_us(void); /* for deadlines; never jumps */
int32_t clock_today(void);        /* the day at +08:00 */
int32_t clock_day_of_us(int64_t us);

/* For tests: the wall clock stands at `us` until it is set again; -1 frees it. */
void clock_set_us(int64_t us);

#endif
