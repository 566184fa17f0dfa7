/* quotas - see quotas.h. */
#include "store/quotas.h"

#include "base/clock.h"
#include "store/row.h"

static const struct column columns[] = {
	TEXT_COLUMN(stored_quota, programme), TEXT_COLUMN(stored_quota, stream),
	I64_COLUMN(stored_quota, from_day),   I64_COLUMN(stored_quota, to_day),
	I64_COLUMN(stored_quota, places),     I64_COLUMN(stored_quota, used),
};
static const struct shape shape = SHAPE(stored_quota, columns);
/* What is used is counted by the table. */
static const struct shape given = {columns, COUNT(columns) - 1,
				   sizeof(struct stored_quota)};

static const struct column payment_columns[] = {
	TEXT_COLUMN(stored_payment, id),
	TEXT_COLUMN(stored_payment, placement),
	I64_COLUMN(stored_payment, day),
	I64_COLUMN(stored_payment, amount_minor),
	TEXT_COLUMN(stored_payment, currency),
	TEXT_COLUMN(stored_payment, payer),
};
static const struct shape payment_shape =
	SHAPE(stored_payment, payment_columns);

enum err quotas_put(struct db *db, const struct stored_quota *quota)
{
	return row_insert(db, QUERY_QUOTA_PUT, &given, quota);
}

enum err quotas_on(struct db *db, struct arena *a,
		   const struct stored_quota *want, int64_t day,
		   struct stored_quota *ret_quota)
{
	return row_one(db, a,
		       ASK(QUERY_QUOTA_ON, TEXT_VALUE(want->programme),
			   TEXT_VALUE(want->stream), I64_VALUE(day)),
		       &shape, ret_quota);
}

enum err quotas_charge(struct db *db, const struct stored_quota *quota,
		       struct slice placement)
{
	enum err e = row_change(
		db,
		ASK(QUERY_QUOTA_USE, TEXT_VALUE(quota->programme),
		    TEXT_VALUE(quota->stream), I64_VALUE(quota->from_day)),
		NULL, NULL);

	if (e != ERR_OK)
		return e;
	return row_write(
		db, ASK(QUERY_QUOTA_CHARGE_INSERT, TEXT_VALUE(placement),
			TEXT_VALUE(quota->programme), TEXT_VALUE(quota->stream),
			I64_VALUE(quota->from_day), I64_VALUE(clock_now_us())));
}

enum err quotas_of_programme(struct db *db, struct arena *a,
			     struct slice programme, const struct page *page,
			     struct stored_quotas *ret_quotas)
{
	struct rows rows;
	enum err e;

	e = row_page(db, a,
		     ASK(QUERY_QUOTAS_OF_PROGRAMME, TEXT_VALUE(programme),
			 TEXT_VALUE(page->id), I64_VALUE(page->number),
			 LIMIT_VALUE(page)),
		     &shape, &rows);
	if (e == ERR_OK)
		*ret_quotas = (struct stored_quotas){rows.count, rows.items};
	return e;
}

enum err payments_put(struct db *db, const struct stored_payment *payment)
{
	return row_insert(db, QUERY_PAYMENT_PUT, &payment_shape, payment);
}

enum err payments_of_placement(struct db *db, struct arena *a,
			       struct slice placement, const struct page *page,
			       struct stored_payments *ret_payments)
{
	struct rows rows;
	enum err e;

	e = row_page(db, a,
		     ASK(QUERY_PAYMENTS_OF_PLACEMENT, TEXT_VALUE(placement),
			 I64_VALUE(page->number), TEXT_VALUE(page->id),
			 LIMIT_VALUE(page)),
		     &payment_shape, &rows);
	if (e == ERR_OK)
		*ret_payments =
			(struct stored_payments){rows.count, rows.items};
	return e;
}
