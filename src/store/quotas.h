/*
 * quotas - places of programmes and what was charged to them; allowances paid.
 *
 * Days are days since 1970 at +08:00, both ends inside.  Writers call inside a
 * transaction.
 */
#ifndef STORE_QUOTAS_H
#define STORE_QUOTAS_H

#include "base/err.h"
#include "store/page.h"

struct arena;
struct db;

struct stored_quota {
	struct slice programme;
	struct slice stream; /* empty: all */
	int64_t from_day;
	int64_t to_day;
	int64_t places;
	int64_t used; /* starts charged; set by the store */
};

struct stored_quotas {
	size_t count;
	struct stored_quota *items;
};

/*
 * By programme, stream and first day: makes it or changes places and last day.
 * ERR_CONFLICT: fewer places than are used, or the last day is before the
 * first.
 */
MUST_USE enum err quotas_put(struct db *db, const struct stored_quota *quota);

/* The one in force on a day.  ERR_NOT_FOUND: none, places are not limited. */
MUST_USE enum err quotas_on(struct db *db, struct arena *a,
			    const struct stored_quota *want, int64_t day,
			    struct stored_quota *ret_quota);

/*
 * Charges a start to that quota.  ERR_CONFLICT: no place is left, or the
 * placement was charged already.  ERR_NOT_FOUND: no such quota.  After either,
 * roll back to the savepoint of the job.
 */
MUST_USE enum err quotas_charge(struct db *db, const struct stored_quota *quota,
				struct slice placement);

/* In order of stream and first day; key: from_day and stream as id. */
MUST_USE enum err quotas_of_programme(struct db *db, struct arena *a,
				      struct slice programme,
				      const struct page *page,
				      struct stored_quotas *ret_quotas);

struct stored_payment {
	struct slice id;
	struct slice placement;
	int64_t day;
	int64_t amount_minor;
	struct slice currency;
	struct slice payer; /* organisation */
};

struct stored_payments {
	size_t count;
	struct stored_payment *items;
};

/* By id, once: a second one of the id changes nothing. */
MUST_USE enum err payments_put(struct db *db,
			       const struct stored_payment *payment);

/* In order of day; key: day and id. */
MUST_USE enum err payments_of_placement(struct db *db, struct arena *a,
					struct slice placement,
					const struct page *page,
					struct stored_payments *ret_payments);

#endif
