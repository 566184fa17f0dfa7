/*
 * live - the record, its one writer and the published snapshot, as the server
 * has them, without HTTP.
 *
 * Run from the folder of the repository.  What fails ends the program with a
 * message.
 */
#ifndef BENCH_LIVE_H
#define BENCH_LIVE_H

#include <stddef.h>

#include "app/world.h"
#include "config/config.h"
#include "work/job.h"

struct db;
struct epoch;
struct follower;
struct publisher;
struct writer;

struct live {
	struct arena *arena;
	struct config config;
	struct world world; /* its analyser is the follower's */
	struct db *written, *followed;
	struct epoch *snapshots; /* readers pin by number */
	struct publisher *publisher;
	struct follower *follower;
	struct writer *writer;
	/* Of the writer's thread; to be read when nothing is written. */
	struct live_spent {
		size_t groups;
		double core_us; /* from their begin to their publication */
		/* By the clock; housekeeping is what a group had to wait for. */
		double jobs_us, commit_us, publish_us, keeping_us;
	} spent;
	double core_from_us, from_us, kept_us;
};

/* The database is there; `readers` may pin at once. */
void live_open(const char *db, size_t readers, struct live *ret_live);
void live_close(struct live *l);

/* For any thread; the seat of a job is the live itself. */
void live_put(struct live *l, struct job *job);

/* One job, waited for. */
void live_run(struct live *l, job_run *run, void *arg);

#endif
