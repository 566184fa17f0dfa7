/* approaches - see approaches.h. */
#include "store/approaches.h"

#include "store/row.h"

static const struct column columns[] = {
	TEXT_COLUMN(stored_approach, opening),
	TEXT_COLUMN(stored_approach, person),
	TEXT_COLUMN(stored_approach, organisation),
	TEXT_COLUMN(stored_approach, by),
	I64_COLUMN(stored_approach, at_us),
};
static const struct shape shape = SHAPE(stored_approach, columns);

static const struct column hidden_columns[] = {
	TEXT_COLUMN(stored_hidden, account),
	TEXT_COLUMN(stored_hidden, organisation),
	I64_COLUMN(stored_hidden, at_us),
};
static const struct shape hidden_shape = SHAPE(stored_hidden, hidden_columns);

static enum err has(struct db *db, const struct ask *ask, bool *ret_has)
{
	int64_t count = 0;
	enum err e = row_number(db, ask, &count);

	*ret_has = count > 0;
	return e;
}

enum err approaches_insert(struct db *db,
			   const struct stored_approach *approach)
{
	return row_insert(db, QUERY_APPROACH_INSERT, &shape, approach);
}

enum err approaches_have(struct db *db, struct slice opening,
			 struct slice person, bool *ret_has)
{
	return has(db,
		   ASK(QUERY_APPROACH_HAS, TEXT_VALUE(opening),
		       TEXT_VALUE(person)),
		   ret_has);
}

enum err approaches_since(struct db *db, struct slice organisation,
			  int64_t since_us, int64_t *ret_count)
{
	return row_number(db,
			  ASK(QUERY_APPROACHES_SINCE, TEXT_VALUE(organisation),
			      I64_VALUE(since_us)),
			  ret_count);
}

enum err hidden_put(struct db *db, const struct stored_hidden *hidden)
{
	return row_insert(db, QUERY_HIDDEN_PUT, &hidden_shape, hidden);
}

enum err hidden_remove(struct db *db, struct slice account,
		       struct slice organisation)
{
	return row_change(db,
			  ASK(QUERY_HIDDEN_DELETE, TEXT_VALUE(account),
			      TEXT_VALUE(organisation)),
			  NULL, NULL);
}

enum err hidden_has(struct db *db, struct slice account,
		    struct slice organisation, bool *ret_has)
{
	return has(db,
		   ASK(QUERY_HIDDEN_HAS, TEXT_VALUE(account),
		       TEXT_VALUE(organisation)),
		   ret_has);
}

enum err hidden_of_account(struct db *db, struct arena *a, struct slice account,
			   const struct page *page,
			   struct stored_hidden_list *ret_list)
{
	struct rows rows;
	enum err e = row_page(db, a,
			      ASK(QUERY_HIDDEN_OF_ACCOUNT, TEXT_VALUE(account),
				  TEXT_VALUE(page->id), LIMIT_VALUE(page)),
			      &hidden_shape, &rows);

	if (e == ERR_OK)
		*ret_list = (struct stored_hidden_list){rows.count, rows.items};
	return e;
}
