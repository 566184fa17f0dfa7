/* population_parts - what the files population*.c share. */
#ifndef BENCH_POPULATION_PARTS_H
#define BENCH_POPULATION_PARTS_H

#include "base/arena.h"
#include "base/buf.h"
#include "json/jr.h"
#include "population.h"
#include "support/random.h"

enum { HOLDERS_MAX = 4096, TRIES_MAX = 100 };

struct making {
	struct arena *a;
	struct arena *scratch;
	struct random random;
	const struct vocabulary *vocabulary;
	struct buf text;
	size_t holder_count;
	const struct jr *holders[HOLDERS_MAX]; /* openings, programmes */
};

NORETURN void population_give_up(const char *what, const struct faults *f);

/* One drawn at random; a full one states everything. */
const struct facts *population_profile(struct making *m, bool is_full);

#endif
