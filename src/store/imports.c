/* imports - see imports.h. */
#include "store/imports.h"

#include "store/row.h"

static const struct column import_columns[] = {
	TEXT_COLUMN(stored_import, id),
	TEXT_COLUMN(stored_import, organisation),
	TEXT_COLUMN(stored_import, account),
	I64_COLUMN(stored_import, at_us),
	I64_COLUMN(stored_import, undone_us),
};
static const struct shape import_shape = SHAPE(stored_import, import_columns);

static const struct column change_columns[] = {
	TEXT_COLUMN(stored_import_change, run),
	TEXT_COLUMN(stored_import_change, opening),
	TEXT_COLUMN(stored_import_change, change),
	TEXT_COLUMN(stored_import_change, document),
	I64_COLUMN(stored_import_change, version),
};
static const struct shape change_shape =
	SHAPE(stored_import_change, change_columns);

enum err imports_insert(struct db *db, const struct stored_import *i)
{
	return row_insert(db, QUERY_IMPORT_RUN_INSERT, &import_shape, i);
}

enum err imports_get(struct db *db, struct arena *a, struct slice id,
		     struct slice organisation,
		     struct stored_import *ret_import)
{
	return row_one(db, a,
		       ASK(QUERY_IMPORT_RUN_BY_ID, TEXT_VALUE(id),
			   TEXT_VALUE(organisation)),
		       &import_shape, ret_import);
}

enum err imports_of_organisation(struct db *db, struct arena *a,
				 struct slice organisation,
				 const struct page *page,
				 struct stored_imports *ret_imports)
{
	struct rows rows;
	enum err e;

	e = row_page(db, a,
		     ASK(QUERY_IMPORT_RUNS, TEXT_VALUE(organisation),
			 I64_VALUE(page->number), TEXT_VALUE(page->id),
			 LIMIT_VALUE(page)),
		     &import_shape, &rows);
	if (e == ERR_OK)
		*ret_imports = (struct stored_imports){rows.count, rows.items};
	return e;
}

enum err imports_undo(struct db *db, struct slice id, struct slice organisation,
		      int64_t at_us)
{
	enum err e = row_change(db,
				ASK(QUERY_IMPORT_RUN_UNDO, I64_VALUE(at_us),
				    TEXT_VALUE(id), TEXT_VALUE(organisation)),
				NULL, NULL);

	return e == ERR_NOT_FOUND ? ERR_STALE : e;
}

enum err imports_add_change(struct db *db, const struct stored_import_change *c)
{
	return row_insert(db, QUERY_IMPORT_CHANGE_INSERT, &change_shape, c);
}

enum err imports_changes(struct db *db, struct arena *a, struct slice run,
			 const struct page *page,
			 struct stored_import_changes *ret_changes)
{
	struct rows rows;
	enum err e;

	e = row_page(db, a,
		     ASK(QUERY_IMPORT_CHANGES, TEXT_VALUE(run),
			 TEXT_VALUE(page->id), LIMIT_VALUE(page)),
		     &change_shape, &rows);
	if (e == ERR_OK)
		*ret_changes =
			(struct stored_import_changes){rows.count, rows.items};
	return e;
}

enum err imports_touched(struct db *db, struct slice opening, bool *ret_did)
{
	int64_t version;
	enum err e = row_number(
		db, ASK(QUERY_IMPORT_OF_OPENING, TEXT_VALUE(opening)),
		&version);

	*ret_did = e == ERR_OK;
	return e == ERR_NOT_FOUND ? ERR_OK : e;
}
