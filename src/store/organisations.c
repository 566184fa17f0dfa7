/* organisations - see organisations.h. */
#include "store/organisations.h"

#include "base/arena.h"
#include "base/clock.h"
#include "store/feed.h"
#include "store/handle.h"
#include "store/stmt.h"

/* What is there now, against what is put. */
static enum err compare(struct db *db, const struct stored_organisation *o,
			enum change *ret_change)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_ORGANISATION_BY_ID);
	enum err e;

	stmt_bind_text(st, 1, o->id);
	e = stmt_one(st);
	if (e == ERR_NOT_FOUND) {
		*ret_change = CHANGE_CREATED;
		return ERR_OK;
	}
	if (e != ERR_OK)
		return e;
	*ret_change = slice_eq(stmt_text(st, 0), o->document) ? CHANGE_UNCHANGED
							      : CHANGE_UPDATED;
	return ERR_OK;
}

static enum err insert(struct db *db, const struct stored_organisation *o)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_ORGANISATION_INSERT);

	stmt_bind_text(st, 1, o->id);
	stmt_bind_text(st, 2, o->document);
	stmt_bind_i64(st, 3, clock_now_us());
	return stmt_run(st);
}

static enum err update(struct db *db, const struct stored_organisation *o)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_ORGANISATION_UPDATE);

	stmt_bind_text(st, 1, o->document);
	stmt_bind_i64(st, 2, clock_now_us());
	stmt_bind_text(st, 3, o->id);
	return stmt_run(st);
}

enum err organisations_put(struct db *db, const struct stored_organisation *o,
			   enum change *ret_change)
{
	enum change change = CHANGE_UNCHANGED;
	enum err e = db_may_write(db);

	if (e == ERR_OK)
		e = compare(db, o, &change);
	if (e == ERR_OK && change != CHANGE_UNCHANGED) {
		e = change == CHANGE_CREATED ? insert(db, o) : update(db, o);
		if (e == ERR_OK)
			e = feed_append(db, FEED_ORGANISATION, o->id);
	}
	if (e == ERR_OK)
		*ret_change = change;
	return e;
}

enum err organisations_get(struct db *db, struct arena *a, struct slice id,
			   struct stored_organisation *ret_it)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_ORGANISATION_BY_ID);
	enum err e;

	stmt_bind_text(st, 1, id);
	e = stmt_one(st);
	if (e != ERR_OK)
		return e;
	*ret_it = (struct stored_organisation){
		.id = arena_copy(a, id),
		.document = arena_copy(a, stmt_text(st, 0)),
		.version = stmt_i64(st, 1),
		.created_us = stmt_i64(st, 2),
		.updated_us = stmt_i64(st, 3),
	};
	return ERR_OK;
}

enum err organisations_each(struct db *db, organisations_visit *visit,
			    void *ctx)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_ORGANISATIONS_ALL);

	while (stmt_next(st)) {
		struct stored_organisation o = {
			.id = stmt_text(st, 0),
			.document = stmt_text(st, 1),
			.version = stmt_i64(st, 2),
			.created_us = stmt_i64(st, 3),
			.updated_us = stmt_i64(st, 4),
		};
		enum err e = visit(ctx, &o);

		if (e != ERR_OK)
			return e;
	}
	return stmt_end(st);
}
