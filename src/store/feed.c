/* feed - see feed.h. */
#include "store/feed.h"

#include "base/arena.h"
#include "store/handle.h"
#include "store/stmt.h"

static const struct slice entity_words[FEED__COUNT] = {
	[FEED_OPENING] = SLICE_INIT("opening"),
	[FEED_ORGANISATION] = SLICE_INIT("organisation"),
	[FEED_ACCOUNT] = SLICE_INIT("account"),
	[FEED_PROFILE] = SLICE_INIT("profile"),
	[FEED_APPLICATION] = SLICE_INIT("application"),
};

static enum feed_entity entity_of(struct slice word)
{
	int entity = 0;

	while (!slice_eq(word, entity_words[entity])) {
		entity++;
		ASSERT(entity < FEED__COUNT); /* the schema has no others */
	}
	return (enum feed_entity)entity;
}

static enum err take_number(struct db *db, int64_t *ret_seq)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_FEED_NEXT);
	enum err e;

	stmt_bind_i64(st, 1, FEED_PART);
	e = stmt_one(st);
	if (e == ERR_OK)
		*ret_seq = stmt_i64(st, 0);
	return e;
}

enum err feed_append(struct db *db, enum feed_entity entity, struct slice id)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_FEED_INSERT);
	int64_t seq;
	enum err e;

	e = db_may_write(db);
	if (e == ERR_OK)
		e = take_number(db, &seq);
	if (e != ERR_OK)
		return e;
	stmt_bind_i64(st, 1, FEED_PART);
	stmt_bind_i64(st, 2, seq);
	stmt_bind_text(st, 3, entity_words[entity]);
	stmt_bind_text(st, 4, id);
	return stmt_run(st);
}

enum err feed_position(struct db *db, int64_t *ret_seq)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_FEED_POSITION);
	enum err e;

	stmt_bind_i64(st, 1, FEED_PART);
	e = stmt_one(st);
	if (e == ERR_OK)
		*ret_seq = stmt_i64(st, 0);
	return e;
}

enum err feed_since(struct db *db, struct arena *a, int64_t seq, size_t limit,
		    struct feed_changes *ret_changes)
{
	SCOPED(stmt) *st = db_borrow(db, QUERY_FEED_SINCE);
	struct feed_changes changes = {0};

	if (limit > FEED_PAGE_MAX)
		limit = FEED_PAGE_MAX;
	changes.items = ARENA_ARRAY(a, struct feed_change, limit);
	stmt_bind_i64(st, 1, FEED_PART);
	stmt_bind_i64(st, 2, seq);
	stmt_bind_i64(st, 3, (int64_t)limit);
	while (stmt_next(st)) {
		changes.items[changes.count++] = (struct feed_change){
			.seq = stmt_i64(st, 0),
			.entity = entity_of(stmt_text(st, 1)),
			.id = arena_copy(a, stmt_text(st, 2)),
		};
	}
	if (stmt_end(st) == ERR_OK)
		*ret_changes = changes;
	return stmt_end(st);
}
