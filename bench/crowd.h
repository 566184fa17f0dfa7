/*
 * crowd - profiles with texts and wishes, and the shipped catalogue.
 *
 * Facts are population.h's.  A headline is a title of an occupation of the
 * shipped taxonomy, in one of four languages; skills are the taxonomy's, by
 * label or alias; what is wanted and what was done are made of both.  Same
 * seed, same crowd.
 *
 * What cannot be read ends the program with a message.
 */
#ifndef BENCH_CROWD_H
#define BENCH_CROWD_H

#include <stddef.h>

#include "matcher/people.h"
#include "population.h"

struct analyser;
struct arena;

struct crowd_world {
	struct snapshot_parts parts;
	struct snapshot *snapshot; /* of the shipped catalogue */
};

/* The repository's folder; the population gives the vocabulary. */
void crowd_world_read(struct arena *a, const char *root,
		      const struct population *p, struct analyser *an,
		      struct crowd_world *ret_world);
void crowd_world_done(struct crowd_world *w);

/* Profile after profile, without keeping any. */
struct people *crowd_index(const struct crowd_world *w,
			   const struct population *p, size_t n);

#endif
