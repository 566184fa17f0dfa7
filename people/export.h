/*
 * export - everything about one account as JSON, opened, with what each field
 * is kept for.
 */
#ifndef PEOPLE_EXPORT_H
#define PEOPLE_EXPORT_H

#include "base/err.h"
#include "base/lang.h"
#include "people/hands.h"

struct json_writer;

/* Members of the object that is open; words in one language, or as maps. */
void export_write_purposes(struct json_writer *w, enum lang l);

/*
 * "tables": of each, its rows.  What cannot be opened is null; it was logged
 * where it was read.
 */
MUST_USE enum err export_write_rows(const struct hands *h,
				    struct json_writer *w,
				    struct slice account);

#endif
