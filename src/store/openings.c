/* openings - row, words, text index and feed, together; see openings.h. */
#include "store/openings.h"

#include "base/arena.h"
#include "base/clock.h"
#include "store/feed.h"
#include "store/handle.h"
#include "store/stmt.h"

static bool differs(struct stmt *st, const struct stored_opening *o)
{
	return !slice_eq(stmt_text(st, 0), o->type) ||
	       !slice_eq(stmt_text(st, 1), o->status) ||
	       !slice_eq(stmt_text(st, 2), o->organisation) ||
	       !slice_eq(stmt_text(st, 3), o->document) ||
	       !slice_eq(stmt_text(st, 4), o->words.title) ||
	       !slice_eq(stmt_text(st, 5), o->words.skills) ||
	       !slice_eq(stmt_text(st, 6), o->words.summary) ||
	       !slice_eq(stmt_text(st, 7), o->words.organisation) ||
	       !slice_eq(stmt_text(st, 8), o->words.body) ||
	       stmt_i64(st, 9) != o->confirmed_day;
}

/* What is there now, against what is put. */
static enum err compare(struct db *db, const struct stored_opening *o,
			enum change *ret_change)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_OPENING_WITH_WORDS);
	enum err e;

	stmt_bind_text(st, 1, o->id);
	e = stmt_one(st);
	if (e == ERR_NOT_FOUND) {
		*ret_change = CHANGE_CREATED;
		return ERR_OK;
	}
	if (e == ERR_OK)
		*ret_change =
			differs(st, o) ? CHANGE_UPDATED : CHANGE_UNCHANGED;
	return e;
}

static enum err insert_row(struct db *db, const struct stored_opening *o)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_OPENING_INSERT);

	stmt_bind_text(st, 1, o->id);
	stmt_bind_text(st, 2, o->type);
	stmt_bind_text(st, 3, o->status);
	stmt_bind_text(st, 4, o->organisation);
	stmt_bind_text(st, 5, o->document);
	stmt_bind_i64(st, 6, clock_now_us());
	stmt_bind_i64(st, 7, o->confirmed_day);
	return stmt_run(st);
}

static enum err insert_words(struct db *db, const struct stored_opening *o)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_OPENING_TEXT_INSERT);

	stmt_bind_text(st, 1, o->id);
	stmt_bind_text(st, 2, o->words.title);
	stmt_bind_text(st, 3, o->words.skills);
	stmt_bind_text(st, 4, o->words.summary);
	stmt_bind_text(st, 5, o->words.organisation);
	stmt_bind_text(st, 6, o->words.body);
	return stmt_run(st);
}

static enum err update_row(struct db *db, const struct stored_opening *o)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_OPENING_UPDATE);

	stmt_bind_text(st, 1, o->type);
	stmt_bind_text(st, 2, o->status);
	stmt_bind_text(st, 3, o->organisation);
	stmt_bind_text(st, 4, o->document);
	stmt_bind_i64(st, 5, clock_now_us());
	stmt_bind_i64(st, 6, o->confirmed_day);
	stmt_bind_text(st, 7, o->id);
	return stmt_run(st);
}

static enum err update_words(struct db *db, const struct stored_opening *o)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_OPENING_TEXT_UPDATE);

	stmt_bind_text(st, 1, o->words.title);
	stmt_bind_text(st, 2, o->words.skills);
	stmt_bind_text(st, 3, o->words.summary);
	stmt_bind_text(st, 4, o->words.organisation);
	stmt_bind_text(st, 5, o->words.body);
	stmt_bind_text(st, 6, o->id);
	return stmt_run(st);
}

static enum err create(struct db *db, const struct stored_opening *o)
{
	enum err e = insert_row(db, o);

	if (e == ERR_OK)
		e = insert_words(db, o);
	if (e == ERR_OK)
		e = stmt_run_text(db, QUERY_FTS_LEARN, o->id);
	return e;
}

static enum err replace(struct db *db, const struct stored_opening *o)
{
	enum err e = update_row(db, o);

	if (e == ERR_OK)
		e = stmt_run_text(db, QUERY_FTS_FORGET, o->id);
	if (e == ERR_OK)
		e = update_words(db, o);
	if (e == ERR_OK)
		e = stmt_run_text(db, QUERY_FTS_LEARN, o->id);
	return e;
}

enum err openings_put(struct db *db, const struct stored_opening *o,
		      enum change *ret_change)
{
	enum change change = CHANGE_UNCHANGED;
	enum err e = db_may_write(db);

	if (e == ERR_OK)
		e = compare(db, o, &change);
	if (e == ERR_OK && change != CHANGE_UNCHANGED) {
		e = change == CHANGE_CREATED ? create(db, o) : replace(db, o);
		if (e == ERR_OK)
			e = feed_append(db, FEED_OPENING, o->id);
	}
	if (e == ERR_OK)
		*ret_change = change;
	return e;
}

static enum err delete_row(struct db *db, struct slice id)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_OPENING_DELETE);

	stmt_bind_text(st, 1, id);
	return stmt_one(st);
}

enum err openings_remove(struct db *db, struct slice id)
{
	enum err e = db_may_write(db);

	if (e == ERR_OK)
		e = stmt_run_text(db, QUERY_FTS_FORGET, id);
	if (e == ERR_OK)
		e = stmt_run_text(db, QUERY_OPENING_TEXT_DELETE, id);
	if (e == ERR_OK)
		e = delete_row(db, id);
	if (e == ERR_OK)
		e = feed_append(db, FEED_OPENING, id);
	return e;
}

enum err openings_get(struct db *db, struct arena *a, struct slice id,
		      struct stored_opening *ret_opening)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_OPENING_BY_ID);
	enum err e;

	stmt_bind_text(st, 1, id);
	e = stmt_one(st);
	if (e != ERR_OK)
		return e;
	*ret_opening = (struct stored_opening){
		.id = arena_copy(a, id),
		.type = arena_copy(a, stmt_text(st, 0)),
		.status = arena_copy(a, stmt_text(st, 1)),
		.organisation = arena_copy(a, stmt_text(st, 2)),
		.document = arena_copy(a, stmt_text(st, 3)),
		.version = stmt_i64(st, 4),
		.created_us = stmt_i64(st, 5),
		.updated_us = stmt_i64(st, 6),
		.confirmed_day = stmt_i64(st, 7),
	};
	return ERR_OK;
}

enum err openings_each(struct db *db, openings_visit *visit, void *ctx)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_OPENINGS_ALL);

	while (stmt_next(st)) {
		struct stored_opening o = {
			.id = stmt_text(st, 0),
			.type = stmt_text(st, 1),
			.status = stmt_text(st, 2),
			.organisation = stmt_text(st, 3),
			.document = stmt_text(st, 4),
			.version = stmt_i64(st, 5),
			.created_us = stmt_i64(st, 6),
			.updated_us = stmt_i64(st, 7),
			.confirmed_day = stmt_i64(st, 8),
		};
		enum err e = visit(ctx, &o);

		if (e != ERR_OK)
			return e;
	}
	return stmt_end(st);
}
