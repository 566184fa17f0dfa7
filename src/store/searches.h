/*
 * searches - saved searches, of an account or of an address alone.
 *
 * One of an address runs only after it answered the letter (double opt-in).
 * What a search told already is kept beside it, so that a digest tells only
 * what is new.  Writers call inside a transaction.
 */
#ifndef STORE_SEARCHES_H
#define STORE_SEARCHES_H

#include "base/err.h"
#include "store/page.h"

struct arena;
struct db;

struct stored_search {
	struct slice id;
	struct slice account;      /* or empty */
	struct slice email_index;  /* of an address without account, or empty */
	struct slice email_sealed; /* the address, or empty */
	struct slice query;        /* canonical JSON of words and filters */
	struct slice profile_sealed; /* it is matched with, or empty */
	struct slice lang;
	struct slice every;   /* "daily", "weekly", "never" */
	struct slice hash;    /* of the token in its links and feeds */
	int64_t confirmed_us; /* 0: the address has not answered */
	int64_t last_run_us;  /* 0 never */
	int64_t next_run_us;  /* 0 never */
	int64_t created_us;
};

struct stored_searches {
	size_t count;
	struct stored_search *items;
};

/* ERR_CONFLICT: the id or token is taken, or it is nobody's. */
MUST_USE enum err searches_insert(struct db *db,
				  const struct stored_search *search);

/* ERR_NOT_FOUND: none of that account; none of that token. */
MUST_USE enum err searches_get(struct db *db, struct arena *a, struct slice id,
			       struct slice account,
			       struct stored_search *ret_search);
MUST_USE enum err searches_by_token(struct db *db, struct arena *a,
				    struct slice hash,
				    struct stored_search *ret_search);

/*
 * Query, profile, lang, every and next_run_us anew; it has told of nothing yet.
 * ERR_NOT_FOUND: none of that account.
 */
MUST_USE enum err searches_update(struct db *db,
				  const struct stored_search *search);

/* Key: id. */
MUST_USE enum err searches_of_account(struct db *db, struct arena *a,
				      struct slice account,
				      const struct page *page,
				      struct stored_searches *ret_searches);

/* ERR_GONE: confirmed already, or there is none. */
MUST_USE enum err searches_confirm(struct db *db, struct slice hash,
				   int64_t next_run_us);

/* Confirmed and due by then, the earliest first; key: next_run_us and id. */
MUST_USE enum err searches_due(struct db *db, struct arena *a, int64_t by_us,
			       const struct page *page,
			       struct stored_searches *ret_searches);

/* Not confirmed and made before then, to be removed; up to `limit`. */
MUST_USE enum err searches_unconfirmed(struct db *db, struct arena *a,
				       int64_t before_us, size_t limit,
				       struct stored_searches *ret_searches);

/* It ran now.  ERR_NOT_FOUND. */
MUST_USE enum err searches_ran(struct db *db, struct slice id,
			       int64_t next_run_us);

/* With what it has told.  ERR_NOT_FOUND. */
MUST_USE enum err searches_remove(struct db *db, struct slice id);

struct stored_seen {
	struct slice search;
	struct slice opening;
	struct slice verdict; /* then; empty without a profile */
	int64_t at_us;
};

struct stored_seen_list {
	size_t count;
	struct stored_seen *items;
};

/* It told of an opening, or of another verdict for it. */
MUST_USE enum err searches_see(struct db *db, const struct stored_seen *seen);

/* Key: opening as id. */
MUST_USE enum err searches_seen(struct db *db, struct arena *a,
				struct slice search, const struct page *page,
				struct stored_seen_list *ret_seen);

#endif
