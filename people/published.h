/*
 * published - an opening or programme that was read goes into the record, with
 * the words that the text index is made of.
 *
 * Inside a transaction of the writer.
 */
#ifndef PEOPLE_PUBLISHED_H
#define PEOPLE_PUBLISHED_H

#include "base/err.h"
#include "store/change.h"

struct arena;
struct db;
struct opening;
struct organisation;

/* `by`: who stands behind it; NULL when that is not stated or not known. */
MUST_USE enum err published_put(struct db *db, struct arena *a,
				const struct opening *o,
				const struct organisation *by,
				enum change *ret_change);

#endif
