/*
 * documents - the papers of seekers, as sealed octets in chunks.
 *
 * A paper is written and read piece by piece, so that none is ever whole in
 * memory.  Who may read one is not said here.  Writers call inside a
 * transaction, one transaction a paper.
 */
#ifndef STORE_DOCUMENTS_H
#define STORE_DOCUMENTS_H

#include "base/err.h"
#include "store/page.h"

struct arena;
struct db;

struct stored_document {
	struct slice id;
	struct slice account;     /* whose */
	struct slice application; /* it was given with, or empty */
	struct slice kind;
	struct slice name_sealed;
	int64_t bytes;  /* of the paper, not of what is stored; over 0 */
	int64_t chunks; /* that make it whole; over 0 */
	int64_t created_us;
};

struct stored_documents {
	size_t count;
	struct stored_document *items;
};

/* ERR_CONFLICT: the id is taken, or no such account. */
MUST_USE enum err documents_insert(struct db *db,
				   const struct stored_document *document);

/* Number from 0.  ERR_CONFLICT: that one is there, or no such document. */
MUST_USE enum err documents_put_chunk(struct db *db, struct slice id,
				      int64_t number, struct slice sealed);

/* ERR_NOT_FOUND. */
MUST_USE enum err documents_get(struct db *db, struct arena *a, struct slice id,
				struct stored_document *ret_document);
MUST_USE enum err documents_get_chunk(struct db *db, struct arena *a,
				      struct slice id, int64_t number,
				      struct slice *ret_sealed);

/* ERR_NOT_FOUND: no such document of that account. */
MUST_USE enum err documents_give(struct db *db, struct slice id,
				 struct slice account,
				 struct slice application);
MUST_USE enum err documents_remove(struct db *db, struct slice id,
				   struct slice account);

/* Key: id. */
MUST_USE enum err documents_of_account(struct db *db, struct arena *a,
				       struct slice account,
				       const struct page *page,
				       struct stored_documents *ret_documents);
MUST_USE enum err
documents_of_application(struct db *db, struct arena *a,
			 struct slice application, const struct page *page,
			 struct stored_documents *ret_documents);

#endif
