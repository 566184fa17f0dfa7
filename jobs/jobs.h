/*
 * jobs - what the clock starts: jobs.def, on a few threads of its own.
 *
 * A job reads by a connection of its lane and writes on the writer's thread, so
 * that it writes as requests do: durable and seen when the call returns.
 */
#ifndef JOBS_JOBS_H
#define JOBS_JOBS_H

#include "base/err.h"
#include "people/alerts.h"

struct analyser;
struct config;
struct counters;
struct db;
struct epoch;
struct job_figures;
struct jobs;
struct keys;
struct writer;

enum lane { LANE_MAIL, LANE_HOOKS, LANE_CLOCK, LANE__COUNT };

/* Borrowed; all of it outlives the jobs. */
struct jobs_plan {
	const struct config *config;
	const struct keys *keys;
	struct writer *writer;
	struct db *(*db_of)(void *seat); /* of the writer's seat */
	struct db *readers[LANE__COUNT]; /* each lane's own */
	struct epoch *snapshots;         /* pinned by LANE_CLOCK alone */
	unsigned slot;
	struct analyser *analyser;      /* of LANE_CLOCK */
	alert_filters_fn *read_filters; /* of saved searches */
	struct job_figures *figures;
	struct counters *counters; /* NULL: nobody counts */
};

/*
 * Before anything is opened.  ERR_INVALID: the mail server, the sender or the
 * file with the password is not one; logged.
 */
MUST_USE enum err jobs_check(const struct config *config);

/* What fails is logged. */
MUST_USE enum err jobs_start(const struct jobs_plan *plan,
			     struct jobs **ret_jobs);

/* What is being sent is broken off and sent again another time. NULL is fine. */
void jobs_stop(struct jobs *j);

#endif
