/*
 * crowd - many profiles from one file, as the index that openings are ranked
 * over.
 *
 * NDJSON, one profile a line: {"id", "profile", "venture"?}, or a profile as it
 * is (facts, texts, wishes) with or without a `venture` beside them.  A profile
 * without an id has the number of its line.
 */
#ifndef APP_CROWD_H
#define APP_CROWD_H

#include "base/err.h"

struct arena;
struct people;
struct world;

/*
 * ERR_INVALID, ERR_MALFORMED: some lines were refused, each fault is told with
 * its line and pointer on standard error.  ERR_NOT_FOUND: no such file.
 */
MUST_USE enum err crowd_read(struct arena *a, const struct world *w,
			     const char *path, struct people **ret_people);

#endif
