/* history_parts - the lines of history as they were read; for history*.c. */
#ifndef API_HISTORY_PARTS_H
#define API_HISTORY_PARTS_H

#include "api/history.h"
#include "store/applications.h"
#include "store/placements.h"
#include "store/quotas.h"
#include "store/ventures.h"

struct jr;
struct map;

enum history_type {
	HISTORY_PERSON,
	HISTORY_APPLICATION,
	HISTORY_EVENT,
	HISTORY_PLACEMENT,
	HISTORY_PAYMENT,
	HISTORY_QUOTA,
	HISTORY_VENTURE,
	HISTORY__TYPES
};
extern const char *const history_words[]; /* NULL at the end */

struct history_event {
	struct slice application, to, actor, reason;
	int64_t at_us;
};

struct history_placement {
	struct stored_placement row;
	struct slice end;  /* state at the end of the post, or empty */
	struct slice kept; /* "retained", "not_retained", or empty */
};

struct history_venture {
	struct stored_venture row;
	struct stored_venture_events events;
};

struct history_person {
	struct slice id, facts;
};

/* One line: `of` is the struct of its type. */
struct history_line {
	enum history_type type;
	unsigned number; /* from 1 */
	void *of;
};

struct history {
	struct arena *arena;
	struct history_world world;
	struct history_line *lines;
	size_t count, room;
	struct map *ids[HISTORY__TYPES]; /* lines by id */
};

#define HISTORY_AMOUNT_MAX INT64_C(100000000000) /* in minor units */
extern const char *const history_currencies[];   /* NULL at the end */

/* A copy that lives as long as the history; empty without it. */
struct slice history_kept(const struct history *t, struct slice s);
void *history_read_venture(const struct history *t, const struct jr *n,
			   struct faults *f);

/* By its type, with every fault; NULL after one. */
void *history_read_line(const struct history *t, enum history_type type,
			const struct jr *n, struct faults *f);

/* The id that other lines name; empty: it has none. */
struct slice history_id(const struct history_line *line);

const struct history_line *
history_find(const struct history *t, enum history_type type, struct slice id);

#endif
