/* claims - see claims.h. */
#include "store/claims.h"

#include <string.h>

#include "base/arena.h"
#include "store/row.h"

static const struct column claim_columns[] = {
	TEXT_COLUMN(stored_claim, id),
	TEXT_COLUMN(stored_claim, opening),
	TEXT_COLUMN(stored_claim, organisation),
	TEXT_COLUMN(stored_claim, account),
	TEXT_COLUMN(stored_claim, note),
	TEXT_COLUMN(stored_claim, state),
	TEXT_COLUMN(stored_claim, decided_by),
	I64_COLUMN(stored_claim, at_us),
	I64_COLUMN(stored_claim, decided_us),
};
static const struct shape claim_shape = SHAPE(stored_claim, claim_columns);

static const struct column complaint_columns[] = {
	TEXT_COLUMN(stored_complaint, id),
	TEXT_COLUMN(stored_complaint, opening),
	TEXT_COLUMN(stored_complaint, kind),
	TEXT_COLUMN(stored_complaint, account),
	BLOB_COLUMN(stored_complaint, words_sealed),
	BLOB_COLUMN(stored_complaint, reply_sealed),
	TEXT_COLUMN(stored_complaint, state),
	TEXT_COLUMN(stored_complaint, decided_by),
	I64_COLUMN(stored_complaint, at_us),
	I64_COLUMN(stored_complaint, decided_us),
};
static const struct shape complaint_shape =
	SHAPE(stored_complaint, complaint_columns);

static const struct column twin_columns[] = {
	TEXT_COLUMN(stored_twin, opening),
	TEXT_COLUMN(stored_twin, other),
	I64_COLUMN(stored_twin, similarity_hundredths),
	I64_COLUMN(stored_twin, at_us),
};
static const struct shape twin_shape = SHAPE(stored_twin, twin_columns);

enum err claims_insert(struct db *db, const struct stored_claim *c)
{
	return row_insert(db, QUERY_CLAIM_INSERT, &claim_shape, c);
}

enum err claims_get(struct db *db, struct arena *a, struct slice id,
		    struct stored_claim *ret_claim)
{
	return row_one(db, a, ASK(QUERY_CLAIM_BY_ID, TEXT_VALUE(id)),
		       &claim_shape, ret_claim);
}

static enum err decide(struct db *db, enum query query,
		       const struct decision *d)
{
	enum err e =
		row_change(db,
			   ASK(query, TEXT_VALUE(d->state), TEXT_VALUE(d->by),
			       I64_VALUE(d->at_us), TEXT_VALUE(d->id)),
			   NULL, NULL);

	return e == ERR_NOT_FOUND ? ERR_STALE : e;
}

enum err claims_decide(struct db *db, const struct decision *d)
{
	return decide(db, QUERY_CLAIM_DECIDE, d);
}

enum err claims_by_state(struct db *db, struct arena *a, struct slice state,
			 const struct page *page,
			 struct stored_claims *ret_claims)
{
	struct rows rows;
	enum err e;

	e = row_page(db, a,
		     ASK(QUERY_CLAIMS_BY_STATE, TEXT_VALUE(state),
			 I64_VALUE(page->number), TEXT_VALUE(page->id),
			 LIMIT_VALUE(page)),
		     &claim_shape, &rows);
	if (e == ERR_OK)
		*ret_claims = (struct stored_claims){rows.count, rows.items};
	return e;
}

enum err complaints_insert(struct db *db, const struct stored_complaint *c)
{
	return row_insert(db, QUERY_COMPLAINT_INSERT, &complaint_shape, c);
}

enum err complaints_get(struct db *db, struct arena *a, struct slice id,
			struct stored_complaint *ret_complaint)
{
	return row_one(db, a, ASK(QUERY_COMPLAINT_BY_ID, TEXT_VALUE(id)),
		       &complaint_shape, ret_complaint);
}

enum err complaints_decide(struct db *db, const struct decision *d)
{
	return decide(db, QUERY_COMPLAINT_DECIDE, d);
}

enum err complaints_empty(struct db *db, struct slice id)
{
	return row_change(db, ASK(QUERY_COMPLAINT_FORGET, TEXT_VALUE(id)), NULL,
			  NULL);
}

enum err complaints_by_state(struct db *db, struct arena *a, struct slice state,
			     const struct page *page,
			     struct stored_complaints *ret_them)
{
	struct rows rows;
	enum err e;

	e = row_page(db, a,
		     ASK(QUERY_COMPLAINTS_BY_STATE, TEXT_VALUE(state),
			 I64_VALUE(page->number), TEXT_VALUE(page->id),
			 LIMIT_VALUE(page)),
		     &complaint_shape, &rows);
	if (e == ERR_OK)
		*ret_them = (struct stored_complaints){rows.count, rows.items};
	return e;
}

enum err twins_put(struct db *db, const struct stored_twin *twin)
{
	struct stored_twin row = *twin;

	if (slice_cmp(row.opening, row.other) > 0) {
		row.opening = twin->other;
		row.other = twin->opening;
	}
	return row_insert(db, QUERY_TWIN_PUT, &twin_shape, &row);
}

static enum err read_side(struct db *db, struct arena *a, enum query query,
			  struct slice opening, struct rows *ret_rows)
{
	return row_page(db, a,
			ASK(query, TEXT_VALUE(opening),
			    TEXT_VALUE(((struct slice){0})),
			    I64_VALUE(PAGE_MAX)),
			&twin_shape, ret_rows);
}

enum err twins_of(struct db *db, struct arena *a, struct slice opening,
		  struct stored_twins *ret_twins)
{
	struct rows above;
	struct rows below;
	struct stored_twins twins;
	enum err e = read_side(db, a, QUERY_TWINS_ABOVE, opening, &above);

	if (e == ERR_OK)
		e = read_side(db, a, QUERY_TWINS_BELOW, opening, &below);
	if (e != ERR_OK)
		return e;
	twins.count = above.count + below.count;
	twins.items = ARENA_ARRAY(a, struct stored_twin, twins.count + 1);
	memcpy(twins.items, below.items, below.count * sizeof(*twins.items));
	memcpy(twins.items + below.count, above.items,
	       above.count * sizeof(*twins.items));
	*ret_twins = twins;
	return ERR_OK;
}
