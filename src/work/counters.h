/*
 * counters - what is counted a day and names nobody, until a job writes it down.
 *
 * A counter (counters.def) is split by a key of a few kinds, all of them words
 * of ours, so that there are few; what does not fit is counted under "other".
 * What was not written down when the process ends is lost: counts are "at
 * least".  Any thread.
 */
#ifndef WORK_COUNTERS_H
#define WORK_COUNTERS_H

#include <stddef.h>
#include <stdint.h>

#include "base/slice.h"

struct arena;
struct counters;

enum counter {
#define COUNTER(name, word, words) COUNTER_##name,
#include "work/counters.def"
#undef COUNTER
	COUNTER__COUNT
};

enum { COUNTERS_MAX = 1024, COUNTER_KEY_BYTES = 160 };

struct counted {
	const char *name; /* its word, or "other" */
	char key[COUNTER_KEY_BYTES];
	int64_t count;
};

struct counters *counters_new(void);
void counters_free(struct counters *c); /* NULL is fine */

/* One more.  NULL as the counters: nobody counts. */
void counters_add(struct counters *c, enum counter which, struct slice key);

/* All of them, in the arena; they begin at nothing again. */
size_t counters_take(struct counters *c, struct arena *a,
		     const struct counted **ret_list);

#endif
