/*
 * import_job - an import that is too long for one reply: read on a thread of
 * its own, staged a few rows at a time, then put a few rows at a time.
 *
 * Until all of it was read, found good and staged nothing changes.  Then one
 * short transaction says that it is active: from there on nothing can refuse it
 * and a crash only interrupts it; rows that a person changed meanwhile are
 * kept.  What had not come so far when the server ended is refused at its next
 * start.
 */
#ifndef API_IMPORT_JOB_H
#define API_IMPORT_JOB_H

#include "api/importing.h"

struct stored_import_job;

/*
 * WRITE: its row, and the body is on its way to be read; *ret_id names it.
 * ERR_BUSY: too many wait.
 */
MUST_USE enum err import_job_start(struct request *rq,
				   const struct importing *im, bool is_dry,
				   struct slice *ret_id);

/* Once a snapshot is published: what was left undone goes on, or is refused. */
void import_job_resume(const struct api *api);

/* The whole reply, with faults in the language of the reader. */
MUST_USE enum err import_job_write(struct request *rq, struct reply *rp,
				   const struct stored_import_job *row);

#endif
