/* documents - see documents.h. */
#include "store/documents.h"

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

struct chunk {
	struct slice sealed;
};
static const struct column chunk_columns[] = {BLOB_COLUMN(chunk, sealed)};
static const struct shape chunk_shape = SHAPE(chunk, chunk_columns);

enum err documents_insert(struct db *db, const struct stored_document *document)
{
	return row_insert(db, QUERY_DOCUMENT_INSERT, &shape, document);
}

enum err documents_put_chunk(struct db *db, struct slice id, int64_t number,
			     struct slice sealed)
{
	return row_write(db, ASK(QUERY_DOCUMENT_CHUNK_INSERT, TEXT_VALUE(id),
				 I64_VALUE(number), BLOB_VALUE(sealed)));
}

enum err documents_get(struct db *db, struct arena *a, struct slice id,
		       struct stored_document *ret_document)
{
	return row_one(db, a, ASK(QUERY_DOCUMENT_BY_ID, TEXT_VALUE(id)), &shape,
		       ret_document);
}

enum err documents_get_chunk(struct db *db, struct arena *a, struct slice id,
			     int64_t number, struct slice *ret_sealed)
{
	struct chunk chunk;
	enum err e = row_one(
		db, a,
		ASK(QUERY_DOCUMENT_CHUNK, TEXT_VALUE(id), I64_VALUE(number)),
		&chunk_shape, &chunk);

	if (e == ERR_OK)
		*ret_sealed = chunk.sealed;
	return e;
}

enum err documents_give(struct db *db, struct slice id, struct slice account,
			struct slice application)
{
	return row_change(db,
			  ASK(QUERY_DOCUMENT_GIVE, TEXT_VALUE(application),
			      TEXT_VALUE(id), TEXT_VALUE(account)),
			  NULL, NULL);
}

enum err documents_remove(struct db *db, struct slice id, struct slice account)
{
	enum err e = row_write(db, ASK(QUERY_DOCUMENT_CHUNKS_DELETE,
				       TEXT_VALUE(id), TEXT_VALUE(account)));

	if (e != ERR_OK)
		return e;
	return row_change(
		db,
		ASK(QUERY_DOCUMENT_DELETE, TEXT_VALUE(id), TEXT_VALUE(account)),
		NULL, NULL);
}

static enum err read_page(struct db *db, struct arena *a, const struct ask *ask,
			  struct stored_documents *ret_documents)
{
	struct rows rows;
	enum err e = row_page(db, a, ask, &shape, &rows);

	if (e == ERR_OK)
		*ret_documents =
			(struct stored_documents){rows.count, rows.items};
	return e;
}

enum err documents_of_account(struct db *db, struct arena *a,
			      struct slice account, const struct page *page,
			      struct stored_documents *ret_documents)
{
	return read_page(db, a,
			 ASK(QUERY_DOCUMENTS_OF_ACCOUNT, TEXT_VALUE(account),
			     TEXT_VALUE(page->id), LIMIT_VALUE(page)),
			 ret_documents);
}

enum err documents_of_application(struct db *db, struct arena *a,
				  struct slice application,
				  const struct page *page,
				  struct stored_documents *ret_documents)
{
	return read_page(db, a,
			 ASK(QUERY_DOCUMENTS_OF_APPLICATION,
			     TEXT_VALUE(application), TEXT_VALUE(page->id),
			     LIMIT_VALUE(page)),
			 ret_documents);
}
