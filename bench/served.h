/*
 * served - a snapshot of a population file, for benchmarks that ask it.
 *
 * Run from the folder of the repository.  What cannot be read ends the program
 * with a message.  One at a time.
 */
#ifndef BENCH_SERVED_H
#define BENCH_SERVED_H

#include "matcher/snapshot.h"

struct served {
	struct arena *arena; /* of the vocabulary */
	const struct vocabulary *vocabulary;
	const struct rates *rates;
	struct snapshot *snapshot;
	struct analyser *analyser;
	double open_us;  /* reading and indexing */
	double index_us; /* of that, the openings' part */
};

/* `file` is NDJSON of openings (bench/make-population). */
void served_open(const char *file, struct served *ret_served);
void served_close(struct served *s);

#endif
