/*
 * PUT /v1/placements/{id}/pay - a month's pay at the start and at the end, by
 * either side; what is absent stays.
 *
 * WRITE.
 */
#include "api/body.h"
#include "api/handler.h"
#include "api/params.h"
#include "api/placement_row.h"
#include "json/jr.h"
#include "people/audit.h"

handler_fn handle_placement_pay_put;

#define PAY_MAX 10000000

static const char *const currencies[] = {"HKD", "MOP", "CNY", NULL};

struct pay_body {
	const struct jr *start, *end; /* a month */
	int currency;
};

static const struct body_field fields[] = {
	BODY(struct pay_body, start, BODY_TREE),
	BODY(struct pay_body, end, BODY_TREE),
	BODY(struct pay_body, currency, BODY_WORD, .needed = true,
	     .words = currencies),
	BODY_END};

static int64_t minor_of(const struct jr *n, struct faults *f)
{
	double amount = 0;

	if (n == NULL || !jr_read_number(n, 1, PAY_MAX, &amount, f))
		return 0;
	return (int64_t)(amount * 100 + 0.5);
}

static enum err audit(struct request *rq)
{
	if (rq->caller.party != PARTY_ADMINISTRATOR)
		return ERR_OK;
	return audit_tell(&rq->hands,
			  &(struct audit_word){.actor = rq->caller.id,
					       .action = SLICE("placement.pay"),
					       .object = rq->argument});
}

enum err handle_placement_pay_put(struct request *rq, struct reply *rp)
{
	static const char *const known[] = {"lang", NULL};
	struct pay_body body = {NULL, NULL, 0};
	struct placement_pay pay;
	enum err e;

	params_only(rq->http, known, rp->faults);
	if (faults_any(rp->faults))
		return ERR_INVALID;
	e = body_read(rq, fields, &body, rp->faults);
	if (e != ERR_OK)
		return e;
	if (!placement_row_may_change(&rq->caller))
		return ERR_FORBIDDEN;
	pay = (struct placement_pay){
		.start_minor = minor_of(body.start, rp->faults),
		.end_minor = minor_of(body.end, rp->faults),
		.currency = slice_of(currencies[body.currency])};
	if (faults_any(rp->faults))
		return ERR_INVALID;
	e = placements_set_pay(rq->db, rq->argument, &pay);
	if (e == ERR_OK)
		e = audit(rq);
	if (e != ERR_OK)
		return e;
	return placement_row_whole(rq, rp, rq->caller.party, rq->argument);
}
