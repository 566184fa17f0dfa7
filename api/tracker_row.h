/* tracker_row - a seeker's own note of an opening, as JSON. */
#ifndef API_TRACKER_ROW_H
#define API_TRACKER_ROW_H

#include "api/handler.h"
#include "store/trackers.h"

enum { TRACKERS_MAX = 500, TRACKER_NOTE_BYTES = 2000 };

extern const char *const tracker_states[]; /* NULL at the end */

MUST_USE enum err tracker_row_seal(const struct hands *h,
				   struct stored_tracker *row,
				   struct slice note);

/* One object, its note opened. */
MUST_USE enum err tracker_row_write(const struct hands *h,
				    struct json_writer *w,
				    const struct stored_tracker *row);

#endif
