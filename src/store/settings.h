/* settings - facts about the database file itself, by name. */
#ifndef STORE_SETTINGS_H
#define STORE_SETTINGS_H

#include "base/err.h"
#include "base/slice.h"

struct arena;
struct db;

/* ERR_NOT_FOUND: never put. */
MUST_USE enum err settings_get(struct db *db, struct arena *a,
			       struct slice name, struct slice *ret_value);
MUST_USE enum err settings_put(struct db *db, struct slice name,
			       struct slice value);

#endif
