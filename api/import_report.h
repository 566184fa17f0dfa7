/*
 * import_report - what is kept of an import that was read: how many of which
 * change, and its faults in every language.
 */
#ifndef API_IMPORT_REPORT_H
#define API_IMPORT_REPORT_H

#include "api/importing.h"

/* A JSON object. */
struct slice import_report_new(struct arena *a, const struct importing *im,
			       const struct faults *f);

/* Its members into an object that is open, faults in one language. */
MUST_USE enum err import_report_write(struct request *rq, struct json_writer *w,
				      struct slice report);

#endif
