/*
 * POST /v1/me/ventures/{id}/members - asks somebody by letter to join.
 *
 * Whether the address has an account is not told; who opens the link says with
 * which they join.
 *
 * WRITE.
 */
#include "api/api.h"
#include "api/body.h"
#include "api/handler.h"
#include "api/params.h"
#include "api/venture_row.h"
#include "json/jr.h"
#include "people/venture.h"

handler_fn handle_venture_member_create;

struct asked {
	struct slice email, role;
	const struct jr *equity;
	enum lang lang;
};

static enum err read_body(struct request *rq, struct asked *ret,
			  double *ret_equity, struct faults *f)
{
	static const struct body_field fields[] = {
		BODY(struct asked, email, BODY_EMAIL, .needed = true),
		BODY(struct asked, role, BODY_TEXT, .needed = true,
		     .most = VENTURE_ROLE_BYTES),
		BODY(struct asked, equity, BODY_TREE),
		BODY(struct asked, lang, BODY_LANG), BODY_END};
	enum err e;

	*ret = (struct asked){.lang = rq->reader};
	*ret_equity = 0;
	if (!params_none(rq->http, f))
		return ERR_INVALID;
	e = body_read(rq, fields, ret, f);
	if (e == ERR_OK && ret->equity != NULL &&
	    !jr_read_number(ret->equity, 0, 100, ret_equity, f))
		e = ERR_INVALID;
	return e;
}

enum err handle_venture_member_create(struct request *rq, struct reply *rp)
{
	struct stored_venture row;
	struct venture_invitation i = {.site = api_parts(rq->api)->letters_site,
				       .lead = rq->caller.id};
	struct asked asked;
	double equity;
	enum err e = read_body(rq, &asked, &equity, rp->faults);

	if (e == ERR_OK)
		e = venture_row_led(rq, rq->argument, &row);
	if (e == ERR_OK && !rq->caller.is_active)
		e = ERR_UNCONFIRMED;
	if (e == ERR_OK)
		e = venture_row_name(rq, &row, &i.name);
	if (e != ERR_OK)
		return e;
	i.venture = row.id;
	i.email = asked.email;
	i.role = asked.role;
	i.lang = asked.lang;
	i.equity_hundredths = (int64_t)(equity * 100 + 0.5);
	e = venture_invite(&rq->hands, &i);
	if (e != ERR_OK)
		return e;
	rp->http->status = 202;
	jw_object(rp->json, NULL);
	jw_word(rp->json, "next", "open_link");
	jw_end(rp->json);
	return ERR_OK;
}
