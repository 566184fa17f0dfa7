/*
 * profiles - what a seeker says of themself, and what they agreed to.
 *
 * Facts and wishes are canonical JSON in the clear: rules and reports read
 * them, and they hold no name and no address.  Texts and contact details are
 * sealed.  A profile and each of its consents is told to the feed as a change
 * of the profile of that account.  Writers call inside a transaction.
 */
#ifndef STORE_PROFILES_H
#define STORE_PROFILES_H

#include "base/err.h"
#include "store/page.h"

struct arena;
struct db;

struct stored_profile {
	struct slice account;
	struct slice facts;
	struct slice wishes;
	struct slice texts_sealed;
	struct slice contact_sealed;
	int64_t version; /* from 1, one more with each change */
	int64_t created_us;
	int64_t updated_us;
};

struct stored_profiles {
	size_t count;
	struct stored_profile *items;
};

/*
 * Replaces version `profile->version`; 0 makes the first.  Sets version and
 * times itself.  ERR_STALE: another version is there, or none.  ERR_CONFLICT:
 * one is there and the first was to be made, or there is no such account.
 */
MUST_USE enum err profiles_put(struct db *db,
			       const struct stored_profile *profile,
			       int64_t *ret_version);

/* ERR_NOT_FOUND: there is none. */
MUST_USE enum err profiles_get(struct db *db, struct arena *a,
			       struct slice account,
			       struct stored_profile *ret_profile);
MUST_USE enum err profiles_remove(struct db *db, struct slice account);

/* All of them; key: account. */
MUST_USE enum err profiles_page(struct db *db, struct arena *a,
				const struct page *page,
				struct stored_profiles *ret_profiles);

struct stored_consent {
	struct slice account;
	struct slice purpose;     /* "match", "posters", "alerts", "statistics",
				     "transfer" */
	struct slice destination; /* of a transfer: place id; else empty */
	int64_t given;            /* 1 yes, 0 withdrawn */
	struct slice version;     /* of the words that were shown */
	struct slice lang;        /* they were shown in */
	int64_t at_us;
	int64_t number; /* from 1 for each account; set by the store */
};

struct stored_consents {
	size_t count;
	struct stored_consent *items;
};

/* One more word; earlier ones stay.  ERR_CONFLICT: a value has no meaning. */
MUST_USE enum err consents_append(struct db *db,
				  const struct stored_consent *consent);

/*
 * The word that counts for the account, purpose and destination of `want`.
 * ERR_NOT_FOUND: nothing was ever said, which counts as no.
 */
MUST_USE enum err consents_newest(struct db *db, struct arena *a,
				  const struct stored_consent *want,
				  struct stored_consent *ret_consent);

/* Every word in order; key: number. */
MUST_USE enum err consents_of_account(struct db *db, struct arena *a,
				      struct slice account,
				      const struct page *page,
				      struct stored_consents *ret_consents);

#endif
