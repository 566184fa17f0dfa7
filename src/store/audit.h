/*
 * audit - who did what, in a chain that shows every edit.
 *
 * An entry holds ids, names and numbers, never contents; its hash covers the
 * one before and is made by src/crypt.  Only ever appended; the feed does not
 * tell of it.
 */
#ifndef STORE_AUDIT_H
#define STORE_AUDIT_H

#include "base/err.h"
#include "store/page.h"

struct arena;
struct db;

struct stored_audit {
	int64_t seq; /* from 1, without gaps */
	int64_t at_us;
	struct slice actor;  /* account id, or "system" */
	struct slice action; /* "account.blocked" */
	struct slice object; /* id */
	struct slice detail;
	struct slice hash;
};

struct stored_audits {
	size_t count;
	struct stored_audit *items;
};

/*
 * The next entry; in the transaction in which audit_last() was asked.
 * ERR_CONFLICT: its seq is not one more than the last.
 */
MUST_USE enum err audit_append(struct db *db, const struct stored_audit *entry);

/* ERR_NOT_FOUND: the chain is empty. */
MUST_USE enum err audit_last(struct db *db, struct arena *a,
			     struct stored_audit *ret_entry);

/* In order; key: seq as number. */
MUST_USE enum err audit_page(struct db *db, struct arena *a,
			     const struct page *page,
			     struct stored_audits *ret_entries);
MUST_USE enum err audit_of_object(struct db *db, struct arena *a,
				  struct slice object, const struct page *page,
				  struct stored_audits *ret_entries);

#endif
