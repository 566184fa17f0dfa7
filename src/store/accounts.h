/*
 * accounts - whoever signs in.
 *
 * The store compares and keeps; passwords, wrapped keys, sealed addresses and
 * blind indexes are octets that src/crypt made.  What the roster shows of an
 * account (role, state, lang, epoch) changes together with a row of the feed.
 * Writers call inside a transaction.
 *
 * A raised epoch ends every older login, whatever any store of logins says.
 */
#ifndef STORE_ACCOUNTS_H
#define STORE_ACCOUNTS_H

#include "base/err.h"
#include "store/page.h"

struct arena;
struct db;

struct stored_account {
	struct slice id;           /* random */
	struct slice email_index;  /* blind index; empty: erased */
	struct slice email_sealed; /* the address */
	struct slice password;     /* argon2id in its text form */
	struct slice role;         /* "seeker", "poster", "administrator" */
	struct slice lang;
	struct slice state; /* "unverified", "active", "blocked", "erased" */
	int64_t epoch;      /* from 1 */
	struct slice key_wrapped; /* data key of its sealed fields */
	int64_t created_us;
	int64_t updated_us;
	int64_t last_login_us; /* at first created_us */
	int64_t password_changed_us;
};

struct stored_accounts {
	size_t count;
	struct stored_account *items;
};

/*
 * A new one, at epoch 1 and with the times of now, whatever the struct says of
 * these.  ERR_CONFLICT: the id or the address is taken, or a role or state has
 * no meaning.
 */
MUST_USE enum err accounts_insert(struct db *db,
				  const struct stored_account *account);

/* ERR_NOT_FOUND: there is none; no erased one has an address. */
MUST_USE enum err accounts_get(struct db *db, struct arena *a, struct slice id,
			       struct stored_account *ret_account);
MUST_USE enum err accounts_by_email(struct db *db, struct arena *a,
				    struct slice email_index,
				    struct stored_account *ret_account);

/* In order of id, erased ones too; key: id. */
MUST_USE enum err accounts_page(struct db *db, struct arena *a,
				const struct page *page,
				struct stored_accounts *ret_accounts);

/*
 * Those that have not signed in since before `before_us`, the longest first;
 * key: last_login_us and id.
 */
MUST_USE enum err accounts_idle(struct db *db, struct arena *a,
				const struct page *page, int64_t before_us,
				struct stored_accounts *ret_accounts);

/* What every request asks of an account. */
struct roster_row {
	struct slice id;
	struct slice role;
	struct slice state;
	struct slice lang;
	int64_t epoch;
};

/* One, its slices in the arena; or all in order of id, slices during the call. */
MUST_USE enum err accounts_roster(struct db *db, struct arena *a,
				  struct slice id, struct roster_row *ret_row);
typedef enum err accounts_visit(void *ctx, const struct roster_row *row);
MUST_USE enum err accounts_each(struct db *db, accounts_visit *visit,
				void *ctx);

/*
 * Changes of one account.  ERR_NOT_FOUND: there is none, or it is erased.
 * Password, role and the blocking of one raise the epoch.
 */
MUST_USE enum err accounts_set_password(struct db *db, struct slice id,
					struct slice password);
MUST_USE enum err accounts_set_role(struct db *db, struct slice id,
				    struct slice role);
MUST_USE enum err accounts_set_lang(struct db *db, struct slice id,
				    struct slice lang);
MUST_USE enum err accounts_raise_epoch(struct db *db, struct slice id);

/* ERR_CONFLICT: the address is another's. */
MUST_USE enum err accounts_set_email(struct db *db, struct slice id,
				     struct slice email_index,
				     struct slice email_sealed);

/* ERR_STALE: its state is not `from`, or it is not there. */
MUST_USE enum err accounts_set_state(struct db *db, struct slice id,
				     struct slice from, struct slice to);

/*
 * The same password or data key in another form; logins go on, the feed is
 * silent.  ERR_STALE: it is no longer `from`.
 */
MUST_USE enum err accounts_rehash(struct db *db, struct slice id,
				  struct slice from, struct slice to);
MUST_USE enum err accounts_rewrap(struct db *db, struct slice id,
				  struct slice from, struct slice to);

/* A sign-in at that time; an older one, or one of nobody, changes nothing. */
MUST_USE enum err accounts_signed_in(struct db *db, struct slice id,
				     int64_t at_us);

#endif
