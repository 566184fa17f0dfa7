/*
 * reads - threads that search and match in turns, and look for what was
 * written.
 *
 * A reader loads the number of acknowledged writes, pins the snapshot, and has
 * to see each of those that it had not looked for before.  Between two reads it
 * rests for as long as the first took: half a core each.
 */
#ifndef BENCH_READS_H
#define BENCH_READS_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"

enum { READ_PHASES = 3 }; /* before, during and after the writes */

struct live;
struct match_request;
struct reader;
struct writes;

struct reads {
	struct live *live;
	const struct writes *writes;
	size_t request_count, word_count;
	const struct match_request *requests;
	const struct slice *words;
	size_t count;
	struct reader *readers;
	_Atomic int phase; /* READ_PHASES: end */
};

/* As many threads as the epoch has slots for them, from 0 on. */
void reads_start(struct reads *r, size_t readers);
void reads_stop(struct reads *r);

/* Of all readers: the clock's time of a read, in microseconds. */
double reads_quantile(const struct reads *r, int phase, double share,
		      size_t *ret_count);

/* Looks for a write, and those that found nothing. */
size_t reads_looks(const struct reads *r, size_t *ret_missed);

#endif
