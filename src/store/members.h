/*
 * members - who acts for an organisation, who was asked to, and whether an
 * administrator believes that it is who it says.
 *
 * A membership is told to the feed as a change of its account, a verification
 * as one of its organisation.  Writers call inside a transaction.
 */
#ifndef STORE_MEMBERS_H
#define STORE_MEMBERS_H

#include "base/err.h"
#include "store/page.h"

struct arena;
struct db;

struct stored_verification {
	struct slice organisation;
	struct slice state; /* "asked", "verified", "refused", "removed" */
	struct slice note;
	struct slice by; /* account; empty when it was asked for */
	int64_t at_us;
};

struct stored_verifications {
	size_t count;
	struct stored_verification *items;
};

struct stored_member {
	struct slice organisation;
	struct slice account;
	struct slice role; /* "owner", "editor", "reviewer" */
	int64_t since_us;
};

struct stored_members {
	size_t count;
	struct stored_member *items;
};

struct stored_invitation {
	struct slice id;
	struct slice organisation;
	struct slice role;
	struct slice email_index;  /* blind index of the address */
	struct slice email_sealed; /* the address, under a key of the program */
	struct slice hash;         /* of the token in the letter */
	struct slice by;           /* account */
	int64_t created_us;
	int64_t expires_us;
	struct slice state; /* "waiting", "accepted", "withdrawn" */
};

struct stored_invitations {
	size_t count;
	struct stored_invitation *items;
};

/* ERR_CONFLICT: there is no such organisation, or a state has no meaning. */
MUST_USE enum err members_verify(struct db *db,
				 const struct stored_verification *v);

/* ERR_NOT_FOUND: nobody asked yet, which counts as not verified. */
MUST_USE enum err members_verification(struct db *db, struct arena *a,
				       struct slice organisation,
				       struct stored_verification *ret_v);

/* Of one state, the longest waiting first; key: at_us and organisation. */
MUST_USE enum err members_verifications(struct db *db, struct arena *a,
					struct slice state,
					const struct page *page,
					struct stored_verifications *ret_them);

/*
 * Makes a member or gives it another role; since_us stays.  ERR_CONFLICT: no
 * such organisation or account.
 */
MUST_USE enum err members_put(struct db *db, const struct stored_member *m);

/* ERR_NOT_FOUND: is none. */
MUST_USE enum err members_get(struct db *db, struct arena *a,
			      struct slice organisation, struct slice account,
			      struct stored_member *ret_member);
MUST_USE enum err members_remove(struct db *db, struct slice organisation,
				 struct slice account);

/* So that the last owner is not removed. */
MUST_USE enum err members_owners(struct db *db, struct slice organisation,
				 int64_t *ret_count);

/* Keys: account; organisation (both as page->id). */
MUST_USE enum err members_of_organisation(struct db *db, struct arena *a,
					  struct slice organisation,
					  const struct page *page,
					  struct stored_members *ret_members);
MUST_USE enum err members_of_account(struct db *db, struct arena *a,
				     struct slice account,
				     const struct page *page,
				     struct stored_members *ret_members);

/* All, for the roster; slices during the call only. */
typedef enum err members_visit(void *ctx, const struct stored_member *m);
MUST_USE enum err members_each(struct db *db, members_visit *visit, void *ctx);
typedef enum err
members_visit_verification(void *ctx, const struct stored_verification *v);
MUST_USE enum err members_each_verification(struct db *db,
					    members_visit_verification *visit,
					    void *ctx);

/* ERR_CONFLICT: the id or hash is there, or there is no such organisation. */
MUST_USE enum err members_invite(struct db *db,
				 const struct stored_invitation *i);

/* ERR_NOT_FOUND.  ERR_GONE: used, withdrawn or expired at the time of now. */
MUST_USE enum err members_accept(struct db *db, struct arena *a,
				 struct slice hash,
				 struct stored_invitation *ret_invitation);

/* ERR_NOT_FOUND: not waiting, or another organisation's. */
MUST_USE enum err members_uninvite(struct db *db, struct slice organisation,
				   struct slice id);

/* Key: id. */
MUST_USE enum err members_invitations(struct db *db, struct arena *a,
				      struct slice organisation,
				      const struct page *page,
				      struct stored_invitations *ret_them);

#endif
