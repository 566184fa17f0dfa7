/* enclosures - see enclosures.h. */
#include "store/enclosures.h"

#include "store/row.h"

static const struct column columns[] = {
	TEXT_COLUMN(stored_document, id),
	TEXT_COLUMN(stored_document, account),
	TEXT_COLUMN(stored_document, application),
	TEXT_COLUMN(stored_document, kind),
	BLOB_COLUMN(stored_document, name_sealed),
	I64_COLUMN(stored_document, bytes),
	I64_COLUMN(stored_document, chunks),
	I64_COLUMN(stored_document, created_us),
};
static const struct shape shape = SHAPE(stored_document, columns);

enum err enclosures_add(struct db *db, struct slice application,
			struct slice document, struct slice account)
{
	return row_change(db,
			  ASK(QUERY_ENCLOSURE_INSERT, TEXT_VALUE(application),
			      TEXT_VALUE(document), TEXT_VALUE(account)),
			  NULL, NULL);
}

enum err enclosures_of(struct db *db, struct arena *a, struct slice application,
		       const struct page *page,
		       struct stored_documents *ret_documents)
{
	struct rows rows;
	enum err e = row_page(db, a,
			      ASK(QUERY_ENCLOSURES_OF_APPLICATION,
				  TEXT_VALUE(application), TEXT_VALUE(page->id),
				  LIMIT_VALUE(page)),
			      &shape, &rows);

	if (e == ERR_OK)
		*ret_documents =
			(struct stored_documents){rows.count, rows.items};
	return e;
}

enum err enclosures_have(struct db *db, struct slice application,
			 struct slice document, bool *ret_has)
{
	int64_t count = 0;
	enum err e =
		row_number(db,
			   ASK(QUERY_ENCLOSURE_HAS, TEXT_VALUE(application),
			       TEXT_VALUE(document)),
			   &count);

	*ret_has = count > 0;
	return e;
}
