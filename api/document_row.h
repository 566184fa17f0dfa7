/*
 * document_row - a seeker's papers: PDF files, sealed piece by piece.
 *
 * None is ever whole in a row.  The head of the stream stands before the first
 * piece (crypt/chunks.h).
 */
#ifndef API_DOCUMENT_ROW_H
#define API_DOCUMENT_ROW_H

#include "api/handler.h"
#include "store/documents.h"

enum {
	DOCUMENT_BYTES_MAX = 5 * 1024 * 1024,
	DOCUMENTS_MAX = 4, /* of an account, beside those that were given */
	DOCUMENT_NAME_BYTES = 200
};

/* Whose name is sealed into the row as well. */
MUST_USE enum err document_row_keep(const struct hands *h,
				    struct stored_document *row,
				    struct slice name, struct slice octets);

MUST_USE enum err document_row_name(const struct hands *h,
				    const struct stored_document *row,
				    struct slice *ret_name);

/* The paper as it was, at the end of the buffer. */
MUST_USE enum err document_row_open(const struct hands *h,
				    const struct stored_document *row,
				    struct buf *to);

/* One object: what it is, not what stands in it. */
MUST_USE enum err document_row_write(const struct hands *h,
				     struct json_writer *w,
				     const struct stored_document *row);

#endif
