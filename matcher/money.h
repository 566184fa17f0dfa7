/*
 * money - amounts as people state them, and pay on one scale.
 *
 * Pay is compared in Hong Kong dollars a month: hour x 173.33, day x 21.75,
 * year / 12 (docs/SEMANTICS.md, 5).  A currency without a rate is shown and
 * never compared: unknown stays unknown.
 */
#ifndef MATCHER_MONEY_H
#define MATCHER_MONEY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"
#include "base/fault.h"

struct arena;
struct jr;
struct rates;

enum currency { CURRENCY_HKD, CURRENCY_MOP, CURRENCY_CNY, CURRENCY__COUNT };
enum pay_period { PER_HOUR, PER_DAY, PER_MONTH, PER_YEAR, PER__COUNT };

#define MONEY_MAX 1e12

/* config/rates.json: {"rates":[{"currency","per_hkd","from","source"}]}. */
MUST_USE enum err rates_read(struct arena *a, const struct jr *root,
			     const struct rates **ret_rates,
			     struct faults *reterr_faults);

/* Changes with any rate: a part of segment_basis(). */
uint64_t rates_version(const struct rates *r);

/* False: there is no rate for this currency. */
bool rates_monthly_hkd(const struct rates *r, double amount,
		       enum currency currency, enum pay_period per,
		       double *ret_hkd);

/* What an opening pays, over all of its bands, in HKD a month. */
struct pay {
	bool is_comparable;
	double min, max;       /* equal when only one end was stated */
	bool has_min, has_max; /* which ends were stated */
};

/* `pay` of an opening: one object or a list of them.  False after a fault. */
bool pay_read(const struct jr *n, const struct rates *r, struct pay *ret_pay,
	      struct faults *f);

/* `pay_min` of wishes: {"amount","currency","per"}. */
bool pay_wish_read(const struct jr *n, const struct rates *r,
		   struct pay *ret_pay, struct faults *f);

extern const char *const currency_words[];   /* NULL at the end */
extern const char *const pay_period_words[]; /* NULL at the end */

#endif
