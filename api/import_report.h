/*
 * import_report - what is kept of an import that was read: how many of which
 * change, and its faults in every language.
 */
#ifndef API_IMPORT_REPORT_H
#define API_IMPORT_REPORT_H

#include "api/history.h"
#include "api/importing.h"

/* Of an administrator's. */
struct import_more {
	size_t organisations[IMPORT__CHANGES];
	struct history_counts history;
};

/* A JSON object; `more` may be NULL. */
struct slice import_report_new(struct arena *a, const struct importing *im,
			       const struct faults *f,
			       const struct import_more *more);

/* Its members into an object that is open, faults in one language. */
MUST_USE enum err import_report_write(struct request *rq, struct json_writer *w,
				      struct slice report);

#endif
