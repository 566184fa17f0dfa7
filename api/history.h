/*
 * history - what happened before there was a Baybridge, or beside it: people,
 * their applications with every change, placements, payments, quotas, ventures.
 *
 * NDJSON, one object a line, after the organisations, programmes and openings
 * that it names (docs/SEMANTICS.md, 8).  Read whole and checked before the
 * first row is written; what the record has already stays as it is, so that a
 * file that grew can be imported again.  One thread; all lives in the arena.
 */
#ifndef API_HISTORY_H
#define API_HISTORY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "base/fault.h"
#include "base/slice.h"
#include "people/hands.h"

struct arena;
struct catalogue;
struct history;
struct rates;
struct vocabulary;

struct history_world {
	const struct vocabulary *vocabulary;
	const struct rates *rates;
	const struct catalogue *catalogue; /* the openings that it names */
};

struct history *history_new(struct arena *a, const struct history_world *w);

/*
 * Takes the lines of history out of a file: *ret_rest is a copy in which they
 * are blank, so that every other line keeps its number; empty when no line is
 * left.  ERR_INVALID,
 * ERR_MALFORMED: faults with line and pointer; reads on to tell them all.
 */
MUST_USE enum err history_add_file(struct history *t, struct slice bytes,
				   struct slice *ret_rest, struct faults *f);

/* How many lines of history there are. */
size_t history_count(const struct history *t);

/*
 * Once every file was added and the catalogue is complete: what the lines from
 * number `from` on, up to `to`, name must be there, in the files or in the
 * record (db NULL: there is none).
 */
struct history_range {
	size_t from, to;
};
MUST_USE enum err history_check(const struct history *t,
				const struct history_range *range,
				struct db *db, struct faults *f);

struct history_counts {
	size_t created;
	size_t unchanged;
	size_t uncharged; /* starts for which no place of a quota was left */
};

/* Inside a writer's transaction; `step` is told of each line, or is NULL. */
typedef void history_step(void *ctx, size_t done);
MUST_USE enum err history_write(const struct history *t, const struct hands *h,
				history_step *step, void *ctx,
				struct history_counts *counts);

/* Only some of them, by their number in the order in which they are written. */
MUST_USE enum err history_write_some(const struct history *t,
				     const struct hands *h,
				     const struct history_range *range,
				     struct history_counts *counts);

/*
 * What lines name that no line brings: openings and organisations, each perhaps
 * more than once; `application` is one of the record with a new placement.
 */
struct history_names {
	void *ctx;
	enum err (*opening)(void *ctx, struct slice id);
	enum err (*organisation)(void *ctx, struct slice id);
	enum err (*application)(void *ctx, struct slice id);
};
MUST_USE enum err history_each_name(const struct history *t,
				    const struct history_names *names);

#endif
