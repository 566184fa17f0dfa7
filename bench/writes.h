/*
 * writes - single openings, changed at a steady rate.
 *
 * In turns a new opening, one whose title gains a word that no other has, and
 * one that is removed; no opening is written twice.  All is read before the
 * first is sent.  What fails ends the program.
 */
#ifndef BENCH_WRITES_H
#define BENCH_WRITES_H

#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/slice.h"
#include "work/job.h"

struct analyser;
struct arena;
struct live;
struct opening;
struct snapshot;
struct writes;

struct write {
	struct job job;
	struct writes *all;
	struct slice id;
	struct slice word; /* of its title alone; removed: empty */
	const struct opening *opening;
	double due_us, done_us;
};

struct writes {
	struct arena *arena, *scratch; /* the second is the writer's */
	size_t count;
	struct write *items;
	/* As they were acknowledged; any thread may read `acknowledged`. */
	const struct write **done;
	_Atomic size_t acknowledged;
};

void writes_prepare(struct live *l, const struct snapshot *s, size_t count,
		    struct writes *ret_writes);
void writes_free(struct writes *w);

/* So many a second, on time whatever the answers; returns after the last. */
void writes_send(struct live *l, struct writes *w, double a_second);

/* From when each was due to its acknowledgement, in microseconds. */
double writes_quantile(const struct writes *w, double share);

/* Whether a snapshot shows it. */
bool write_is_seen(struct arena *a, struct analyser *an,
		   const struct snapshot *s, const struct write *w);

#endif
