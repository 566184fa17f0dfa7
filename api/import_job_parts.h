/*
 * import_job_parts - an import while it is worked on; for import_job.c and
 * admin_import.c.
 */
#ifndef API_IMPORT_JOB_PARTS_H
#define API_IMPORT_JOB_PARTS_H

#include "api/import_job.h"
#include "api/import_report.h"
#include "store/import_jobs.h"
#include "work/job.h"

/* Its memory is its own: the request that brought it has long been answered. */
struct import_job {
	struct job job;
	const struct api *api;
	struct arena *arena;
	const struct seat *seat; /* of its thread */
	struct stored_import_job row;
	struct importing im;
	struct faults *faults;
	void *kept; /* of admin_import.c */
};

/* A piece of it in a transaction of the writer, short; may be done twice. */
typedef enum err import_deed(struct import_job *j, struct request *rq);
MUST_USE enum err import_job_do(struct import_job *j, import_deed *deed);

/* The deed that keeps its row.  ERR_NOT_FOUND: it was never committed. */
import_deed import_job_put_row;

bool import_job_is_stopping(const struct import_job *j);

/* Nothing of it is staged any more; its row says so. */
MUST_USE enum err import_job_end(struct import_job *j, const char *state);

/* With its faults, or this one. */
MUST_USE enum err import_job_refuse(struct import_job *j, enum fault_code code);

/* An administrator's, once its thread has come to it. */
MUST_USE enum err admin_import_work(struct import_job *j);

#endif
