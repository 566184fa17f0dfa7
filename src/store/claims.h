/*
 * claims - organisations that claim a shipped opening, people who report a
 * mistake or fraud, and openings that seem to be one.
 *
 * What is decided is decided once.  Writers call inside a transaction.
 */
#ifndef STORE_CLAIMS_H
#define STORE_CLAIMS_H

#include "base/err.h"
#include "store/page.h"

struct arena;
struct db;

struct stored_claim {
	struct slice id;
	struct slice opening;
	struct slice organisation;
	struct slice account; /* who asked */
	struct slice note;
	struct slice state;      /* "asked", "agreed", "refused" */
	struct slice decided_by; /* account, or empty */
	int64_t at_us;
	int64_t decided_us; /* 0: not yet */
};

struct stored_claims {
	size_t count;
	struct stored_claim *items;
};

/* ERR_CONFLICT: the organisation asks already, or the id is taken. */
MUST_USE enum err claims_insert(struct db *db, const struct stored_claim *c);
MUST_USE enum err claims_get(struct db *db, struct arena *a, struct slice id,
			     struct stored_claim *ret_claim);

struct decision {
	struct slice id;
	struct slice state;
	struct slice by; /* account */
	int64_t at_us;
};

/*
 * ERR_STALE: it is decided already, or not there.  ERR_CONFLICT: the opening is
 * another's by now, or the state has no meaning.
 */
MUST_USE enum err claims_decide(struct db *db, const struct decision *d);

/* Of one state, oldest first; key: at_us and id. */
MUST_USE enum err claims_by_state(struct db *db, struct arena *a,
				  struct slice state, const struct page *page,
				  struct stored_claims *ret_claims);

struct stored_complaint {
	struct slice id;
	struct slice opening;
	struct slice kind;         /* "mistake", "fraud", "closed", "other" */
	struct slice account;      /* who, or empty */
	struct slice words_sealed; /* under a key of the program */
	struct slice reply_sealed; /* where to answer, or empty */
	struct slice state;        /* "open", "right", "dismissed" */
	struct slice decided_by;   /* account, or empty */
	int64_t at_us;
	int64_t decided_us; /* 0: not yet */
};

struct stored_complaints {
	size_t count;
	struct stored_complaint *items;
};

MUST_USE enum err complaints_insert(struct db *db,
				    const struct stored_complaint *c);
MUST_USE enum err complaints_get(struct db *db, struct arena *a,
				 struct slice id,
				 struct stored_complaint *ret_complaint);

/* ERR_STALE: it is decided already, or not there. */
MUST_USE enum err complaints_decide(struct db *db, const struct decision *d);

/* What was written goes.  ERR_NOT_FOUND. */
MUST_USE enum err complaints_empty(struct db *db, struct slice id);

/* Of one state, oldest first; key: at_us and id. */
MUST_USE enum err complaints_by_state(struct db *db, struct arena *a,
				      struct slice state,
				      const struct page *page,
				      struct stored_complaints *ret_them);

struct stored_twin {
	struct slice opening; /* the smaller id, by octets */
	struct slice other;
	int64_t similarity_hundredths; /* 0..100 */
	int64_t at_us;                 /* first found */
};

struct stored_twins {
	size_t count;
	struct stored_twin *items;
};

/* Whichever of the two ids is the smaller.  ERR_CONFLICT: they are the same. */
MUST_USE enum err twins_put(struct db *db, const struct stored_twin *twin);

/* All of an opening, up to twice PAGE_MAX. */
MUST_USE enum err twins_of(struct db *db, struct arena *a, struct slice opening,
			   struct stored_twins *ret_twins);

#endif
