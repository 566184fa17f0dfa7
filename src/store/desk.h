/*
 * desk - what posters and administrators do with openings: whose they are,
 * what people wrote into them, drafts, claims, complaints, twins, and the queue
 * of those that nobody confirmed for long.
 *
 * The openings themselves are openings.h's.  Writers call inside a transaction.
 */
#ifndef STORE_DESK_H
#define STORE_DESK_H

#include "base/err.h"
#include "store/page.h"

struct arena;
struct db;

struct desk_opening {
	struct slice id;
	struct slice organisation;
	int64_t confirmed_day; /* days since 1970; 0 none */
};

struct desk_openings {
	size_t count;
	struct desk_opening *items;
};

/* Of one status, the longest unconfirmed first; key: confirmed_day and id. */
MUST_USE enum err desk_unconfirmed(struct db *db, struct arena *a,
				   struct slice status, const struct page *page,
				   struct desk_openings *ret_openings);

/* In any status; key: id. */
MUST_USE enum err desk_of_organisation(struct db *db, struct arena *a,
				       struct slice organisation,
				       const struct page *page,
				       struct desk_openings *ret_openings);

/*
 * As what an account acts for the organisation of an opening.  ERR_NOT_FOUND:
 * it does not, or there is no such opening: a stranger cannot tell.
 */
MUST_USE enum err desk_role(struct db *db, struct arena *a,
			    struct slice opening, struct slice account,
			    struct slice *ret_role);

/* What a person wrote; what an import writes leaves none. */
struct stored_version {
	struct slice opening;
	int64_t version; /* of the opening after it */
	struct slice account;
	struct slice document;
	int64_t at_us;
};

struct stored_versions {
	size_t count;
	struct stored_version *items;
};

/* ERR_CONFLICT: that version is there. */
MUST_USE enum err desk_keep_version(struct db *db,
				    const struct stored_version *version);

/* Newest first; key: version (begin with PAGE_LAST). */
MUST_USE enum err desk_versions(struct db *db, struct arena *a,
				struct slice opening, const struct page *page,
				struct stored_versions *ret_versions);

struct stored_draft {
	struct slice id;
	struct slice organisation;
	struct slice opening; /* it is to replace, or empty */
	struct slice account; /* who wrote last */
	struct slice document;
	int64_t version;
	int64_t created_us;
	int64_t updated_us;
};

struct stored_drafts {
	size_t count;
	struct stored_draft *items;
};

/*
 * Replaces version `draft->version` of that organisation; 0 makes the first.
 * ERR_STALE: another version or organisation, or none.  ERR_CONFLICT: the id
 * is taken, or there is no such organisation.
 */
MUST_USE enum err desk_put_draft(struct db *db,
				 const struct stored_draft *draft,
				 int64_t *ret_version);

/* ERR_NOT_FOUND: none of that organisation. */
MUST_USE enum err desk_get_draft(struct db *db, struct arena *a,
				 struct slice id, struct slice organisation,
				 struct stored_draft *ret_draft);
MUST_USE enum err desk_remove_draft(struct db *db, struct slice id,
				    struct slice organisation);

/* Key: id. */
MUST_USE enum err desk_drafts(struct db *db, struct arena *a,
			      struct slice organisation,
			      const struct page *page,
			      struct stored_drafts *ret_drafts);

#endif
