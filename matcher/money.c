/* money - see money.h. */
#include "matcher/money.h"

#include <stddef.h>

#include "base/arena.h"
#include "json/jr.h"
#include "matcher/hash.h"

const char *const currency_words[] = {"HKD", "MOP", "CNY", NULL};
const char *const pay_period_words[] = {"hour", "day", "month", "year", NULL};

struct rates {
	double per_hkd[CURRENCY__COUNT]; /* 0: not known */
};

static void read_rate(const struct jr *n, struct rates *r, struct faults *f)
{
	static const char *const keys[] = {"currency", "per_hkd", "from",
					   "source",   "note",    NULL};
	const struct jr *currency, *per_hkd;
	int which;

	if (!jr_is_object(n, f))
		return;
	jr_only_keys(n, keys, f);
	currency = jr_need(n, "currency", f);
	per_hkd = jr_need(n, "per_hkd", f);
	if (currency == NULL || per_hkd == NULL ||
	    jr_need(n, "source", f) == NULL)
		return;
	if (jr_read_word(currency, currency_words, &which, f))
		jr_read_number(per_hkd, 1e-6, 1e6, &r->per_hkd[which], f);
}

enum err rates_read(struct arena *a, const struct jr *root,
		    const struct rates **ret_rates,
		    struct faults *reterr_faults)
{
	struct rates *r = ARENA_NEW(a, struct rates);
	const struct jr *list = jr_need(root, "rates", reterr_faults);

	r->per_hkd[CURRENCY_HKD] = 1;
	if (list != NULL && jr_is_array(list, 64, reterr_faults)) {
		for (const struct jr *n = list->first; n != NULL; n = n->next)
			read_rate(n, r, reterr_faults);
	}
	*ret_rates = r;
	return faults_any(reterr_faults) ? ERR_INVALID : ERR_OK;
}

uint64_t rates_version(const struct rates *r)
{
	return hash_bytes(HASH_START, r->per_hkd, sizeof(r->per_hkd));
}

bool rates_monthly_hkd(const struct rates *r, double amount,
		       enum currency currency, enum pay_period per,
		       double *ret_hkd)
{
	static const double monthly[PER__COUNT] = {173.33, 21.75, 1, 1.0 / 12};

	if (r->per_hkd[currency] == 0)
		return false;
	*ret_hkd = amount * monthly[per] / r->per_hkd[currency];
	return true;
}

struct band {
	double min, max;
	bool has_min, has_max;
	int currency, per;
};

static bool read_band(const struct jr *n, struct band *b, struct faults *f)
{
	static const char *const keys[] = {"min", "max",       "currency",
					   "per", "education", NULL};
	size_t before = f->count + f->more;
	const struct jr *min = jr_get(n, "min"), *max = jr_get(n, "max");
	const struct jr *currency, *per;

	*b = (struct band){.min = 0};
	if (!jr_is_object(n, f))
		return false;
	jr_only_keys(n, keys, f);
	currency = jr_need(n, "currency", f);
	per = jr_need(n, "per", f);
	if (currency != NULL)
		jr_read_word(currency, currency_words, &b->currency, f);
	if (per != NULL)
		jr_read_word(per, pay_period_words, &b->per, f);
	b->has_min =
		min != NULL && jr_read_number(min, 0, MONEY_MAX, &b->min, f);
	b->has_max =
		max != NULL && jr_read_number(max, 0, MONEY_MAX, &b->max, f);
	if (b->has_min && b->has_max && b->min > b->max)
		jr_fault(f, max, FAULT_INVERTED, NULL);
	if (min == NULL && max == NULL)
		jr_fault(f, n, FAULT_MISSING, "min");
	return f->count + f->more == before;
}

static void widen(struct pay *p, const struct band *b, const struct rates *r)
{
	double min = b->has_min ? b->min : b->max;
	double max = b->has_max ? b->max : b->min;

	if (!rates_monthly_hkd(r, min, (enum currency)b->currency,
			       (enum pay_period)b->per, &min) ||
	    !rates_monthly_hkd(r, max, (enum currency)b->currency,
			       (enum pay_period)b->per, &max))
		return;
	if (!p->is_comparable || min < p->min)
		p->min = min;
	if (!p->is_comparable || max > p->max)
		p->max = max;
	p->has_min = p->has_min || b->has_min;
	p->has_max = p->has_max || b->has_max;
	p->is_comparable = true;
}

bool pay_read(const struct jr *n, const struct rates *r, struct pay *ret_pay,
	      struct faults *f)
{
	struct band b;
	bool good = true;

	*ret_pay = (struct pay){.is_comparable = false};
	if (n->type != JR_ARRAY) {
		good = read_band(n, &b, f);
		if (good)
			widen(ret_pay, &b, r);
		return good;
	}
	if (!jr_is_array(n, 16, f))
		return false;
	for (const struct jr *c = n->first; c != NULL; c = c->next) {
		if (read_band(c, &b, f))
			widen(ret_pay, &b, r);
		else
			good = false;
	}
	return good;
}

bool pay_wish_read(const struct jr *n, const struct rates *r,
		   struct pay *ret_pay, struct faults *f)
{
	static const char *const keys[] = {"amount", "currency", "per", NULL};
	size_t before = f->count + f->more;
	struct band b = {.has_min = true};
	const struct jr *amount, *currency, *per;

	*ret_pay = (struct pay){.is_comparable = false};
	if (!jr_is_object(n, f))
		return false;
	jr_only_keys(n, keys, f);
	amount = jr_need(n, "amount", f);
	currency = jr_need(n, "currency", f);
	per = jr_need(n, "per", f);
	if (amount != NULL)
		jr_read_number(amount, 0, MONEY_MAX, &b.min, f);
	if (currency != NULL)
		jr_read_word(currency, currency_words, &b.currency, f);
	if (per != NULL)
		jr_read_word(per, pay_period_words, &b.per, f);
	if (f->count + f->more != before)
		return false;
	widen(ret_pay, &b, r);
	return true;
}
