/* audit - see audit.h. */
#include "store/audit.h"

#include "store/row.h"

static const struct column columns[] = {
	I64_COLUMN(stored_audit, seq),     I64_COLUMN(stored_audit, at_us),
	TEXT_COLUMN(stored_audit, actor),  TEXT_COLUMN(stored_audit, action),
	TEXT_COLUMN(stored_audit, object), TEXT_COLUMN(stored_audit, detail),
	BLOB_COLUMN(stored_audit, hash),
};
static const struct shape shape = SHAPE(stored_audit, columns);

enum err audit_append(struct db *db, const struct stored_audit *entry)
{
	int64_t last = 0;
	enum err e =
		row_number(db, ASK(QUERY_AUDIT_LAST_SEQ, I64_VALUE(0)), &last);

	if (e != ERR_OK && e != ERR_NOT_FOUND)
		return e;
	if (entry->seq != last + 1)
		return ERR_CONFLICT;
	return row_insert(db, QUERY_AUDIT_INSERT, &shape, entry);
}

enum err audit_last(struct db *db, struct arena *a,
		    struct stored_audit *ret_entry)
{
	return row_one(db, a, ASK(QUERY_AUDIT_LAST, I64_VALUE(0)), &shape,
		       ret_entry);
}

static enum err read_page(struct db *db, struct arena *a, const struct ask *ask,
			  struct stored_audits *ret_entries)
{
	struct rows rows;
	enum err e = row_page(db, a, ask, &shape, &rows);

	if (e == ERR_OK)
		*ret_entries = (struct stored_audits){rows.count, rows.items};
	return e;
}

enum err audit_page(struct db *db, struct arena *a, const struct page *page,
		    struct stored_audits *ret_entries)
{
	return read_page(db, a,
			 ASK(QUERY_AUDIT_PAGE, I64_VALUE(page->number),
			     LIMIT_VALUE(page)),
			 ret_entries);
}

enum err audit_of_object(struct db *db, struct arena *a, struct slice object,
			 const struct page *page,
			 struct stored_audits *ret_entries)
{
	return read_page(db, a,
			 ASK(QUERY_AUDIT_OF_OBJECT, TEXT_VALUE(object),
			     I64_VALUE(page->number), LIMIT_VALUE(page)),
			 ret_entries);
}
