/* growth_threads - searches a second by how many threads ask. */
#ifndef BENCH_GROWTH_THREADS_H
#define BENCH_GROWTH_THREADS_H

#include <stddef.h>

#include "base/slice.h"
#include "growth_sample.h"

struct served;

/* Asks to->count queries, by 1 to `most` threads; fills in rates. */
void growth_threads(const struct served *s, const struct slice *words,
		    size_t most, struct growth_sample *to);

#endif
