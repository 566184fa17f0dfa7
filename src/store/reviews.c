/* reviews - see reviews.h. */
#include "store/reviews.h"

#include "base/clock.h"
#include "store/row.h"

static const struct column score_columns[] = {
	TEXT_COLUMN(stored_score, application),
	TEXT_COLUMN(stored_score, reviewer),
	I64_COLUMN(stored_score, score),
	BLOB_COLUMN(stored_score, note_sealed),
	I64_COLUMN(stored_score, at_us),
};
static const struct shape score_shape = SHAPE(stored_score, score_columns);

static const struct column slot_columns[] = {
	TEXT_COLUMN(stored_slot, id),
	TEXT_COLUMN(stored_slot, application),
	I64_COLUMN(stored_slot, starts_us),
	I64_COLUMN(stored_slot, minutes),
	BLOB_COLUMN(stored_slot, where_sealed),
	TEXT_COLUMN(stored_slot, state),
	I64_COLUMN(stored_slot, updated_us),
};
static const struct shape slot_shape = SHAPE(stored_slot, slot_columns);

enum err reviews_put_score(struct db *db, const struct stored_score *score)
{
	return row_insert(db, QUERY_SCORE_PUT, &score_shape, score);
}

enum err reviews_scores(struct db *db, struct arena *a,
			struct slice application, const struct page *page,
			struct stored_scores *ret_scores)
{
	struct rows rows;
	enum err e;

	e = row_page(db, a,
		     ASK(QUERY_SCORES_OF_APPLICATION, TEXT_VALUE(application),
			 TEXT_VALUE(page->id), LIMIT_VALUE(page)),
		     &score_shape, &rows);
	if (e == ERR_OK)
		*ret_scores = (struct stored_scores){rows.count, rows.items};
	return e;
}

enum err reviews_insert_slot(struct db *db, const struct stored_slot *slot)
{
	return row_insert(db, QUERY_SLOT_INSERT, &slot_shape, slot);
}

enum err reviews_get_slot(struct db *db, struct arena *a, struct slice id,
			  struct stored_slot *ret_slot)
{
	return row_one(db, a, ASK(QUERY_SLOT_BY_ID, TEXT_VALUE(id)),
		       &slot_shape, ret_slot);
}

enum err reviews_move_slot(struct db *db, struct slice id, struct slice from,
			   struct slice to)
{
	enum err e = row_change(db,
				ASK(QUERY_SLOT_MOVE, TEXT_VALUE(to),
				    I64_VALUE(clock_now_us()), TEXT_VALUE(id),
				    TEXT_VALUE(from)),
				NULL, NULL);

	return e == ERR_NOT_FOUND ? ERR_STALE : e;
}

enum err reviews_slots(struct db *db, struct arena *a, struct slice application,
		       const struct page *page, struct stored_slots *ret_slots)
{
	struct rows rows;
	enum err e;

	e = row_page(db, a,
		     ASK(QUERY_SLOTS_OF_APPLICATION, TEXT_VALUE(application),
			 I64_VALUE(page->number), TEXT_VALUE(page->id),
			 LIMIT_VALUE(page)),
		     &slot_shape, &rows);
	if (e == ERR_OK)
		*ret_slots = (struct stored_slots){rows.count, rows.items};
	return e;
}
